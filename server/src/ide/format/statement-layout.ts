/**
 * Lays out a file whose statements have an end of their own and whose blocks stand in braces (nginx): a statement a
 * line, blocks indented, one blank between words. Blanks that put words of neighbouring lines into columns stay, or make
 * way for columns of ours; the lines of a statement that goes over several stay too.
 */
import type { Edit } from "../../text/edit.ts";
import { lineStart } from "../../text/line-start.ts";
import { span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type AlignedLine, blanksOfColumns } from "./alignment.ts";
import { gapsOf, linesInColumns, type PiecesOfLine } from "./columns.ts";
import { indentOf } from "./indent.ts";
import { gapBefore, isBlank, maxBlankLines, type Piece, piecesOf } from "./pieces.ts";

/** The edits that bring the file into shape, blocks indented by what is given or by what the file uses. */
export function statementEdits(file: SourceFile, given: string | undefined, aligns: boolean): Edit[] {
  const { text } = file;
  const pieces = piecesOf(file);
  const indent = given ?? indentOf(file, pieces, new Map());
  const eol = /\r?\n/.exec(text)?.[0] ?? "\n";
  const columns = aligns ? blanksOfColumns(file, neighbours(file, pieces)) : blanksInColumns(text, pieces);
  const edits: Edit[] = [];
  const put = (start: number, old: string, now: string) => {
    if (old !== now) edits.push({ span: span(start, start + old.length), text: now });
  };
  /** How far the line that a statement begins on has moved. */
  let shift = 0;
  let last: Piece | undefined;
  for (const piece of pieces) {
    const old = gapBefore(file, last, piece);
    const start = piece.start - old.length;
    if (isBlank(old)) {
      const now = between(last, piece, old);
      if (piece.role === "item")
        shift = widthOf(indent.repeat(piece.depth)) - widthOf(old.slice(old.lastIndexOf("\n") + 1));
      put(start, old, now);
    }
    last = piece;
  }
  if (last === undefined) {
    if (isBlank(text)) put(0, text, "");
  } else if (isBlank(text.slice(last.end))) put(last.end, text.slice(last.end), eol);
  return edits;

  function between(before: Piece | undefined, next: Piece, old: string): string {
    const breaks = old.split("\n").length - 1;
    const inner = indent.repeat(next.depth);
    if (before === undefined) return "";
    const line = (count: number) => eol.repeat(Math.min(Math.max(count, 1), maxBlankLines + 1)) + inner;
    switch (next.role) {
      case "item":
        return line(before.role === "open" ? 1 : breaks);
      case "close":
        return before.role === "open" && breaks === 0 ? old.slice(0, 1) : line(1);
      case "comment":
        if (breaks === 0) return old === "" ? " " : old;
        return line(before.role === "open" ? 1 : breaks) + (isInside(before) ? indent : "");
      case "end":
        return before.role === "comment" ? line(1) : "";
      case "open":
      case "opaque":
        return before.role === "comment" ? line(1) : " ";
      case "word":
        if (breaks > 0) return goesOn(old, breaks, inner);
        // What is glued stays so: behind a closing quote a bracket is a word of its own.
        return old === "" ? "" : " ".repeat(columns.get(next.start) ?? 1);
      default:
        return old;
    }
  }

  /** A word on a line of its own moves with the line that its statement begins on. */
  function goesOn(old: string, breaks: number, inner: string): string {
    const blanks = old.slice(old.lastIndexOf("\n") + 1);
    const wide = widthOf(blanks) + shift;
    const least = widthOf(inner + indent);
    const kept =
      shift === 0 && widthOf(blanks) >= least ? blanks : wide > least ? " ".repeat(wide) : inner + indent;
    return eol.repeat(Math.min(breaks, maxBlankLines + 1)) + kept;
  }
}

/** True of a piece behind which its statement goes on. */
function isInside({ role }: Piece): boolean {
  return role === "item" || role === "word";
}

/** Statements of one line that will follow each other without a blank line, comments between them aside. */
function neighbours(file: SourceFile, pieces: readonly Piece[]): AlignedLine[][] {
  const runs: AlignedLine[][] = [[]];
  /** The words of the statement so far; nothing where it has glued ones or goes on over lines. */
  let words: Piece[] | undefined;
  let last: Piece | undefined;
  for (const piece of pieces) {
    const gap = gapBefore(file, last, piece);
    const breaks = isBlank(gap) ? gap.split("\n").length - 1 : Number.POSITIVE_INFINITY;
    const { role, node } = piece;
    if (role === "word") {
      if (gap === "" || breaks > 0) words = undefined;
      words?.push(piece);
    } else {
      if (role === "end" && words !== undefined && node?.kind === "directive")
        runs.at(-1)?.push({ directive: node, words });
      else if (breaks > 1 || (role !== "item" && role !== "comment")) runs.push([]);
      words = role === "item" ? [piece] : undefined;
    }
    last = piece;
  }
  return runs;
}

/** How many blanks stand before the words that are in columns, by their offsets. */
function blanksInColumns(text: string, pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const runs: (PiecesOfLine & { readonly pieces: Piece[] })[][] = [[]];
  let line = -1;
  for (const piece of pieces) {
    if (piece.line !== line) {
      if (piece.line !== line + 1 || piece.role !== "item") runs.push([]);
      if (piece.role === "item") runs.at(-1)?.push({ start: lineStart(text, piece.start), pieces: [piece] });
      line = piece.line;
    } else if (piece.role === "word" || piece.role === "item") runs.at(-1)?.at(-1)?.pieces.push(piece);
  }
  const blanks = new Map<number, number>();
  for (const kept of linesInColumns(text, runs)) {
    for (const { end, width, before } of gapsOf(text, kept)) if (before === "word") blanks.set(end, width);
  }
  return blanks;
}

const tabStop = 8;

function widthOf(blanks: string): number {
  let width = 0;
  for (const character of blanks) width += character === "\t" ? tabStop - (width % tabStop) : 1;
  return width;
}
