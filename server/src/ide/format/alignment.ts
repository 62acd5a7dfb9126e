/**
 * Puts the words of lines that follow each other into columns: the keywords of all of them into one, and behind it,
 * where neighbours have the same keyword, the words that each of them has at the same place (name and address of a
 * `server`). What follows in any order stands behind these with one blank between.
 */
import { type Form, parseForm } from "../../catalogue/form.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

/** A directive on one line, with its words there. */
export interface AlignedLine {
  readonly directive: Directive;
  readonly words: readonly Span[];
}

/** How many blanks stand before words that begin a column, by their offsets; before all others stands one. */
export function blanksOfColumns(
  file: SourceFile,
  runs: readonly (readonly AlignedLine[])[],
): ReadonlyMap<number, number> {
  const blanks = new Map<number, number>();
  for (const run of runs) {
    const rows = run.map((line) => rowOf(file, line));
    alignColumn(rows, 0, blanks);
    for (const same of withOneKeyword(rows)) {
      const most = Math.max(...same.map(({ cells }) => cells.length));
      for (let column = 1; column < most; column++) alignColumn(same, column, blanks);
    }
  }
  return blanks;
}

interface Row {
  readonly keyword: string;
  readonly cells: readonly Cell[];
}

interface Cell {
  readonly width: number;
  /** Where the word behind it begins. */
  readonly next: number | undefined;
}

function rowOf({ checked }: SourceFile, { directive, words }: AlignedLine): Row {
  const known = checked.known.get(directive);
  const items = known === undefined ? [] : itemsOf(known.entry.args);
  // Without a keyword the first of the places is the first column.
  const nameLength = known?.nameLength ?? 1;
  const first = Math.min(directive.prefixes.length + Math.max(nameLength, 1), words.length);
  const last = first + placesIn(items) - (nameLength === 0 ? 1 : 0);
  const width = words.slice(0, first).reduce((sum, word) => sum + lengthOf(word) + 1, -1);
  // `option httpchk` is as good as whole: what may follow it is no column for its neighbours.
  const isWhole = nameLength > 1 && items[0]?.kind === "optional";
  return {
    keyword: known?.entry.name ?? "",
    cells: [
      { width, next: isWhole ? undefined : words[first]?.start },
      ...words
        .slice(first, Math.max(first, last))
        .map((word, i) => ({ width: lengthOf(word), next: words[first + i + 1]?.start })),
    ],
  };
}

function itemsOf(args: string): readonly Form[] {
  const form = parseForm(args);
  return form.kind === "sequence" ? form.items : [form];
}

/** How many words stand at a fixed place behind the keyword. */
function placesIn(items: readonly Form[]): number {
  const end = items.findIndex(({ kind }) => kind !== "value");
  return end < 0 ? items.length : end;
}

function alignColumn(rows: readonly Row[], column: number, blanks: Map<number, number>): void {
  const cells = rows.flatMap((row) => row.cells[column] ?? []).filter(({ next }) => next !== undefined);
  const widest = Math.max(...cells.map(({ width }) => width));
  for (const { width, next } of cells) if (next !== undefined) blanks.set(next, widest - width + 1);
}

function withOneKeyword(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.keyword === row.keyword) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
