/**
 * `kalint failover --format json`: a contract that other programs read, as with `check`. Times are seconds; what a
 * scenario or events give has the keys of the laboratory's observations.
 */
import { notationOf } from "../../ha/event-notation.ts";
import type { FailoverReport, Fault, FaultReport } from "../../ha/failover-report.ts";
import type { Playback } from "../../ha/playback.ts";
import { second } from "../../ha/vrrp-node.ts";
import { reasonText } from "../../ide/failover/sentences.ts";

export function failoverJson(reports: readonly FailoverReport[], target: string): unknown {
  return {
    version: 1,
    target,
    clusters: reports.map(({ cluster, nodes, routers, refusals, unknown }) => ({
      name: cluster,
      nodes,
      instances: routers.map(({ instance, addresses, steady, faults }) => ({
        instance,
        vips: addresses,
        steady: { holders: steady },
        events: faults.map(eventJson),
      })),
      refusals,
      unknown,
    })),
  };
}

function eventJson(report: FaultReport): unknown {
  const { fault, holders, seconds, after, verdict, reason } = report;
  return {
    event: faultJson(fault),
    notation: notationOf({ fault, repaired: false }),
    holders,
    seconds: rounded(seconds),
    after: { holders: after.holders, seconds: rounded(after.seconds) },
    verdict,
    ...(reason === undefined ? {} : { reason: { ...reason, text: reasonText(reason, "en") } }),
  };
}

/** Hundredths; null where nothing changes. */
function rounded(time: number | undefined): number | null {
  return time === undefined ? null : Number(time.toFixed(2));
}

/** A link that is cut between two nodes is a link that is down, too. */
function faultJson(fault: Fault): unknown {
  if (fault.kind === "cut") return { type: "link-down", between: fault.nodes };
  const { kind, ...rest } = fault;
  return { type: kind, ...rest };
}

/** What happened in a run: who holds what at each checkpoint, for how long several did or nobody, every change. */
export function playbackJson(playback: Playback): object {
  const { run, origin, checkpoints } = playback;
  const { timeline } = run;
  const addresses = addressesIn(playback);
  const shares = addresses.map((address) => [address, timeline.shares(address)] as const);
  return {
    checkpoints: checkpoints.map((at) => checkpointJson(playback, addresses, at)),
    splitSeconds: Object.fromEntries(shares.map(([address, { several }]) => [address, seconds(several)])),
    nobodySeconds: Object.fromEntries(shares.map(([address, { none }]) => [address, seconds(none)])),
    changes: timeline.addresses
      .filter(({ at }) => at >= origin)
      .map(({ at, node, address, held }) => ({
        at: seconds(at - origin, 2),
        vip: address,
        node,
        op: held ? "add" : "del",
      })),
  };
}

/** Those that somebody asks for, and all that a node has ever held. */
export function addressesIn({ run, addresses }: Playback): readonly string[] {
  return [...new Set([...addresses, ...run.timeline.addresses.map(({ address }) => address)])].sort();
}

function checkpointJson({ run, origin }: Playback, addresses: readonly string[], at: number): unknown {
  const { timeline, nodes } = run;
  const time = origin + at * second;
  const states = timeline.statesAt(time);
  return {
    at,
    holders: Object.fromEntries(
      addresses.map((address) => [address, [...timeline.holdersAt(time, address)].sort()]),
    ),
    states: Object.fromEntries(nodes.map((node) => [node, Object.fromEntries(states.get(node) ?? [])])),
  };
}

function seconds(time: number, digits = 1): number {
  return Number((time / second).toFixed(digits));
}
