/** A file of sections as the lines of its text, each with what a formatter may do to it. */
import { type Directive, leaves, type Word, walk } from "../../syntax/tree.ts";
import { type Span, span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isTemplateValue } from "./locks.ts";

/** A line, its break not counted. */
export interface Line extends Span {
  /** Where the next one begins. */
  readonly next: number;
  /** Words, and the comment behind them. */
  readonly pieces: readonly Span[];
  /** `locked` is a line that may mean something else with other blanks, or whose place is its writer's choice. */
  readonly kind: "blank" | "comment" | "words" | "locked";
  /** How many sections its words stand in. */
  readonly depth: number;
  /** What its words are. */
  readonly directive: Directive | undefined;
}

/** All lines; the last one is left out where it is empty. */
export function linesOf(file: SourceFile): Line[] {
  const { text, tree } = file;
  const pieces = leaves(tree);
  const firsts = firstWords(file);
  // An empty word and what follows it, text behind a carriage return: the daemon reads none of it.
  const unread = new Set<Span>(tree.comments.filter((comment) => text[comment.start] !== "#"));
  const broken = tree.problems.filter(({ kind }) => kind !== "missing-newline");
  const lines: Line[] = [];
  let conditions = 0;
  let at = 0;
  let problem = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const next = found < 0 ? text.length : found + 1;
    const last = found < 0 ? next : found;
    const end = last > start && text[last - 1] === "\r" ? last - 1 : last;
    const own: Span[] = [];
    for (let piece = pieces[at]; piece !== undefined && piece.start < next; piece = pieces[++at])
      own.push(piece);
    while ((broken[problem]?.end ?? Number.POSITIVE_INFINITY) <= start) problem++;
    const first = firsts.get(own[0]?.start ?? -1);
    if (first?.word.value === ".if") conditions++;
    const locked =
      conditions > 0 ||
      (broken[problem]?.start ?? Number.POSITIVE_INFINITY) < next ||
      own.some((piece) => unread.has(piece)) ||
      !isPlain(text, span(start, end), own) ||
      (first !== undefined && isKept(file, first));
    if (first?.word.value === ".endif" && conditions > 0) conditions--;
    const kind = locked ? "locked" : kindOf(own, first);
    lines.push({ start, end, next, pieces: own, kind, depth: first?.depth ?? 0, directive: first?.node });
    start = next;
  }
  return lines;
}

interface FirstWord {
  readonly node: Directive;
  readonly word: Word;
  readonly depth: number;
  readonly opens: boolean;
}

/** The first word of each line that has any, by its offset. */
function firstWords({ tree }: SourceFile): ReadonlyMap<number, FirstWord> {
  const found = new Map<number, FirstWord>();
  for (const { node, parents } of walk(tree)) {
    if (node.kind !== "directive") continue;
    const word = node.prefixes[0] ?? node.words[0];
    found.set(word.start, { node, word, depth: parents.length, opens: node.body !== undefined });
  }
  return found;
}

function kindOf(pieces: readonly Span[], first: FirstWord | undefined): Line["kind"] {
  if (pieces.length === 0) return "blank";
  return first === undefined ? "comment" : "words";
}

/** True of a line with nothing but plain blanks between its words. */
function isPlain(text: string, line: Span, pieces: readonly Span[]): boolean {
  let at = line.start;
  for (const piece of pieces) {
    if (!/^[ \t]*$/.test(text.slice(at, piece.start)) || piece.end > line.end) return false;
    at = piece.end;
  }
  return /^[ \t]*$/.test(text.slice(at, line.end));
}

/** A line outside of sections, a scope's name, a condition that nothing opened, a line out of a template, one behind the file's byte order mark. */
function isKept(file: SourceFile, { word, depth, opens }: FirstWord): boolean {
  if (depth === 0 && !opens) return true;
  if (word.value.startsWith("\ufeff") && file.text.slice(0, word.start).trim() === "") return true;
  return /^(?:\[\]|\.elif|\.else|\.endif)$/.test(word.value) || isTemplateValue(file, word);
}
