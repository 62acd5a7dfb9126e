/** A file's tree as the run of pieces that stand in its text, each with what a formatter asks of it. */
import type { KnownDirective } from "../../catalogue/check.ts";
import { type Definition, type Directive, type Stray, type Word, walk } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

/** More blank lines than this in a row become this many. */
export const maxBlankLines = 2;

export interface Piece extends Span {
  /**
   * `item` is the first word of a directive, `word` any other, `end` the mark that ends it; `opaque` is a block in
   * another language with its braces; `condition` is one that is met or a line that it leaves out.
   */
  readonly role:
    | "item"
    | "word"
    | "end"
    | "open"
    | "close"
    | "opaque"
    | "comment"
    | "condition"
    | "definition"
    | "stray";
  /** What it belongs to; comments and conditions belong to nothing. */
  readonly node?: Directive | Definition | Stray;
  readonly word?: Word;
  /** How many blocks a line that begins with it stands in. */
  readonly depth: number;
  /** Lines of its first and last character, counted by line feeds alone, as the daemon does. */
  readonly line: number;
  readonly lastLine: number;
  /** Nothing but blanks stands before it on its line. */
  readonly leads: boolean;
}

/** All pieces in the order of the text. */
export function piecesOf({ text, tree }: SourceFile): Piece[] {
  const found: Draft[] = tree.comments.map(({ kind, start, end }) => ({
    role: kind === "condition" ? "condition" : "comment",
    start,
    end,
  }));
  for (const { node } of walk(tree)) {
    const { start, end } = node;
    if (node.kind === "stray") found.push({ role: "stray", node, start, end });
    else if (node.kind === "definition") found.push({ role: "definition", node, start, end });
    else found.push(...directivePieces(node));
  }
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  let depth = 0;
  let line = 0;
  let at = 0;
  return found.map((draft) => {
    const before = breaksIn(text, at, draft.start);
    const leads = before > 0 || at === 0;
    line += before;
    const first = line;
    line += breaksIn(text, draft.start, draft.end);
    at = draft.end;
    if (draft.role === "close") depth--;
    const piece = { ...draft, depth, line: first, lastLine: line, leads };
    if (draft.role === "open") depth++;
    return piece;
  });
}

/** The directive whose block a brace opens or closes, where the catalogue knows it as one that has a block. */
export function knownBlock({ checked }: SourceFile, { node }: Piece): KnownDirective | undefined {
  const known = node?.kind === "directive" ? checked.known.get(node) : undefined;
  return known?.entry.opens === undefined && known?.entry.opensNamed === undefined ? undefined : known;
}

/** What stands between a piece and the one before it. A byte order mark is part of the word it touches. */
export function gapBefore({ text }: SourceFile, last: Piece | undefined, { start }: Piece): string {
  const gap = text.slice(last?.end ?? 0, start);
  return last === undefined && gap === "\ufeff" ? "" : gap;
}

/**
 * True of blanks that a formatter may change. Rare ones stay where they are: behind a form feed the daemon no longer
 * takes `$X=1` as a definition.
 */
export function isBlank(text: string): boolean {
  return !/[^ \t\r\n]|\r(?!\n)/.test(text);
}

/** How many line feeds stand between two offsets. */
export function breaksIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === 10) count++;
  return count;
}

type Draft = Omit<Piece, "depth" | "line" | "lastLine" | "leads">;

function directivePieces(node: Directive): Draft[] {
  const pieces: Draft[] = [...node.prefixes, ...node.words].map((word, index) => ({
    role: index === 0 ? "item" : "word",
    node,
    word,
    start: word.start,
    end: word.end,
  }));
  const { terminator, body } = node;
  if (terminator !== undefined)
    pieces.push({ role: "end", node, start: terminator.start, end: terminator.end });
  const { open, close, opaque } = body ?? {};
  if (open !== undefined && opaque !== undefined) {
    pieces.push({ role: "opaque", node, start: open.start, end: (close ?? opaque).end });
    return pieces;
  }
  if (open !== undefined) pieces.push({ role: "open", node, start: open.start, end: open.end });
  if (close !== undefined) pieces.push({ role: "close", node, start: close.start, end: close.end });
  return pieces;
}
