/** What a picture shows of a timeline: who holds each address from when to when, the states, the priorities. */
import type { Run } from "../../ha/failover-report.ts";
import type { State, Timeline } from "../../ha/timeline.ts";

/** A span of time, in microseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Tenure extends Stretch {
  /** Nobody before the first holder is no outage. */
  readonly kind: "before" | "held" | "nobody" | "several";
  readonly holders: readonly string[];
}

/** Addresses that the same nodes hold at the same times. */
export interface Fate {
  readonly addresses: readonly string[];
  /** Names of their instances. */
  readonly instances: readonly string[];
  readonly tenures: readonly Tenure[];
}

export interface StateStretch extends Stretch {
  readonly state: State;
}

export interface PriorityStretch extends Stretch {
  readonly priority: number;
}

/** What an instance of a node goes through. */
export interface Course {
  readonly node: string;
  readonly instance: string;
  readonly states: readonly StateStretch[];
  /** None where the priority never changes: a timeline tells only changes. */
  readonly priorities: readonly PriorityStretch[];
}

/** Packets that cross: a new master has the address a moment before the old one knows. */
const crossing = 5000;

/** The fates of a run's addresses, in the order of the run. An instance without addresses has that of its MASTER. */
export function fatesOf({ routers, timeline }: Run): readonly Fate[] {
  const fates = new Map<string, { addresses: string[]; instances: string[]; tenures: readonly Tenure[] }>();
  for (const { instance, addresses } of routers) {
    const subjects = addresses.length === 0 ? [undefined] : addresses;
    for (const address of subjects) {
      const holdings = address === undefined ? masteries(timeline, instance) : timeline.holdings(address);
      const tenures = tenuresOf(holdings, timeline.end);
      // Where nobody ever holds them they are not alike, only alike unheld.
      const key = JSON.stringify([address === undefined ? instance : "", tenures]);
      const known = fates.get(key);
      const fate = known ?? { addresses: [], instances: [], tenures };
      if (known === undefined) fates.set(key, fate);
      if (address !== undefined && !fate.addresses.includes(address)) fate.addresses.push(address);
      if (!fate.instances.includes(instance)) fate.instances.push(instance);
    }
  }
  return [...fates.values()];
}

/** What the instances of each node go through: those of the run's routers, or all where the node's have other names. */
export function coursesOf({ nodes, routers, timeline }: Run): readonly Course[] {
  return nodes.flatMap((node) => {
    const own = [...new Set(timeline.states.filter((s) => s.node === node).map((s) => s.instance))];
    const named = routers.map(({ instance }) => instance).filter((name) => own.includes(name));
    return (named.length === 0 ? own : named).map((instance) => courseOf(timeline, node, instance));
  });
}

export function courseOf(timeline: Timeline, node: string, instance: string): Course {
  const isOwn = (one: { readonly node: string; readonly instance: string }) =>
    one.node === node && one.instance === instance;
  const entered = timeline.states.filter(isOwn);
  const changes = timeline.priorities.filter(isOwn);
  const [first] = changes;
  const start = Math.min(entered[0]?.at ?? 0, first?.at ?? 0);
  const told = [...(first === undefined ? [] : [{ at: start, to: first.from }]), ...changes];
  return {
    node,
    instance,
    states: stretches(entered, timeline.end).map(({ from, to, value }) => ({
      from,
      to,
      state: value.state,
    })),
    priorities: stretches(told, timeline.end).map(({ from, to, value }) => ({
      from,
      to,
      priority: value.to,
    })),
  };
}

/** The part of stretches that lies in a window. */
export function clipped<T extends Stretch>(stretches: readonly T[], { from, to }: Stretch): readonly T[] {
  return stretches
    .filter((one) => one.to > from && one.from < to)
    .map((one) => ({ ...one, from: Math.max(one.from, from), to: Math.min(one.to, to) }));
}

/** From each change to the next; what lasts no longer than packets take to cross is left out. */
function stretches<T extends { readonly at: number }>(
  changes: readonly T[],
  end: number,
): readonly { readonly from: number; readonly to: number; readonly value: T }[] {
  const lasting = changes.filter(({ at }, i) => (changes[i + 1]?.at ?? end) - at > crossing);
  return lasting.map((value, i) => ({ from: value.at, to: lasting[i + 1]?.at ?? end, value }));
}

function masteries(
  { states, end }: Timeline,
  instance: string,
): readonly (Stretch & { readonly node: string })[] {
  const open = new Map<string, { node: string; from: number; to: number }>();
  const found: { node: string; from: number; to: number }[] = [];
  for (const { at, node, instance: own, state } of states) {
    if (own !== instance) continue;
    const known = open.get(node);
    if (state === "MASTER" && known === undefined) {
      const mastery = { node, from: at, to: end };
      open.set(node, mastery);
      found.push(mastery);
    } else if (state !== "MASTER" && known !== undefined) {
      known.to = at;
      open.delete(node);
    }
  }
  return found;
}

function tenuresOf(
  holdings: readonly (Stretch & { readonly node: string })[],
  end: number,
): readonly Tenure[] {
  const cuts = [...new Set([0, ...holdings.flatMap(({ from, to }) => [from, to]), end])]
    .filter((cut) => cut <= end)
    .sort((a, b) => a - b);
  const tenures: { from: number; to: number; holders: readonly string[] }[] = [];
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1];
    if (to === undefined) break;
    const previous = tenures.at(-1);
    const holders = [
      ...new Set(holdings.filter((one) => one.from <= from && one.to >= to).map(({ node }) => node)),
    ];
    const isSame = previous !== undefined && previous.holders.join("\n") === holders.join("\n");
    if (previous !== undefined && (isSame || to - from <= crossing)) previous.to = to;
    else tenures.push({ from, to, holders });
  }
  return tenures.map((tenure, i) => ({ ...tenure, kind: kindOf(tenure.holders, tenures.slice(0, i)) }));
}

function kindOf(holders: readonly string[], before: readonly { readonly holders: readonly string[] }[]) {
  if (holders.length > 1) return "several";
  if (holders.length === 1) return "held";
  return before.some((tenure) => tenure.holders.length > 0) ? "nobody" : "before";
}
