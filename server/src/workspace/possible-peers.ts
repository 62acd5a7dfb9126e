/** Finds files in no cluster that one signal brings together: not enough to compare them, enough to say so. */
import { nearness } from "./node-paths.ts";
import { push } from "./other-daemons.ts";
import { loneSignal } from "./resemblance.ts";
import type { PossiblePeers, Signal } from "./snapshot.ts";
import type { UnitEvidence } from "./unit-evidence.ts";

/**
 * The pairs among `free`, a unit in at most one of them. What a third file of `all` has too says nothing of two: a
 * hundred examples with one address have no peers.
 */
export function possiblePeers(
  all: readonly UnitEvidence[],
  free: ReadonlySet<UnitEvidence>,
): readonly PossiblePeers[] {
  const sharing = new Map<string, UnitEvidence[]>();
  for (const one of all) for (const key of one.signature.loneKeys) push(sharing, key, one);
  const found: Pair[] = [];
  for (const [a, b, third] of sharing.values()) {
    if (a === undefined || b === undefined || third !== undefined || !free.has(a) || !free.has(b)) continue;
    if (nearness(a.path, b.path) === undefined) continue;
    const signal = loneSignal(a.signature, b.signature);
    if (signal !== undefined) found.push(a.path < b.path ? { a, b, signal } : { a: b, b: a, signal });
  }
  const taken = new Set<UnitEvidence>();
  return found.sort(byStrength).flatMap(({ a, b, signal }) => {
    if (taken.has(a) || taken.has(b)) return [];
    taken.add(a).add(b);
    return [{ units: [a.unit, b.unit] as const, signal }];
  });
}

interface Pair {
  /** The first by path. */
  readonly a: UnitEvidence;
  readonly b: UnitEvidence;
  readonly signal: Signal;
}

const strength: readonly Signal["kind"][] = ["peers", "address", "alike"];

function byStrength(one: Pair, other: Pair): number {
  const byKind = strength.indexOf(one.signal.kind) - strength.indexOf(other.signal.kind);
  return byKind !== 0 ? byKind : one.a.path < other.a.path ? -1 : 1;
}
