/**
 * Plays a scenario: nodes with their configurations, what happens to them and when to look. The format is that of the
 * laboratory which runs real daemons; placeholders of a configuration (@IFACE@, @ADDR@, @IP@, @PEER:b@, @DIR@) are filled
 * in as it does. What the nodes' files would do on disk (includes) is not followed.
 */
import { commandFate } from "../dialects/keepalived/command-fate.ts";
import { keepalived } from "../dialects/keepalived/keepalived.ts";
import { SourceFile } from "../workspace/source-file.ts";
import type { HostDescription } from "./host.ts";
import { readNode } from "./read-node.ts";
import type { LabEvent, LabNode, Scenario } from "./scenario-format.ts";
import { Simulation } from "./simulation.ts";
import type { Timeline } from "./timeline.ts";
import { second, type VrrpNode } from "./vrrp-node.ts";

/** What a keepalived needs before its instances have their first state. */
const startTime = second / 10;

/** Where a node finds its own folder. */
const folder = "/lab";

/** Runs a scenario with every node on the release, but those that the scenario runs on the other one. */
export function playScenario(scenario: Scenario, release: string, otherRelease: string): Timeline {
  const hosts = scenario.nodes.map(hostOf);
  const releaseOf = (node: LabNode) => (node.isOther ? otherRelease : release);
  const read = (node: LabNode, text: string) => nodeOf(scenario, node, text, releaseOf(node));
  const readings = new Map(scenario.nodes.map((node) => [node.name, read(node, node.conf)]));
  const simulation = new Simulation(
    hosts,
    [...readings.values()].map(({ node }) => node),
  );
  for (const node of scenario.nodes) {
    for (const name of node.failing) setScript(simulation, readings.get(node.name), node.name, name, "fails");
    for (const [name, text] of node.files)
      setFile(simulation, readings.get(node.name), node.name, name, text);
    if (node.start !== undefined) schedule(simulation, node.start, { type: "start", node: node.name });
  }
  for (const event of scenario.events) schedule(simulation, event.at, event);
  return simulation.runUntil(scenario.duration * second);

  function schedule(to: Simulation, at: number, event: Omit<LabEvent, "at">): void {
    const delay = event.type === "start" ? startTime : 0;
    to.at(at * second + delay, () => happen(event));
  }

  function happen(event: Omit<LabEvent, "at">): void {
    const name = event.node ?? "";
    const node = scenario.nodes.find((one) => one.name === name);
    const reading =
      node !== undefined && event.conf !== undefined ? read(node, event.conf) : readings.get(name);
    if (reading !== undefined) {
      readings.set(name, reading);
      for (const process of reading.absent) simulation.presence(name, "process", process, false);
    }
    const link = event.iface ?? "eth0";
    const script = event.script ?? "chk";
    switch (event.type) {
      case "start":
        simulation.start(name, reading?.node);
        break;
      case "stop":
        simulation.stop(name);
        break;
      case "kill":
        simulation.kill(name);
        break;
      case "hang":
        simulation.hang(name);
        break;
      case "resume":
        simulation.resume(name);
        break;
      case "reload":
        simulation.reload(name, reading?.node);
        break;
      case "script_fail":
        setScript(simulation, reading, name, script, "fails");
        break;
      case "script_ok":
        setScript(simulation, reading, name, script, "succeeds");
        break;
      case "script_hang":
        setScript(simulation, reading, name, script, "hangs");
        break;
      case "write_file":
      case "track_file":
        setFile(simulation, reading, name, event.file ?? "track", event.text ?? "");
        break;
      case "link_down":
      case "iface_down":
        simulation.link(name, link, false);
        break;
      case "link_up":
      case "iface_up":
        simulation.link(name, link, true);
        break;
      case "unplug":
        simulation.plug(name, link, false);
        break;
      case "plug":
        simulation.plug(name, link, true);
        break;
      case "partition":
        simulation.partition(true);
        break;
      case "heal":
        simulation.partition(false);
        break;
      case "mute":
        simulation.mute(name, link, true);
        break;
      case "unmute":
        simulation.mute(name, link, false);
        break;
      case "deaf":
        simulation.deaf(name, link, true);
        break;
      case "undeaf":
        simulation.deaf(name, link, false);
        break;
      case "addr_del":
        simulation.removeAddress(name, bare(event.ip ?? ""));
        break;
      case "addr_add":
        simulation.addAddress(name, link, bare(event.ip ?? ""));
        break;
    }
  }
}

