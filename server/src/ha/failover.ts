/**
 * Plays every single fault of a cluster and its repair: who holds each address, after how long, and why nothing moves
 * where it should. Nothing here is decided by pattern: the simulation of the protocol says what happens.
 */
import { remembered } from "../workspace/remembered.ts";
import type { Cluster } from "../workspace/snapshot.ts";
import { happen, notationOf } from "./event-notation.ts";
import type {
  FailoverReport,
  Fault,
  FaultReport,
  Reason,
  RouterReport,
  Run,
  Verdict,
} from "./failover-report.ts";
import type { TrackedCheck } from "./priority.ts";
import { type KnownRouter, Rehearsal } from "./rehearsal.ts";
import { TooManySteps } from "./simulation.ts";
import type { Timeline } from "./timeline.ts";
import type { Part } from "./virtual-routers.ts";
import type { Instance } from "./vrrp-node.ts";

export const failoverOf = remembered(
  (cluster: Cluster): FailoverReport => reportOn(cluster, new Rehearsal(cluster)),
);

/** The same as if every check could be run, succeed and fail: what the weights would do. */
export const failoverIfChecksRun = remembered((cluster: Cluster): FailoverReport => {
  const rehearsal = new Rehearsal(cluster);
  const allRun = rehearsal.nodes.every(({ scripts }) => scripts.every(({ fate }) => fate === "either"));
  return allRun ? failoverOf(cluster) : reportOn(cluster, new Rehearsal(cluster, { allCommandsRun: true }));
});

function reportOn(cluster: Cluster, rehearsal: Rehearsal): FailoverReport {
  const unknown = rehearsal.unknown.map(({ part, keyword }) => unknownPart(part, keyword));
  const facts = {
    cluster: cluster.name,
    nodes: cluster.nodes.map(({ name }) => name),
    refusals: rehearsal.nodes.flatMap(({ name, refuses }) =>
      refuses === undefined ? [] : [{ node: name, ...refuses }],
    ),
  };
  try {
    const plays = faultsOf(rehearsal).map((fault) => play(rehearsal, [fault]));
    const quiet = rehearsal.begin().runUntil(rehearsal.settleTime);
    const routers = rehearsal.routers.flatMap((router) => routerReports(rehearsal, router, quiet, plays));
    return { ...facts, routers, unknown };
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    const tooLong = rehearsal.routers.flatMap(({ parts }) =>
      parts.map((part) => unknownPart(part, "advert_int")),
    );
    return { ...facts, routers: [], unknown: [...unknown, ...tooLong] };
  }
}

