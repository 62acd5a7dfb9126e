/**
 * Plays every single fault of a cluster and its repair: who holds each address, after how long, and why nothing moves
 * where it should. Nothing here is decided by pattern: the simulation of the protocol says what happens.
 */
import { remembered } from "../workspace/remembered.ts";
import type { Cluster } from "../workspace/snapshot.ts";
import { notationOf } from "./event-notation.ts";
import type { FailoverReport, FaultReport, RouterReport, Run, Verdict } from "./failover-report.ts";
import { concerns, faultOfCheck, faultsOf, type Play, play } from "./plays.ts";
import type { TrackedCheck } from "./priority.ts";
import { type KnownRouter, Rehearsal } from "./rehearsal.ts";
import { TooManySteps } from "./simulation.ts";
import { reasonOf } from "./stay-reason.ts";
import type { Timeline } from "./timeline.ts";
import type { Part } from "./virtual-routers.ts";

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
