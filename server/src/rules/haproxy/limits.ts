/** Numbers that say how much is let in at most. */
import type { Unit } from "../../workspace/snapshot.ts";
import { globalLines, isComplete, type Line } from "./haproxy-rule.ts";

export interface Limit {
  readonly line: Line;
  readonly count: number;
}

/** A setting of the process, where its number can be read: of several lines the first counts. */
export function globalLimit(unit: Unit, keyword: string): Limit | undefined {
  if (!isComplete(unit)) return undefined;
  const lines = globalLines(unit).filter((line) => line.keyword === keyword);
  return lines.some(({ known }) => known.conditional) ? undefined : limitOf(lines[0]);
}

/** The number of a line that has one; `0` is none, it stands for the daemon's own choice. */
export function limitOf(line: Line | undefined): Limit | undefined {
  const word = line?.directive.words[1];
  if (line === undefined || word === undefined || word.unknown !== undefined) return undefined;
  return /^[1-9]\d*$/.test(word.value) ? { line, count: Number(word.value) } : undefined;
}
