/** A cluster or a scenario played once, with what somebody wants to happen: the run, and when to look at it. */
import type { Cluster } from "../workspace/snapshot.ts";
import { happen, notationOf, strangerIn, type TimedHappening } from "./event-notation.ts";
import type { Run } from "./failover-report.ts";
import { Rehearsal } from "./rehearsal.ts";
import { playScenario } from "./scenario.ts";
import type { LabEvent, Scenario } from "./scenario-format.ts";
import { second } from "./vrrp-node.ts";

export interface Playback {
  readonly run: Run;
  /** What of the timeline is time 0, in microseconds. */
  readonly origin: number;
  /** Seconds from there. */
  readonly checkpoints: readonly number[];
  /** Addresses that are told of whether or not somebody holds them. */
  readonly addresses: readonly string[];
}

/** Events on a cluster that has settled: time 0 is when all timers have run out. Else what the cluster does not have. */
export function playEvents(
  cluster: Cluster,
  happenings: readonly TimedHappening[],
): Playback | { readonly problem: string } {
  const rehearsal = new Rehearsal(cluster);
  for (const happening of happenings) {
    const problem = strangerIn(happening, rehearsal);
    if (problem !== undefined) return { problem };
  }
  const origin = rehearsal.settleTime;
  const simulation = rehearsal.begin();
  simulation.runUntil(origin);
  for (const happening of happenings)
    simulation.at(origin + happening.at * second, () => happen(simulation, happening));
  const last = happenings.at(-1)?.at ?? 0;
  const end = last + Math.ceil(rehearsal.settleTime / second);
  const timeline = simulation.runUntil(origin + end * second);
  const routers = rehearsal.routers.map(({ parts, instances }) => ({
    instance: parts[0]?.instance.name.value ?? "",
    addresses: [
      ...new Set([...instances.values()].flatMap((one) => [...one.addresses, ...one.excludedAddresses])),
    ],
  }));
  const run: Run = {
    title: cluster.name,
    nodes: rehearsal.nodes.map(({ name }) => name),
    routers,
    events: happenings.map((one) => ({ at: origin + one.at * second, text: notationOf(one) })),
    timeline,
  };
  const times = happenings.map(({ at }) => at);
  return {
    run,
    origin,
    checkpoints: [...new Set([...times, end])],
    addresses: routers.flatMap(({ addresses }) => addresses),
  };
}

export function playbackOf(scenario: Scenario, release: string, otherRelease: string): Playback {
  const timeline = playScenario(scenario, release, otherRelease);
  const held = new Map<string, Set<string>>();
  for (const { node, instance } of timeline.states) {
    const addresses = timeline.addresses
      .filter((change) => change.node === node)
      .map(({ address }) => address);
    held.set(instance, new Set([...(held.get(instance) ?? []), ...addresses]));
  }
  const [first] = held.keys();
  const routers = [...held].map(([instance, addresses]) => ({
    instance,
    // A scenario does not say which instance has which address: all of them are shown once.
    addresses: instance === first ? [...new Set([...scenario.addresses, ...addresses])] : [],
  }));
  const run: Run = {
    title: scenario.id,
    nodes: scenario.nodes.map(({ name }) => name),
    routers,
    events: scenario.events.map((event) => ({ at: event.at * second, text: eventText(event) })),
    timeline,
  };
  return { run, origin: 0, checkpoints: scenario.checkpoints, addresses: scenario.addresses };
}

function eventText({ type, node, script, iface, file, text, ip }: LabEvent): string {
  const words = [type.replace("_", "-"), node, script, iface, file, text, ip];
  return words.filter((word) => word !== undefined).join(" ");
}
