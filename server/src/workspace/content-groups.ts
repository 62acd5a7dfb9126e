/**
 * Groups configurations by what they say alone: common virtual addresses and each other's unicast peers, in files that
 * lie near each other. Where more than one grouping is possible none is made.
 */
import { haveOneShape, nearness } from "./node-paths.ts";
import { push } from "./other-daemons.ts";
import { dirname } from "./paths.ts";
import { areAlike } from "./resemblance.ts";
import type { UnitEvidence } from "./unit-evidence.ts";

export interface ContentGroup {
  readonly units: readonly UnitEvidence[];
  /** False where some of them are copies of others, or nodes of several clusters. */
  readonly isClear: boolean;
}

/** What more files than this have in common says nothing of any two of them. */
const maxShared = 8;

export function groupByContent(units: readonly UnitEvidence[]): readonly ContentGroup[] {
  const nearest = nearestAlike(units);
  const groups: ContentGroup[] = [];
  const placed = new Set<UnitEvidence>();
  for (const unit of nearest.keys()) {
    if (placed.has(unit)) continue;
    const group = [unit];
    placed.add(unit);
    for (const member of group) {
      for (const other of nearest.get(member) ?? []) {
        // An acquaintance that has nearer ones itself belongs to those.
        if (placed.has(other) || nearest.get(other)?.includes(member) !== true) continue;
        placed.add(other);
        group.push(other);
      }
    }
    if (group.length > 1) groups.push({ units: group, isClear: isOneCluster(group) });
  }
  return groups;
}

/** The units that are alike, each with those of them that lie nearest. */
function nearestAlike(units: readonly UnitEvidence[]): ReadonlyMap<UnitEvidence, readonly UnitEvidence[]> {
  const found = new Map<UnitEvidence, { distance: number; units: UnitEvidence[] }>();
  const note = (unit: UnitEvidence, other: UnitEvidence, distance: number) => {
    const known = found.get(unit);
    if (known === undefined || known.distance < distance) found.set(unit, { distance, units: [other] });
    else if (known.distance === distance && !known.units.includes(other)) known.units.push(other);
  };
  for (const group of sharing(units)) {
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        const distance = nearness(a.path, b.path);
        if (distance === undefined || !areAlike(a.signature, b.signature)) continue;
        note(a, b, distance);
        note(b, a, distance);
      }
    }
  }
  return new Map([...found].map(([unit, { units: others }]) => [unit, others]));
}

/** UnitEvidences that share an address, few at a time: where many do, those of one directory, of one above it, and so on. */
function sharing(units: readonly UnitEvidence[]): readonly (readonly UnitEvidence[])[] {
  const byKey = new Map<string, UnitEvidence[]>();
  for (const unit of units) for (const key of unit.signature.keys) push(byKey, key, unit);
  return [...byKey.values()].flatMap((group) => {
    if (group.length <= maxShared) return group.length < 2 ? [] : [group];
    return neighbourhoods(group);
  });
}

function neighbourhoods(group: readonly UnitEvidence[]): readonly (readonly UnitEvidence[])[] {
  const found: UnitEvidence[][] = [];
  let left = group.map((unit) => ({ unit, directory: dirname(unit.path) }));
  for (let level = 0; level < 4 && left.length > 1; level++) {
    const byDirectory = new Map<string, UnitEvidence[]>();
    for (const { unit, directory } of left) push(byDirectory, directory, unit);
    const near = [...byDirectory.values()].filter((units) => units.length > 1 && units.length <= maxShared);
    found.push(...near);
    const placed = new Set(near.flat());
    left = left
      .filter(({ unit }) => !placed.has(unit))
      .map(({ unit, directory }) => ({ unit, directory: dirname(directory) }));
  }
  return found;
}

/** Two are a pair. Among more, none may be a copy of another, nor may an instance start as master on two of them. */
function isOneCluster(units: readonly UnitEvidence[]): boolean {
  if (units.length === 2) return true;
  const signatures = units.map(({ signature }) => signature);
  const masters = signatures.flatMap((signature) => signature.masters);
  if (new Set(masters).size < masters.length) return false;
  if (new Set(signatures.map(({ self }) => self)).size === units.length) return true;
  // Backups that say the same of themselves are nodes where each is the root of a host.
  const paths = units.map(({ path }) => path);
  return haveOneShape(paths) && paths.every((path) => path.includes("/etc/"));
}
