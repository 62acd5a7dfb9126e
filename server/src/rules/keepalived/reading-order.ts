/** The order in which keepalived reads what stands in the files of a configuration: an included file in the place of its include. */
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

export interface ReadingOrder {
  /** True where the first place is read before the second; `undefined` where a file is read more than once. */
  isBefore(first: ReadPlace, second: ReadPlace): boolean | undefined;
}

export interface ReadPlace {
  readonly file: SourceFile;
  readonly offset: number;
}

export function readingOrder(unit: Unit, snapshot: Snapshot): ReadingOrder {
  const [main] = unit.files;
  /** By file the offsets of the includes that lead to it, each with the number of the file among those it brings in. */
  const ways = new Map<SourceFile, readonly number[]>();
  const often = new Set<SourceFile>();
  const pending: SourceFile[] = main === undefined ? [] : [main];
  if (main !== undefined) ways.set(main, []);
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const way = ways.get(file) ?? [];
    for (const { include, targets } of snapshot.includesOf(file)) {
      for (const [number, target] of targets.entries()) {
        if (ways.has(target)) often.add(target);
        else {
          ways.set(target, [...way, include.span.start, number]);
          pending.push(target);
        }
      }
    }
  }
  const placeOf = ({ file, offset }: ReadPlace): readonly number[] | undefined => {
    const way = ways.get(file);
    return way === undefined || often.has(file) ? undefined : [...way, offset];
  };
  return {
    isBefore(first, second) {
      const a = placeOf(first);
      const b = placeOf(second);
      if (a === undefined || b === undefined) return undefined;
      const at = a.findIndex((step, i) => step !== b[i]);
      return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
    },
  };
}
