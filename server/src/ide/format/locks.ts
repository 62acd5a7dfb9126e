/**
 * Lines that mean something as lines, so that a formatter may not do all it would: those the daemon looks at before
 * it sees words and braces, those with text that comes from elsewhere, those that a comment speaks for.
 */
import type { Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { breaksIn, gapBefore, isBlank, knownBlock, type Piece } from "./pieces.ts";

/** `words`: no piece of the line leaves it or comes nearer to another. `all`: nothing changes, its indent neither. */
export type Lock = "words" | "all";

export type Locks = ReadonlyMap<number, Lock>;

/** The daemon cuts lines of 1,023 bytes and more: near that nothing may grow, shrink or move. */
const maxBytes = 1000;

/** `step` is how many characters a block is indented by at most. */
export function locksOf(file: SourceFile, pieces: readonly Piece[], step: number): Locks {
  const locks = new Map<number, Lock>();
  const includes = new Set(file.model.includes.map(({ span }) => span.start));
  const set = (from: number, to: number, lock: Lock) => {
    for (let line = from; line <= to; line++) if (locks.get(line) !== "all") locks.set(line, lock);
  };
  let last: Piece | undefined;
  // A value goes on behind a backslash, even one that ends a comment; lines of blanks or a comment do not end it.
  let goesOn = false;
  for (const piece of pieces) {
    if (goesOn || !isBlank(gapBefore(file, last, piece))) set(last?.lastLine ?? 0, piece.line, "all");
    goesOn = endsInBackslash(file, piece) || (goesOn && piece.role === "comment");
    last = piece;
    const lock = lockOf(file, piece) ?? (includes.has(piece.start) ? "words" : undefined);
    if (lock !== undefined) set(piece.line, piece.lastLine, lock);
    if (piece.role === "comment" && allowance.test(textOf(file, piece))) {
      const spokenFor = piece.line + (piece.leads ? 1 : 0);
      set(spokenFor, spokenFor, "words");
    }
  }
  let [line, at] = [0, 0];
  for (const { kind, start, end } of file.tree.problems) {
    if (kind !== "unclosed-quote") continue;
    line += breaksIn(file.text, at, start);
    at = Math.max(at, start);
    set(line, line + breaksIn(file.text, start, end), "all");
  }
  for (const long of longLines(file, pieces, step)) set(long, long, "all");
  return locks;
}

const allowance = /kalint:\s*allow=/;

function lockOf(file: SourceFile, piece: Piece): Lock | undefined {
  const { node, role, word } = piece;
  if (endCounts(file, piece)) return "all";
  // People keep conditions at the margin, so that they stick out; one with nothing behind it is stray.
  if (
    role === "condition" ||
    role === "stray" ||
    (node !== undefined && node.kind !== "stray" && node.prefixes.length > 0 && !isBrace(piece))
  )
    return "all";
  if (role === "definition") return "words";
  if (node?.kind !== "directive") return undefined;
  // Such a block inside another is a mistake, and by its indent alone the parser takes a brace before it as missing.
  if (isNested(file, piece)) return "all";
  // A brace that opens no block the catalogue knows is a mistake, and what follows it no body.
  if (isBrace(piece)) return knownBlock(file, piece) === undefined ? "words" : undefined;
  if (word === undefined) return undefined;
  if (piece.leads && isTemplateValue(file, word)) return "all";
  // What a variable stands for may depend on what else is on its line.
  return word.unknown !== undefined || /\$/.test(textOf(file, piece)) ? "words" : undefined;
}

function endsInBackslash({ text }: SourceFile, { end }: Piece): boolean {
  return text[end - 1] === "\\";
}

/** True where blanks in or behind a piece may count: behind a backslash, in a quote that is not closed, over several lines. */
function endCounts(file: SourceFile, piece: Piece): boolean {
  if (endsInBackslash(file, piece) || piece.line < piece.lastLine) return true;
  const text = textOf(file, piece);
  // Quotes mean nothing in a comment, but the daemon reads on behind `\#` before it takes that as one.
  return (piece.role !== "comment" || text.startsWith("\\")) && text.split('"').length % 2 === 0;
}

/** True where a block of the top level begins inside another block. */
function isNested({ dialect }: SourceFile, { role, depth, word }: Piece): boolean {
  return role === "item" && depth > 0 && dialect.topLevelBlocks?.has(word?.value ?? "") === true;
}

function isBrace({ role }: Piece): boolean {
  return role === "open" || role === "close";
}

/** A word that a template puts in: as a line's first it may stand for whole lines. */
export function isTemplateValue({ text }: SourceFile, { start, unknown }: Word): boolean {
  return unknown !== undefined && (text.startsWith("{{", start) || text.startsWith("<%", start));
}

function textOf({ text }: SourceFile, { start, end }: Piece): string {
  return text.slice(start, end);
}

/** Lines that are near the daemon's limit, or would be with the indent that they get. */
function* longLines({ text }: SourceFile, pieces: readonly Piece[], step: number): Generator<number> {
  let start = 0;
  let at = 0;
  for (let line = 0; start <= text.length; line++) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    let depth = 0;
    for (let piece = pieces[at]; piece !== undefined && piece.line <= line; piece = pieces[++at])
      depth = Math.max(depth, piece.depth);
    const most = end - start + step * depth + 2;
    if (most > maxBytes || (most * 3 > maxBytes && most + extraBytes(text, start, end) > maxBytes))
      yield line;
    start = end + 1;
  }
}

/** How many bytes more than UTF-16 units a piece of text has. */
function extraBytes(text: string, start: number, end: number): number {
  let extra = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) extra += code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return extra;
}