function unknownPart({ instance, node }: Part, keyword: string): FailoverReport["unknown"][number] {
  return { instance: instance.name.value, node, keyword };
}

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
function faultsOf({ nodes, routers }: Rehearsal): Fault[] {
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

function faultOfCheck(node: string, { kind, name }: Pick<TrackedCheck, "kind" | "name">): Fault {
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

/** One report for all addresses of a virtual router that share their fate. */
function routerReports(
  rehearsal: Rehearsal,
  router: KnownRouter,
  quiet: Timeline,
  plays: readonly Play[],
): RouterReport[] {
  const all = [
    ...new Set([...router.instances.values()].flatMap((i) => [...i.addresses, ...i.excludedAddresses])),
  ];
  const concerned = plays.filter(({ faults }) => faults.some((fault) => concerns(rehearsal, router, fault)));
  const reports = new Map<string, { addresses: string[]; report: RouterReport }>();
  for (const address of all.length === 0 ? [undefined] : all) {
    const report = reportOf(rehearsal, router, address, quiet, concerned);
    const key = JSON.stringify([
      report.steady,
      report.faults.map(({ holders, after, seconds }) => [holders, after.holders, seconds]),
    ]);
    const known = reports.get(key);
    if (known === undefined) reports.set(key, { addresses: address === undefined ? [] : [address], report });
    else if (address !== undefined) known.addresses.push(address);
  }
  return [...reports.values()].map(({ addresses, report }) => ({
    ...report,
    addresses,
    faults: report.faults.map((fault) => ({
      ...fault,
      run: { ...fault.run, routers: [{ instance: report.instance, addresses }] },
    })),
  }));
}

/** True where the fault is one of a node that has the virtual router, and of something that it or its group looks at. */
function concerns(rehearsal: Rehearsal, router: KnownRouter, fault: Fault): boolean {
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
function checkOf(fault: Fault): readonly [kind: string, name: string] {
  if (fault.kind === "script-fail") return ["script", fault.script];
  if (fault.kind === "link-down") return ["interface", fault.interface];
  return fault.kind === "check-fail" ? [fault.check, fault.name] : ["", ""];
}

function reportOf(
  rehearsal: Rehearsal,
  router: KnownRouter,
  address: string | undefined,
  quiet: Timeline,
  plays: readonly Play[],
): RouterReport {
  const [first] = router.parts;
  const steady = holdersAt(router, quiet, quiet.end, address);
  const instance = first?.instance.name.value ?? "";
  return {
    instance,
    parts: router.parts,
    addresses: [],
    steady,
    faults: plays.map((played) => faultReport(rehearsal, router, address, steady, instance, played)),
  };
}

function faultReport(
  rehearsal: Rehearsal,
  router: KnownRouter,
  address: string | undefined,
  steady: readonly string[],
  instance: string,
  played: Play,
): FaultReport {
  const { timeline, faultAt, repairAt } = played;
  const [fault] = played.faults;
  if (fault === undefined) throw new Error("a play without a fault");
  // What the repair brings at once is not yet there.
  const holders = holdersAt(router, timeline, repairAt - 1, address);
  const after = holdersAt(router, timeline, timeline.end, address);
  const seconds = lastChange(router, timeline, address, faultAt, repairAt);
  const afterSeconds = lastChange(router, timeline, address, repairAt, timeline.end);
  const verdict = verdictOf(steady, holders);
  const reason = verdict === "stays" ? reasonOf(rehearsal, router, played, fault, holders) : undefined;
  return {
    fault,
    holders,
    ...(seconds === undefined ? {} : { seconds }),
    after: { holders: after, ...(afterSeconds === undefined ? {} : { seconds: afterSeconds }) },
    verdict,
    ...(reason === undefined ? {} : { reason }),
    run: runOf(router, instance, played),
  };
}

function runOf(router: KnownRouter, instance: string, { timeline, faultAt, repairAt, faults }: Play): Run {
  return {
    title: instance,
    nodes: router.parts.map(({ node }) => node),
    routers: [],
    events: [false, true].flatMap((repaired) =>
      faults.map((fault) => ({ at: repaired ? repairAt : faultAt, text: notationOf({ fault, repaired }) })),
    ),
    timeline,
  };
}

/** Who holds the address or, where there is none, who is MASTER; in the order of the nodes. */
function holdersAt(
  { instances }: KnownRouter,
  timeline: Timeline,
  time: number,
  address: string | undefined,
): readonly string[] {
  const holders = address === undefined ? undefined : new Set(timeline.holdersAt(time, address));
  const states = timeline.statesAt(time);
  return [...instances].flatMap(([{ node }, { name }]) => {
    const holds = holders === undefined ? states.get(node)?.get(name) === "MASTER" : holders.has(node);
    return holds ? [node] : [];
  });
}

/** Seconds from a time to the last change of the holders before another; absent where nothing changes. */
function lastChange(
  { instances }: KnownRouter,
  timeline: Timeline,
  address: string | undefined,
  from: number,
  to: number,
): number | undefined {
  const names = new Map([...instances].map(([{ node }, { name }]) => [node, name]));
  const changes =
    address === undefined
      ? timeline.states.filter(({ node, instance }) => names.get(node) === instance)
      : timeline.addresses.filter((change) => change.address === address);
  const last = changes.findLast(({ at }) => at >= from && at < to);
  return last === undefined ? undefined : Math.round((last.at - from) / 1000) / 1000;
}

function verdictOf(steady: readonly string[], holders: readonly string[]): Verdict {
  if (holders.length === 0) return "nobody";
  if (holders.length > 1) return "split-brain";
  return steady.length === 1 && steady[0] === holders[0] ? "stays" : "fails-over";
}

function reasonOf(
  rehearsal: Rehearsal,
  router: KnownRouter,
  played: Play,
  fault: Fault,
  [holder]: readonly string[],
): Reason | undefined {
  if (fault.kind === "cut" || fault.node !== holder) return { kind: "not-the-holder" };
  const part = router.parts.find(({ node }) => node === holder);
  const instance = part === undefined ? undefined : router.instances.get(part);
  if (part === undefined || instance === undefined) return undefined;
  const ignored = ignoredBecause(rehearsal, part, instance, fault);
  if (ignored !== undefined) return ignored;
  const standing = (node: string, name: string) =>
    played.standings.find((one) => one.node === node && one.instance === name);
  const own = standing(holder, instance.name);
  const others = [...router.instances]
    .filter(([other]) => other !== part)
    .flatMap(([other, { name, nopreempt }]) => {
      const found = standing(other.node, name);
      return found === undefined || found.state !== "BACKUP" ? [] : [{ ...found, nopreempt }];
    })
    .sort((a, b) => b.priority - a.priority);
  const [best] = others;
  if (own === undefined || best === undefined) return { kind: "no-other-node" };
  const arithmetic = { priority: own.priority, node: best.node, other: best.priority };
  if (best.priority < own.priority) return { kind: "higher", ...arithmetic };
  if (best.priority === own.priority) return { kind: "tie", ...arithmetic };
  if (best.nopreempt) return { kind: "nopreempt", ...arithmetic };
  const member = part.configuration.syncGroups
    .find((group) => group.members.some(({ value }) => value === instance.name))
    ?.members.find(({ value }) => value !== instance.name);
  return member === undefined ? undefined : { kind: "other-member", instance: member.value };
}

/** Why the check counts for nothing. */
function ignoredBecause(
  { nodes }: Rehearsal,
  part: Part,
  instance: Instance,
  fault: Fault,
): Reason | undefined {
  if (fault.kind !== "script-fail" && fault.kind !== "check-fail") return undefined;
  const [kind, name] = checkOf(fault);
  const script =
    kind === "script"
      ? nodes.find((node) => node.name === part.node)?.scripts.find((one) => one.name === name)
      : undefined;
  const check = instance.checks.find((one) => one.kind === kind && one.name === name);
  if (check === undefined) {
    const isTracked = part.instance.tracked.some((one) => one.kind === kind && one.name.value === name);
    if (!isTracked) return undefined;
    const group = part.configuration.syncGroups.find((one) =>
      one.members.some(({ value }) => value === instance.name),
    );
    const isDefined = part.configuration.scripts.some((one) => one.name.value === name);
    if (kind === "script" && !isDefined) return { kind: "not-defined" };
    return group === undefined ? { kind: "owner" } : { kind: "sync-group", group: group.name.value };
  }
  return script === undefined || script.fate === "either" ? undefined : { kind: script.fate };
}

/** True where checks of a node that fail at once move the addresses away from it, if all checks can be run. */
export function movesTogether(
  cluster: Cluster,
  report: RouterReport,
  holder: Part,
  checks: readonly TrackedCheck[],
): boolean {
  const rehearsal = new Rehearsal(cluster, { allCommandsRun: true });
  const router = rehearsal.routers.find(({ parts }) => parts.includes(holder));
  if (router === undefined) return false;
  const faults = checks.map((check) => faultOfCheck(holder.node, check));
  const { timeline, repairAt } = play(rehearsal, faults);
  const [address] = report.addresses;
  return !holdersAt(router, timeline, repairAt - 1, address).includes(holder.node);
}
