/** Lines of two nodes that have found no partner yet: taken out step by step, first what is the same as it stands. */
import type { Line } from "./line.ts";
import type { Pair } from "./order.ts";
import type { Side } from "./substitution.ts";

/** What lines are put together by; a line without it stays. */
export type Key = (line: Line, side: Side) => string | undefined;

/** Blocks that are one to the daemon, on each side. */
export interface Group {
  readonly reference: readonly Line[];
  readonly own: readonly Line[];
}

/** Lines of both sides that have found no partner yet, in the order of their files. */
export class Leftovers {
  reference: Line[];
  own: Line[];

  constructor(reference: readonly Line[], own: readonly Line[]) {
    this.reference = [...reference];
    this.own = [...own];
  }

  /** Takes out what is the same from the beginning and from the end: all of it in most bodies. */
  takeEqualEnds(): Pair[] {
    const { reference, own } = this;
    const least = Math.min(reference.length, own.length);
    const same = (at: number, other: number) => reference[at]?.raw === own[other]?.raw;
    let start = 0;
    while (start < least && same(start, start)) start++;
    let end = 0;
    while (end < least - start && same(reference.length - 1 - end, own.length - 1 - end)) end++;
    const pairs: Pair[] = [];
    for (const [i, line] of reference.entries()) {
      const other = i < start ? i : i - reference.length + own.length;
      const partner = i < start || i >= reference.length - end ? own[other] : undefined;
      if (partner !== undefined) pairs.push([line, partner]);
    }
    this.reference = reference.slice(start, reference.length - end);
    this.own = own.slice(start, own.length - end);
    return pairs;
  }

  /** Takes out lines with the same key, one with one; with `unique` only where there is one of each. */
  take(key: Key, { unique = false } = {}): Pair[] {
    if (this.reference.length === 0 || this.own.length === 0) return [];
    const waiting = new Map<string, Line[]>();
    for (const line of this.reference) addTo(waiting, key(line, "reference"), line);
    const counts = unique ? countBy(this.own, key) : undefined;
    const taken = new Set<Line>();
    const pairs: Pair[] = [];
    const next = new Map<string, number>();
    for (const own of this.own) {
      const name = key(own, "own");
      const list = name === undefined ? undefined : waiting.get(name);
      if (name === undefined || list === undefined) continue;
      if (counts !== undefined && (list.length > 1 || counts.get(name) !== 1)) continue;
      const at = next.get(name) ?? 0;
      const reference = list[at];
      if (reference === undefined) continue;
      next.set(name, at + 1);
      taken.add(reference).add(own);
      pairs.push([reference, own]);
    }
    this.remove(taken);
    return pairs;
  }

  /** Takes out all lines with a key that both sides have, together. */
  takeGroups(key: Key): Group[] {
    if (this.reference.length === 0 || this.own.length === 0) return [];
    const mine = new Map<string, Line[]>();
    const theirs = new Map<string, Line[]>();
    for (const line of this.reference) addTo(mine, key(line, "reference"), line);
    for (const line of this.own) addTo(theirs, key(line, "own"), line);
    const groups = [...mine].flatMap(([name, reference]) => {
      const own = theirs.get(name);
      return own === undefined ? [] : [{ reference, own }];
    });
    this.remove(new Set(groups.flatMap(({ reference, own }) => [...reference, ...own])));
    return groups;
  }

  byName(): Leftovers[] {
    const names = new Map<string, Leftovers>();
    for (const side of ["reference", "own"] as const) {
      for (const line of this[side]) {
        let group = names.get(line.name);
        if (group === undefined) {
          group = new Leftovers([], []);
          names.set(line.name, group);
        }
        group[side].push(line);
      }
    }
    return [...names.values()];
  }

  remove(taken: ReadonlySet<Line>): void {
    if (taken.size === 0) return;
    this.reference = this.reference.filter((line) => !taken.has(line));
    this.own = this.own.filter((line) => !taken.has(line));
  }

  copy(): Leftovers {
    return new Leftovers(this.reference, this.own);
  }

  become(other: Leftovers): void {
    this.reference = other.reference;
    this.own = other.own;
  }
}

export function addTo(lists: Map<string, Line[]>, key: string | undefined, line: Line): void {
  if (key === undefined) return;
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [line]);
  else list.push(line);
}

function countBy(lines: readonly Line[], key: Key): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const name = key(line, "own");
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
