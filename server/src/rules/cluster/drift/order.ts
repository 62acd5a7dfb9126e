/** Finds what stands at another place in a list whose order counts. */
import type { Line } from "./line.ts";

/** Two lines that belong together. */
export type Pair = readonly [reference: Line, own: Line];

/** A line that stands on the other side of another one. */
export interface Moved {
  readonly pair: Pair;
  /** One that it has passed, of the node that is compared. */
  readonly passed: Line;
  /** Where it stands here as against that one. */
  readonly side: "before" | "behind";
}

/** The first line of a list that would have to move for it to be in the order of the reference. */
export function firstMoved(list: readonly Pair[]): Moved | undefined {
  const byReference = [...list].sort((a, b) => a[0].at - b[0].at);
  const places = byReference.map(([, own]) => own.at);
  if (places.every((place, i) => i === 0 || place > (places[i - 1] ?? 0))) return undefined;
  const staying = longestRising(places);
  const [pair] = byReference.filter(([, own]) => !staying.has(own.at)).sort((a, b) => a[1].at - b[1].at);
  if (pair === undefined) return undefined;
  const [reference, own] = pair;
  const passed = byReference.find(
    ([other, here]) => staying.has(here.at) && other.at < reference.at !== here.at < own.at,
  )?.[1];
  return passed && { pair, passed, side: passed.at < own.at ? "behind" : "before" };
}

/** The numbers of a longest subsequence that rises; all are different. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  /** By length of a rising sequence, the index of the smallest number that ends one. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, number] of numbers.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before.push(ends[low - 1]);
    ends[low] = index;
  }
  const rising = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) rising.add(numbers[at] ?? 0);
  return rising;
}
