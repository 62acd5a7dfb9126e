/** Reads a scenario file. What is wrong in it is said field by field. */

export interface Scenario {
  readonly id: string;
  readonly nodes: readonly LabNode[];
  /** Addresses that are looked at whether or not somebody holds them. */
  readonly addresses: readonly string[];
  /** Names of the check scripts in a node's folder. */
  readonly scripts: readonly string[];
  readonly events: readonly LabEvent[];
  /** Seconds from the start. */
  readonly checkpoints: readonly number[];
  /** Seconds. */
  readonly duration: number;
}

export interface LabNode {
  readonly name: string;
  /** Addresses with prefix length by interface; interfaces of one name are on one segment. */
  readonly ifaces: ReadonlyMap<string, readonly string[]>;
  /** Seconds; absent: only an event starts it. */
  readonly start?: number;
  /** It runs the other release. */
  readonly isOther: boolean;
  readonly conf: string;
  /** Scripts that fail from the start. */
  readonly failing: readonly string[];
  /** Files of its folder by name. */
  readonly files: ReadonlyMap<string, string>;
}

export const eventTypes = [
  "start",
  "stop",
  "kill",
  "hang",
  "resume",
  "reload",
  "script_fail",
  "script_ok",
  "script_hang",
  "write_file",
  "track_file",
  "link_down",
  "link_up",
  "iface_down",
  "iface_up",
  "unplug",
  "plug",
  "partition",
  "heal",
  "mute",
  "unmute",
  "deaf",
  "undeaf",
  "addr_del",
  "addr_add",
] as const;

export interface LabEvent {
  /** Seconds from the start. */
  readonly at: number;
  readonly type: (typeof eventTypes)[number];
  readonly node?: string;
  readonly script?: string;
  readonly iface?: string;
  readonly file?: string;
  readonly text?: string;
  readonly ip?: string;
  /** The configuration that is read from then on. */
  readonly conf?: string;
}

export interface ReadScenario {
  readonly scenario?: Scenario;
  /** What is wrong, one line each, with the field it is about. */
  readonly problems: readonly string[];
}

export function readScenario(text: string): ReadScenario {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problems: [`is no JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const problems: string[] = [];
  const fields = objectOf(json);
  if (fields === undefined) return { problems: ["must be an object"] };
  const nodes = listOf(fields.nodes).map((node, i) => readNode(node, `nodes[${i}]`, problems));
  if (nodes.length === 0) problems.push("nodes: must be a list of at least one node");
  for (const [i, { name }] of nodes.entries()) {
    if (nodes.findIndex((one) => one.name === name) < i)
      problems.push(`nodes[${i}].name: another node is called \`${name}\` already`);
  }
  const known = new Set(nodes.map(({ name }) => name));
  const events = listOf(fields.events).flatMap((event, i) =>
    readEvent(event, `events[${i}]`, known, problems),
  );
  const checkpoints = listOf(fields.checkpoints).flatMap((point, i) => {
    const at = typeof point === "number" ? point : objectOf(point)?.at;
    if (typeof at === "number") return [at];
    problems.push(`checkpoints[${i}]: must be a number of seconds`);
    return [];
  });
  const last = Math.max(0, ...events.map(({ at }) => at), ...checkpoints);
  const { duration = last, id = "" } = fields;
  if (typeof duration !== "number" || !(duration >= 0))
    problems.push("duration: must be a number of seconds");
  if (problems.length > 0 || typeof duration !== "number") return { problems };
  return {
    problems,
    scenario: {
      id: String(id),
      nodes,
      addresses: fields.vips === undefined ? ["10.9.0.100"] : textsOf(fields.vips),
      scripts: fields.scripts === undefined ? ["chk"] : textsOf(fields.scripts),
      events: [...events].sort((a, b) => a.at - b.at),
      checkpoints,
      duration,
    },
  };
}

function readNode(value: unknown, at: string, problems: string[]): LabNode {
  const fields = objectOf(value) ?? {};
  const { name, conf, start, addr } = fields;
  if (typeof name !== "string" || name === "") problems.push(`${at}.name: must be a text that is not empty`);
  if (typeof conf !== "string") problems.push(`${at}.conf: must be the text of a configuration`);
  if (start !== undefined && start !== null && typeof start !== "number")
    problems.push(`${at}.start: must be a number of seconds, or null`);
  const links = objectOf(fields.ifaces) ?? (addr === undefined ? {} : { eth0: addr });
  const ifaces = new Map(
    Object.entries(links).map(([link, addresses]) => [link, String(addresses).split(/\s+/).filter(Boolean)]),
  );
  if (ifaces.size === 0) problems.push(`${at}.addr: is missing`);
  return {
    name: String(name),
    ifaces,
    ...(start === null ? {} : { start: typeof start === "number" ? start : 0 }),
    isOther: fields.runtime === "alt",
    conf: String(conf),
    failing: textsOf(fields.failing),
    files: new Map(Object.entries(objectOf(fields.files) ?? {}).map(([file, text]) => [file, String(text)])),
  };
}

function readEvent(value: unknown, at: string, nodes: ReadonlySet<string>, problems: string[]): LabEvent[] {
  const fields = objectOf(value) ?? {};
  const type = eventTypes.find((one) => one === fields.type);
  if (type === undefined) {
    problems.push(`${at}.type: unknown event \`${String(fields.type)}\`; known are ${eventTypes.join(", ")}`);
    return [];
  }
  if (typeof fields.at !== "number") {
    problems.push(`${at}.at: must be a number of seconds`);
    return [];
  }
  const needsNode = type !== "partition" && type !== "heal";
  if (needsNode && !nodes.has(String(fields.node))) {
    problems.push(`${at}.node: no node is called \`${String(fields.node)}\``);
    return [];
  }
  const texts: Partial<Record<"node" | "script" | "iface" | "file" | "text" | "ip" | "conf", string>> = {};
  for (const key of ["node", "script", "iface", "file", "text", "ip", "conf"] as const)
    if (fields[key] !== undefined) texts[key] = String(fields[key]);
  return [{ at: fields.at, type, ...texts }];
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).map(String);
}
