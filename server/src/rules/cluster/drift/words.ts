/** Names lines in messages, and says in which words two lines differ. */
import type { Option, Part } from "../../../catalogue/meaning.ts";
import type { Span } from "../../../text/span.ts";
import { toldBy } from "./blocks.ts";
import type { Line } from "./line.ts";
import type { Substitution } from "./substitution.ts";

/** Characters of the configuration that a message shows at most. */
const maxLength = 60;

/** A line as a message names it: by the name it defines, else as it is written. */
export function lineLabel(line: Line): string {
  if (line.isBlock) return blockLabel(line);
  const { words } = line.meaning;
  const defined = words.findIndex(({ kind }) => kind === "definition");
  // Of several lines with one name only the whole tells which.
  if (defined < 0 || line.known?.entry.name === "acl") return written(line, [line.head]);
  return written(
    line,
    words.slice(0, defined + 1).map(({ span }) => span),
  );
}

/** A block: its head, and what tells it from others where its head does not. */
export function blockLabel(block: Line): string {
  const [teller] = toldBy(block) ?? [];
  const head = written(block, [block.head]);
  return teller === undefined ? head : `${head} { ${written(teller, [teller.head])} }`;
}

/** How a line differs from its counterpart. */
export interface WordDifference {
  /** The line as far as both are the same. */
  readonly line: string;
  /** The words that only one has; empty where it has none. */
  readonly value: string;
  readonly otherValue: string;
  readonly span: Span;
  readonly otherSpan: Span;
}

export function differenceOf(own: Line, other: Line, substitution: Substitution): WordDifference {
  const same = (a: Part | undefined, b: Part | undefined) =>
    a !== undefined &&
    b !== undefined &&
    (a.text === b.text ||
      [["own", "reference"] as const, ["reference", "own"] as const].some(
        ([x, y]) => substitution.relativePart(a, x) === substitution.relativePart(b, y),
      ));
  const [mine, theirs] = [own.meaning.words, other.meaning.words];
  let start = 0;
  while (same(mine[start], theirs[start])) start++;
  let end = 0;
  while (end < Math.min(mine.length, theirs.length) - start && same(mine.at(-1 - end), theirs.at(-1 - end)))
    end++;
  const optionsSame = (a: Option, b: Option) =>
    a.parts.length === b.parts.length && a.parts.every((part, i) => same(part, b.parts[i]));
  const [ownOptions, otherOptions] = apart(own.meaning.options, other.meaning.options, optionsSame);
  const ownSpans = spansOf(mine.slice(start, mine.length - end), ownOptions);
  const otherSpans = spansOf(theirs.slice(start, theirs.length - end), otherOptions);
  // What makes a line of its kind: the keyword and what is the same up to the first difference.
  const isWhole = start === 0;
  const label = mine.slice(1, start).map(({ span }) => span);
  const [value, otherValue] = cutAlike(
    piecesOf(own, isWhole ? [own.head] : ownSpans),
    piecesOf(other, isWhole ? [other.head] : otherSpans),
  );
  return {
    line: [isWhole ? own.name : mine[0]?.text, ...(label.length === 0 ? [] : [written(own, label)])].join(
      " ",
    ),
    value,
    otherValue,
    span: isWhole ? own.head : around(ownSpans, own.head),
    otherSpan: isWhole ? other.head : around(otherSpans, other.head),
  };
}

/** The options of each that the other has not. */
function apart(
  mine: readonly Option[],
  theirs: readonly Option[],
  same: (a: Option, b: Option) => boolean,
): readonly [readonly Option[], readonly Option[]] {
  const left = [...theirs];
  const own = mine.filter((option) => {
    const at = left.findIndex((other) => same(option, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [own, left];
}

function spansOf(parts: readonly Part[], options: readonly Option[]): Span[] {
  return [...parts, ...options.flatMap((option) => option.parts)]
    .map(({ span }) => span)
    .sort((a, b) => a.start - b.start);
}

function around(spans: readonly Span[], whole: Span): Span {
  const [first] = spans;
  const last = spans.at(-1);
  return first === undefined || last === undefined ? whole : { start: first.start, end: last.end };
}

/** Pieces of a line as they are written, cut where they are long. */
function written(line: Line, spans: readonly Span[]): string {
  return cut(piecesOf(line, spans));
}

/** Pieces of a line on one line. */
function piecesOf({ file }: Line, spans: readonly Span[]): string {
  return spans
    .map(({ start, end }) => file.text.slice(start, end))
    .join(" ")
    .replace(/\s+/g, " ")
    .replaceAll("`", "'");
}

function cut(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

/** Two texts cut where they are long, so that what differs is to be seen. */
function cutAlike(a: string, b: string): readonly [string, string] {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const from = same - kept;
  const isSeen = Math.max(a.length, b.length) <= maxLength || from <= 0;
  return isSeen ? [cut(a), cut(b)] : [`…${cut(a.slice(from))}`, `…${cut(b.slice(from))}`];
}

/** Characters that are shown before the first that differs. */
const kept = 12;
