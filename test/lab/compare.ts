/**
 * Where what running daemons did in a scenario and what was predicted for it differ, in words. It takes the results of
 * the lab program, whole or without what nobody compares; who runs and who predicts is not its business.
 */

export interface Checkpoint {
  /** Seconds after the start, as all times here. */
  readonly at: number;
  /** Nodes by address. */
  readonly holders: Readonly<Record<string, readonly string[]>>;
  /** State by instance, by node: what the daemon logged last. */
  readonly states: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Observed {
  readonly checkpoints: readonly Checkpoint[];
  readonly event_effects: readonly Effect[];
}

/** What followed an event. The event came at its time or, on a busy machine, later: `dt` counts from when it came. */
export interface Effect {
  readonly at: number;
  readonly vip_changes: readonly (Omit<Change, "at"> & { readonly dt: number })[];
}

export interface Predicted {
  readonly checkpoints: readonly Checkpoint[];
  readonly changes: readonly Change[];
}

export interface Change {
  readonly at: number;
  readonly vip: string;
  readonly node: string;
  readonly op: "add" | "del";
}

/** How many seconds a takeover may be from the predicted time: the phase of adverts is worth one. */
const oneAdvert = 1.2;

/** The same where a check may run just before or just after its fault: the next run, and the next advert. */
export const advertAndCheck = 2.2;

/** An address that is held no longer than this is no takeover: two nodes that start, an address that is set anew. */
const transient = 0.3;

export function differences(
  observed: Observed,
  predicted: Predicted,
  tolerance: number = oneAdvert,
): readonly string[] {
  const said = new Map(predicted.checkpoints.map((checkpoint) => [checkpoint.at, checkpoint]));
  return [
    ...observed.checkpoints.flatMap((seen) => {
      const other = said.get(seen.at);
      return other === undefined
        ? [`at ${seen.at}: nothing is predicted`]
        : [...holderDifferences(seen, other), ...stateDifferences(seen, other)];
    }),
    ...takeoverDifferences(observed, predicted.changes, tolerance),
  ];
}

function holderDifferences(seen: Checkpoint, said: Checkpoint): string[] {
  return union(seen.holders, said.holders).flatMap((vip) => {
    const real = nodes(seen.holders[vip]);
    const expected = nodes(said.holders[vip]);
    return real === expected ? [] : [`at ${seen.at}: ${vip} is held by ${real}, predicted was ${expected}`];
  });
}

function nodes(names: readonly string[] = []): string {
  return names.length === 0 ? "nobody" : [...names].sort().join(" and ");
}

function stateDifferences(seen: Checkpoint, said: Checkpoint): string[] {
  return union(seen.states, said.states).flatMap((node) => {
    const real = seen.states[node] ?? {};
    const expected = said.states[node] ?? {};
    return union(real, expected).flatMap((instance) =>
      real[instance] === expected[instance]
        ? []
        : [
            `at ${seen.at}: ${instance} on ${node} is ${real[instance] ?? "silent"}, predicted was ${expected[instance] ?? "nothing"}`,
          ],
    );
  });
}

/** Takeovers after the first event that only one side has, or that are too far apart. */
function takeoverDifferences(
  { event_effects: effects }: Observed,
  changes: readonly Change[],
  tolerance: number,
): string[] {
  const first = Math.min(...effects.map(({ at }) => at));
  const real = takeovers(effectChanges(effects));
  const expected = takeovers(changes).filter(({ at }) => at >= first);
  const lacks = (one: Change, others: readonly Change[]) =>
    !others.some(
      ({ at, vip, node }) => vip === one.vip && node === one.node && Math.abs(at - one.at) <= tolerance,
    );
  return [
    ...real.filter((one) => lacks(one, expected)).map((one) => `${spell(one)}, which was not predicted`),
    ...expected.filter((one) => lacks(one, real)).map((one) => `${spell(one)} was predicted`),
  ];
}

/** The changes as if every event had come at its time. */
export function effectChanges(effects: readonly Effect[]): Change[] {
  return effects.flatMap(({ at, vip_changes: changes }) =>
    changes.map(({ dt, vip, node, op }) => ({ at: at + dt, vip, node, op })),
  );
}

function takeovers(changes: readonly Change[]): readonly Change[] {
  return changes.filter(
    (one) =>
      one.op === "add" &&
      !changes.some(
        ({ at, vip, node, op }) =>
          op === "del" && vip === one.vip && node === one.node && at >= one.at && at - one.at < transient,
      ),
  );
}

function spell({ at, vip, node }: Change): string {
  return `${node} takes ${vip} at ${at.toFixed(1)} s`;
}

function union(...objects: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(objects.flatMap(Object.keys))];
}