interface Reading {
  readonly node: VrrpNode;
  /** Names of checks by the script or file of the node's folder that they ask. */
  readonly scripts: ReadonlyMap<string, readonly string[]>;
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Processes that are not there. */
  readonly absent: readonly string[];
}

function nodeOf(scenario: Scenario, node: LabNode, conf: string, release: string): Reading {
  const text = expand(scenario, node, conf);
  const file = new SourceFile(`${folder}/keepalived.conf`, text, keepalived, release);
  const model = file.model.vrrp;
  const models = model === undefined ? [] : [model];
  const controlled = scenario.scripts;
  const reading = readNode({
    name: node.name,
    release,
    models,
    complete: true,
    fateOf: (command) => {
      const fate = commandFate(command, release);
      if (fate !== "either") return fate;
      const program = new RegExp(`^${folder}/(\\S+)`).exec(command)?.[1];
      return program === undefined || controlled.includes(program) ? "either" : "not-run";
    },
    isBehind: (script, instance) => script.span.start > instance.span.start,
    hasInterface: (name) => node.ifaces.has(name),
  });
  const scripts = new Map(
    controlled.map((name) => {
      const asks = new RegExp(`${folder}/(?:${name}|on/${name}\\.ok)(?![\\w.-])`);
      const own = (model?.scripts ?? []).filter(({ command }) => asks.test(command?.value ?? ""));
      return [name, own.map((script) => script.name.value)];
    }),
  );
  const files = new Map<string, string[]>();
  const watched = model?.watched ?? [];
  for (const { kind, name, subject } of watched) {
    if (kind !== "file" || subject === undefined) continue;
    const key = subject.value.replace(`${folder}/`, "");
    files.set(key, [...(files.get(key) ?? []), name.value]);
  }
  // Nothing runs on a node but its keepalived.
  const absent = watched.filter(({ kind, subject }) => kind === "process" && subject?.value !== "keepalived");
  return { node: reading.node, scripts, files, absent: absent.map(({ name }) => name.value) };
}

/** Every interface has a link-local address too; of one that is not given only the order of the nodes is made up. */
function hostOf(node: LabNode, index: number): HostDescription {
  return {
    name: node.name,
    interfaces: [...node.ifaces].map(([name, addresses]) => ({
      name,
      segment: name.replace(/^eth/, "br"),
      addresses: [...addresses, `fe80::ff:${index + 1}`],
    })),
  };
}

function expand({ nodes }: Scenario, node: LabNode, conf: string): string {
  const [first] = node.ifaces;
  const [address = ""] = first?.[1] ?? [];
  return conf
    .replaceAll("@IFACE@", first?.[0] ?? "")
    .replaceAll("@ADDR@", address)
    .replaceAll("@IP@", bare(address))
    .replaceAll("@DIR@", folder)
    .replace(/@PEER:(\w+)@/g, (_, name: string) => {
      const peer = nodes.find((one) => one.name === name);
      return bare([...(peer?.ifaces.values() ?? [])][0]?.[0] ?? "");
    });
}

function setScript(
  simulation: Simulation,
  reading: Reading | undefined,
  node: string,
  script: string,
  outcome: "succeeds" | "fails" | "hangs",
): void {
  for (const name of reading?.scripts.get(script) ?? []) simulation.script(node, name, outcome);
}

function setFile(
  simulation: Simulation,
  reading: Reading | undefined,
  node: string,
  file: string,
  text: string,
): void {
  const value = Number.parseInt(text, 10);
  for (const name of reading?.files.get(file) ?? [])
    simulation.file(node, name, Number.isNaN(value) ? 0 : value);
}

function bare(address: string): string {
  return address.replace(/\/.*$/, "");
}
