/** Columns that words of neighbouring lines are put into: the blanks before them are somebody's choice. */
import type { Span } from "../../text/span.ts";

/** What stands on a line of the text, from the line's first offset on. */
export interface PiecesOfLine {
  readonly start: number;
  readonly pieces: readonly Span[];
}

export interface Gap {
  readonly start: number;
  readonly end: number;
  /** How many columns it takes. */
  readonly width: number;
  /** The column behind it, counted from the line's first word. */
  readonly column: number;
  readonly before: "word" | "comment";
}

const tabStop = 8;

/** What stands between the pieces of a line. */
export function gapsOf(text: string, { start, pieces }: PiecesOfLine): Gap[] {
  const gaps: Gap[] = [];
  let column = 0;
  let origin = 0;
  let at = start;
  pieces.forEach((piece, index) => {
    const from = column;
    for (; at < piece.start; at++) column += text[at] === "\t" ? tabStop - (column % tabStop) : 1;
    if (index === 0) origin = column;
    else {
      const before = text[piece.start] === "#" ? "comment" : "word";
      const last = pieces[index - 1]?.end ?? start;
      gaps.push({ start: last, end: piece.start, width: column - from, column: column - origin, before });
    }
    column += piece.end - piece.start;
    at = piece.end;
  });
  return gaps;
}

/** Of runs of neighbouring lines those that have a word behind more than one blank in the column of a word above or below. */
export function linesInColumns<Line extends PiecesOfLine>(
  text: string,
  runs: readonly (readonly Line[])[],
): ReadonlySet<Line> {
  const found = new Set<Line>();
  for (const run of runs) {
    let gapsAbove: readonly Gap[] = [];
    run.forEach((line, index) => {
      const gaps = gapsOf(text, line);
      const above = run[index - 1];
      if (above !== undefined && shareColumn(gapsAbove, gaps)) found.add(above).add(line);
      gapsAbove = gaps;
    });
  }
  return found;
}

function shareColumn(above: readonly Gap[], below: readonly Gap[]): boolean {
  const widths = new Map(above.map(({ column, width }) => [column, width]));
  return below.some(({ column, width }) => {
    const other = widths.get(column);
    return other !== undefined && Math.max(width, other) > 1;
  });
}
