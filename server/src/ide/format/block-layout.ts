/** Lays out a file whose lines end its statements and whose blocks stand in braces: what goes between its pieces. */
import type { Edit } from "../../text/edit.ts";
import { leadingBlanks, lineStart } from "../../text/line-start.ts";
import { span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { indentOf, widestStep } from "./indent.ts";
import { type Locks, locksOf } from "./locks.ts";
import { gapBefore, isBlank, knownBlock, maxBlankLines, type Piece, piecesOf } from "./pieces.ts";

/** The edits that bring a file of blocks into shape, each block indented by what is given or by what the file uses. */
export function blockEdits(file: SourceFile, given: string | undefined): Edit[] {
  const pieces = piecesOf(file);
  const locks = locksOf(file, pieces, given?.length ?? widestStep);
  return new BlockLayout(file, pieces, locks, given ?? indentOf(file, pieces, locks)).edits();
}

class BlockLayout {
  readonly #file: SourceFile;
  readonly #pieces: readonly Piece[];
  readonly #locks: Locks;
  readonly #indent: string;
  readonly #eol: string;
  readonly #edits: Edit[] = [];
  /** What the line being laid out begins with now. */
  #blanks = "";
  /** How far its pieces have moved against its beginning. */
  #shift = 0;
  /** It is made of parts of lines: where its comment stood says nothing any more. */
  #broken = false;
  /** Blanks, before and now, of a comment that goes on below the one that ended a line. */
  #aligned: { readonly line: number; readonly oldBlanks: string; readonly newBlanks: string } | undefined;

  constructor(file: SourceFile, pieces: readonly Piece[], locks: Locks, indent: string) {
    this.#file = file;
    this.#pieces = pieces;
    this.#locks = locks;
    this.#indent = indent;
    this.#eol = /\r?\n/.exec(file.text)?.[0] ?? "\n";
  }

  /** The edits that bring the text into this layout, by offset. */
  edits(): Edit[] {
    let last: Piece | undefined;
    for (const piece of this.#pieces) {
      const old = gapBefore(this.#file, last, piece);
      this.#put(piece.start - old.length, old, this.#between(last, piece, old));
      last = piece;
    }
    if (last !== undefined) this.#put(last.end, this.#file.text.slice(last.end), this.#end(last));
    else if (isBlank(this.#file.text)) this.#put(0, this.#file.text, "");
    return this.#edits;
  }

  #between(last: Piece | undefined, next: Piece, old: string): string {
    if (last === undefined || next.leads) return this.#lead(last, next, old);
    const now = this.#locks.has(next.line) ? old : this.#within(last, next, old);
    this.#shift += now.length - old.length;
    if (next.role === "comment" && !this.#broken && old !== "") this.#noteAligned(next);
    return now;
  }

  /** Before a piece that has another before it on its line. */
  #within(last: Piece, next: Piece, old: string): string {
    if (breaksBefore(last, next)) {
      this.#broken = true;
      return this.#eol + this.#begin(this.#indent.repeat(next.depth));
    }
    if (next.role === "open") return " ";
    return next.role === "comment" && this.#broken && old !== "" ? " " : old;
  }

  /** Before a piece that begins a line. */
  #lead(last: Piece | undefined, next: Piece, old: string): string {
    const at = old.lastIndexOf("\n") + 1;
    const oldBlanks = old.slice(at);
    this.#broken = last !== undefined && this.#joins(last, next);
    if (this.#broken) return " ";
    const blanks = this.#locks.get(next.line) === "all" ? oldBlanks : this.#blanksBefore(next, oldBlanks);
    return this.#breaks(last, next, old.slice(0, at)) + this.#begin(blanks);
  }

  /** A brace on a line of its own goes up to the line whose block it opens. */
  #joins(last: Piece, next: Piece): boolean {
    if (next.role !== "open" || next.node !== last.node || knownBlock(this.#file, next) === undefined)
      return false;
    for (let line = last.line; line <= next.line; line++) if (this.#locks.has(line)) return false;
    return true;
  }

  #blanksBefore(next: Piece, oldBlanks: string): string {
    const aligned = this.#aligned;
    if (next.role === "comment" && aligned?.line === next.line - 1 && oldBlanks === aligned.oldBlanks) {
      this.#aligned = { ...aligned, line: next.line };
      return aligned.newBlanks;
    }
    return this.#indent.repeat(next.depth);
  }

  #noteAligned(comment: Piece): void {
    const { text } = this.#file;
    const blanks = leadingBlanks(text, comment.start);
    const distance = comment.start - (lineStart(text, comment.start) + blanks.length);
    // Only blanks and plain characters are as wide as they are long.
    if (/[\t\r\f\v\0\ufeff]/.test(text.slice(comment.start - distance, comment.start))) return;
    this.#aligned = {
      line: comment.line,
      oldBlanks: blanks + " ".repeat(distance),
      newBlanks: this.#blanks + " ".repeat(distance + this.#shift),
    };
  }

  /** The line breaks between two lines; `old` ends in one. */
  #breaks(last: Piece | undefined, next: Piece, old: string): string {
    if (last === undefined) return this.#locks.get(next.line) === "all" ? old : "";
    for (let line = last.lastLine + 1; line < next.line; line++)
      if (this.#locks.get(line) === "all") return old;
    const [first = "", ...rest] = old.split("\n").slice(0, maxBlankLines + 2);
    const breaks = rest.slice(0, -1).map(lineEnd);
    return this.#trailing(last, first) + lineEnd(first) + breaks.join("");
  }

  /** What stands behind the last piece of a line, its end not counted. */
  #trailing(last: Piece, old: string): string {
    return this.#locks.get(last.lastLine) === "all" ? old.replace(/\r$/, "") : "";
  }

  #end(last: Piece): string {
    const old = this.#file.text.slice(last.end);
    if (this.#locks.get(last.lastLine) === "all" || !isBlank(old)) return old;
    const [first = ""] = old.split("\n");
    return this.#trailing(last, first) + (old.includes("\n") ? lineEnd(first) : this.#eol);
  }

  #begin(blanks: string): string {
    this.#blanks = blanks;
    this.#shift = 0;
    return blanks;
  }

  /** Notes what changes of a gap, line by line where its lines stay. */
  #put(start: number, old: string, now: string): void {
    if (old === now) return;
    const [before, after] = [old.split("\n"), now.split("\n")];
    if (before.length !== after.length && before.length > 1 && after.length > 1) {
      const [oldAt, newAt] = [old.lastIndexOf("\n"), now.lastIndexOf("\n")];
      this.#replace(start, old.slice(0, oldAt), now.slice(0, newAt));
      this.#replace(start + oldAt + 1, old.slice(oldAt + 1), now.slice(newAt + 1));
    } else if (before.length !== after.length) this.#replace(start, old, now);
    else {
      let at = start;
      before.forEach((line, index) => {
        this.#replace(at, line, after[index] ?? "");
        at += line.length + 1;
      });
    }
  }

  /** A line's end is left out where it stays: editors count no column between the two halves of one. */
  #replace(start: number, old: string, text: string): void {
    if (old === text) return;
    if (old.endsWith("\r") && text.endsWith("\r")) this.#replace(start, old.slice(0, -1), text.slice(0, -1));
    else this.#edits.push({ span: span(start, start + old.length), text });
  }
}

/** The daemon begins a new line behind every brace, and people read one directive a line. An empty block stays as it is. */
function breaksBefore(last: Piece, next: Piece): boolean {
  if (next.role === "close") return last.role !== "open" || last.node !== next.node;
  return next.role === "item" && (last.role === "open" || last.role === "close");
}

/** The break that ends a line whose text, without the line feed, is given. */
function lineEnd(line: string): string {
  return line.endsWith("\r") ? "\r\n" : "\n";
}
