/** What can go wrong in a cluster, one thing at a time, and how it is played: all nodes start, one thing fails, and is repaired. */
import { happen } from "./event-notation.ts";
import type { Fault } from "./failover-report.ts";
import type { TrackedCheck } from "./priority.ts";
import type { KnownRouter, Rehearsal } from "./rehearsal.ts";
import type { Timeline } from "./timeline.ts";
import type { Instance } from "./vrrp-node.ts";

/** One run: all nodes start, settle, these faults happen at once, settle, are repaired, settle. */
export interface Play {
  readonly faults: readonly Fault[];
  readonly timeline: Timeline;
  readonly faultAt: number;
  /** What the priorities, and who may take over, are before the repair. */
  readonly standings: readonly Standing[];
  readonly repairAt: number;
}

interface Standing {
  readonly node: string;
  readonly instance: string;
  readonly state: string;
  readonly priority: number;
}

/** From one advertisement and check on which all nodes agree to the fault: as long as a packet travels, and a bit. */
const pause = 1000;

export function play(rehearsal: Rehearsal, faults: readonly Fault[]): Play {
  const { settleTime } = rehearsal;
  const simulation = rehearsal.begin();
  simulation.runUntil(settleTime);
  // The worst moment: every master has just advertised, every check has just been made.
  simulation.align(pause);
  const faultAt = settleTime + pause;
  simulation.runUntil(faultAt);
  for (const fault of faults) happen(simulation, { fault, repaired: false });
  const repairAt = faultAt + settleTime;
  simulation.runUntil(repairAt);
  const standings = rehearsal.nodes.flatMap(({ name }) =>
    simulation.routersOf(name).map(({ instance, state, priority }) => ({
      node: name,
      instance: instance.name,
      state,
      priority,
    })),
  );
  for (const fault of faults) happen(simulation, { fault, repaired: true });
  const timeline = simulation.runUntil(repairAt + settleTime);
  return { faults, timeline, faultAt, standings, repairAt };
}

/** Everything that can go wrong alone. */
export function faultsOf({ nodes, routers }: Rehearsal): Fault[] {
  const faults: Fault[] = [];
  for (const { name: node, instances } of nodes) {
    faults.push({ kind: "node-down", node }, { kind: "daemon-stop", node });
    const checks = new Map<string, Fault>();
    for (const instance of instances) {
      if (instance.interface !== "") {
        checks.set(`interface ${instance.interface}`, {
          kind: "link-down",
          node,
          interface: instance.interface,
        });
      }
      for (const { kind, name } of trackedBy(routers, node, instance)) {
        checks.set(`${kind} ${name}`, faultOfCheck(node, { kind, name }));
      }
    }
    faults.push(...checks.values());
  }
  for (const [i, { name }] of nodes.entries())
    for (const other of nodes.slice(i + 1)) faults.push({ kind: "cut", nodes: [name, other.name] });
  return faults;
}

export function faultOfCheck(node: string, { kind, name }: Pick<TrackedCheck, "kind" | "name">): Fault {
  if (kind === "interface") return { kind: "link-down", node, interface: name };
  if (kind === "script") return { kind: "script-fail", node, script: name };
  return { kind: "check-fail", node, check: kind, name };
}

/** What an instance names as a check, whether or not keepalived counts it. */
function trackedBy(
  routers: readonly KnownRouter[],
  node: string,
  instance: Instance,
): readonly Pick<TrackedCheck, "kind" | "name">[] {
  const part = routers
    .flatMap(({ instances }) => [...instances])
    .find(([one, own]) => one.node === node && own === instance)?.[0];
  const written = part?.instance.tracked.map(({ kind, name }) => ({ kind, name: name.value })) ?? [];
  return [...instance.checks, ...written];
}

/** True where the fault is one of a node that has the virtual router, and of something that it or its group looks at. */
export function concerns(rehearsal: Rehearsal, router: KnownRouter, fault: Fault): boolean {
  if (fault.kind === "cut")
    return fault.nodes.every((node) => router.parts.some((part) => part.node === node));
  const own = [...router.instances].find(([part]) => part.node === fault.node);
  if (own === undefined) return false;
  if (fault.kind === "node-down" || fault.kind === "daemon-stop") return true;
  const [, instance] = own;
  const node = rehearsal.nodes.find(({ name }) => name === fault.node);
  const group = node?.syncGroups.find(({ members }) => members.includes(instance.name));
  const mates = (node?.instances ?? []).filter(
    (one) => one === instance || group?.members.includes(one.name) === true,
  );
  const [kind, name] = checkOf(fault);
  return mates.some((mate) => {
    if (kind === "interface" && mate.interface === name) return true;
    return trackedBy(rehearsal.routers, fault.node, mate).some(
      (check) => check.kind === kind && check.name === name,
    );
  });
}

/** What a fault makes fail, as an instance names it. */
export function checkOf(fault: Fault): readonly [kind: string, name: string] {
  if (fault.kind === "script-fail") return ["script", fault.script];
  if (fault.kind === "link-down") return ["interface", fault.interface];
  return fault.kind === "check-fail" ? [fault.check, fault.name] : ["", ""];
}
