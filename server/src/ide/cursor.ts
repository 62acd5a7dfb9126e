/**
 * Where an offset stands in a tree: in which bodies, in which directive, at which of its words. It also answers for
 * text that is still being typed, where no word stands yet. What may stand there is the catalogue's business.
 */
import type { CheckedTree } from "../catalogue/check.ts";
import {
  type Directive,
  headSpan,
  lastStartingAtOrBefore,
  type Node,
  type Tree,
  type Word,
} from "../syntax/tree.ts";
import { lineStart } from "../text/line-start.ts";

export interface Cursor {
  /** The directives whose bodies hold the offset, outermost first. */
  readonly parents: readonly Directive[];
  /** The nodes of the innermost of these bodies. */
  readonly siblings: readonly Node[];
  /** The directive whose head the offset is in, or behind on the same line. */
  readonly directive?: Directive;
  /** The word of that directive that the offset touches. */
  readonly word?: Word;
  /** That word's index, or the one that a word typed here would get. -1: a word before the keyword. */
  readonly index: number;
  /** Only white space stands before the offset, or before its word, on the line. */
  readonly startsLine: boolean;
  /** The offset is in a line that defines a variable: its text is free. */
  readonly inDefinition: boolean;
}

export function cursorAt(tree: Tree, offset: number): Cursor {
  const parents: Directive[] = [];
  let siblings = tree.children;
  let node = lastStartingAtOrBefore(siblings, offset);
  while (node?.kind === "directive" && node.body !== undefined && inBody(tree.text, node, offset)) {
    parents.push(node);
    siblings = node.body.children;
    node = lastStartingAtOrBefore(siblings, offset);
  }
  const directive = node?.kind === "directive" && inHead(tree.text, node, offset) ? node : undefined;
  if (directive === undefined) {
    const inDefinition = node?.kind === "definition" && offset <= node.end;
    return { parents, siblings, index: 0, startsLine: startsLine(tree.text, offset), inDefinition };
  }
  const prefix = directive.prefixes.find((w) => w.start <= offset && offset <= w.end);
  const word = prefix ?? directive.words.find((w) => w.start <= offset && offset <= w.end);
  const before = directive.words.filter((w) => w.end < offset && w !== word).length;
  return {
    parents,
    siblings,
    directive,
    index: prefix === undefined ? before : -1,
    startsLine: startsLine(tree.text, word?.start ?? offset),
    inDefinition: false,
    ...(word === undefined ? {} : { word }),
  };
}

/** True in a comment, also at the end of one that runs to the end of its line. */
export function inComment(tree: Tree, offset: number): boolean {
  let low = 0;
  let high = tree.comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tree.comments[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const last = tree.comments[low - 1];
  if (last === undefined) return false;
  return offset < last.end || (offset === last.end && last.kind === "comment");
}

/** The scope of the innermost body at a cursor; `undefined` in a block the catalogue does not know. */
export function scopeAt(checked: CheckedTree, cursor: Cursor): string | undefined {
  const parent = cursor.parents.at(-1);
  return parent === undefined ? checked.rootScope : checked.known.get(parent)?.entry.opens;
}

function inBody(text: string, directive: Directive, offset: number): boolean {
  const { body } = directive;
  if (body === undefined) return false;
  if (body.opaque !== undefined) return false;
  if (body.open !== undefined) return offset >= body.open.end && offset <= (body.close?.start ?? offset);
  // A body without braces begins on the line after its head and lasts until something else begins.
  return lineBreakBetween(text, headSpan(directive).end, offset);
}

function inHead(text: string, directive: Directive, offset: number): boolean {
  const { end } = headSpan(directive);
  if (offset <= end) return true;
  if (directive.terminator !== undefined) return offset <= directive.terminator.start;
  if (directive.body?.open !== undefined) return offset <= directive.body.open.start;
  return !lineBreakBetween(text, end, offset);
}

function lineBreakBetween(text: string, from: number, to: number): boolean {
  const at = text.indexOf("\n", from);
  return at >= 0 && at < to;
}

function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}
