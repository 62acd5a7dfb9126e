/** Things that happen to a cluster, as they are written on a command line and in pictures: `script-fail ka1 chk_nginx`. */
import { eventForms, eventKinds, eventOperands, eventWords } from "./event-forms.ts";
import type { Fault } from "./failover-report.ts";
import { raisesAlarm } from "./priority.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { Simulation } from "./simulation.ts";

/** A fault, or its repair. */
export interface Happening {
  readonly fault: Fault;
  readonly repaired: boolean;
}

export function notationOf({ fault, repaired }: Happening): string {
  return [eventWords[fault.kind][repaired ? 1 : 0], ...operandsOf(fault)].join(" ");
}

function operandsOf(fault: Fault): readonly string[] {
  switch (fault.kind) {
    case "node-down":
    case "daemon-stop":
      return [fault.node];
    case "script-fail":
      return [fault.node, fault.script];
    case "check-fail":
      return [fault.node, fault.check, fault.name];
    case "link-down":
      return [fault.node, fault.interface];
    case "cut":
      return fault.nodes;
  }
}

/** A happening with its time in seconds from when the cluster has settled. */
export interface TimedHappening extends Happening {
  readonly at: number;
}

/** Reads `script-fail ka1 chk at 10; node-down ka2 at 20`; else says what is wrong. */
export function readHappenings(text: string): readonly TimedHappening[] | { readonly problem: string } {
  const found: TimedHappening[] = [];
  for (const part of text.split(";")) {
    if (part.trim() === "") continue;
    const one = readHappening(part.trim());
    if ("problem" in one) return one;
    found.push(one);
  }
  return found.length === 0 ? { problem: `no event; as in ${sample}` } : found.sort((a, b) => a.at - b.at);
}

const sample = "`script-fail ka1 chk_nginx at 10`";

function readHappening(text: string): TimedHappening | { readonly problem: string } {
  const timed = /^(.*\S)\s+at\s+(\d+(?:\.\d+)?)\s*s?$/.exec(text);
  if (timed === null) return { problem: `\`${text}\`: needs a time in seconds behind it, as in ${sample}` };
  const [word = "", ...given] = (timed[1] ?? "").split(/\s+/);
  const kind = eventKinds.find((one) => eventWords[one].includes(word));
  if (kind === undefined)
    return { problem: `unknown event \`${word}\`; known are ${eventForms.flat().join(", ")}` };
  const form = eventOperands[kind];
  if (given.length !== form.length)
    return { problem: `\`${text}\`: must be \`${[word, ...form].join(" ")} at SECONDS\`` };
  const fault = faultOf(kind, given);
  if (fault === undefined)
    return { problem: `\`${text}\`: must be \`${[word, ...form].join(" ")} at SECONDS\`` };
  return { fault, repaired: eventWords[kind].indexOf(word) === 1, at: Number(timed[2]) };
}

function faultOf(kind: Fault["kind"], [a = "", b = "", c = ""]: readonly string[]): Fault | undefined {
  switch (kind) {
    case "node-down":
    case "daemon-stop":
      return { kind, node: a };
    case "script-fail":
      return { kind, node: a, script: b };
    case "check-fail":
      return b === "file" || b === "process" || b === "bfd"
        ? { kind, node: a, check: b, name: c }
        : undefined;
    case "link-down":
      return { kind, node: a, interface: b };
    case "cut":
      return { kind, nodes: [a, b] };
  }
}

/** What of a happening the cluster does not have: a node, a script, an interface. */
export function strangerIn({ fault }: Happening, { nodes }: Rehearsal): string | undefined {
  const names = fault.kind === "cut" ? fault.nodes : [fault.node];
  const stranger = names.find((name) => !nodes.some((node) => node.name === name));
  const listed = (items: readonly string[]) => (items.length === 0 ? "none" : items.join(", "));
  if (stranger !== undefined)
    return `no node \`${stranger}\`; there are ${listed(nodes.map(({ name }) => name))}`;
  const node = nodes.find(({ name }) => name === names[0]);
  if (fault.kind === "script-fail" && node?.scripts.every(({ name }) => name !== fault.script)) {
    const scripts = listed(node.scripts.map(({ name }) => name));
    return `\`${fault.node}\` tracks no script \`${fault.script}\`; it tracks ${scripts}`;
  }
  if (fault.kind === "link-down") {
    const links = new Set(node?.instances.flatMap(linksOf) ?? []);
    if (!links.has(fault.interface))
      return `\`${fault.node}\` uses no interface \`${fault.interface}\`; it uses ${listed([...links])}`;
  }
  if (fault.kind === "check-fail") {
    const checks = node?.instances.flatMap(({ checks: own }) => own) ?? [];
    if (!checks.some(({ kind, name }) => kind === fault.check && name === fault.name))
      return `\`${fault.node}\` tracks no ${fault.check} \`${fault.name}\``;
  }
  return undefined;
}

function linksOf(instance: Rehearsal["nodes"][number]["instances"][number]): readonly string[] {
  const tracked = instance.checks.filter(({ kind }) => kind === "interface").map(({ name }) => name);
  return [instance.interface, ...tracked];
}

/** True of a check whose success is the fault. */
function isAlarm(
  simulation: Simulation,
  fault: Extract<Fault, { kind: "script-fail" | "check-fail" }>,
): boolean {
  const [kind, name] = fault.kind === "script-fail" ? ["script", fault.script] : [fault.check, fault.name];
  const checks = simulation.routersOf(fault.node).flatMap(({ instance }) => instance.checks);
  return checks.some((check) => check.kind === kind && check.name === name && raisesAlarm(check));
}

/** Lets it happen in a simulation, now. */
export function happen(simulation: Simulation, { fault, repaired }: Happening): void {
  switch (fault.kind) {
    case "node-down":
      if (repaired) simulation.start(fault.node);
      else simulation.powerOff(fault.node);
      break;
    case "daemon-stop":
      if (repaired) simulation.start(fault.node);
      else simulation.stop(fault.node);
      break;
    case "script-fail":
      simulation.script(
        fault.node,
        fault.script,
        repaired !== isAlarm(simulation, fault) ? "succeeds" : "fails",
      );
      break;
    case "check-fail":
      if (fault.check === "file") simulation.failFile(fault.node, fault.name, !repaired);
      else simulation.presence(fault.node, fault.check, fault.name, repaired !== isAlarm(simulation, fault));
      break;
    case "link-down":
      simulation.link(fault.node, fault.interface, repaired);
      break;
    case "cut":
      simulation.cut(...fault.nodes, !repaired);
      break;
  }
}
