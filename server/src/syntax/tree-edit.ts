/**
 * Follows a change of the text in its tree. The text is cut into pieces: the blocks at its top level and those in
 * blocks that are but frames for others (nginx `http`). Where a change lies in a few of them these alone are parsed
 * again. All other nodes are taken over and moved to where they stand now: the old tree is none any more.
 */
import { changeBetween, type Edit } from "../text/edit.ts";
import type { Span } from "../text/span.ts";
import {
  type Directive,
  lastStartingAtOrBefore,
  type Mutable,
  type Node,
  type SyntaxProblem,
  type Tree,
} from "./tree.ts";

/** How a dialect's texts are cut. */
export interface Cut {
  /** Keywords of blocks that hold pieces and are none. */
  readonly frames: ReadonlySet<string>;
  /** Keywords that begin a piece whatever stands before it; absent: all do. */
  readonly heads?: ReadonlySet<string>;
  /** Where one of these is written, what a line means may hang on lines far off. */
  readonly unlessWritten: readonly string[];
}

export interface TreeEdit {
  readonly tree: Tree;
  /** The frames that the pieces stand in, the outermost first. */
  readonly frames: readonly Directive[];
  readonly removed: readonly Node[];
  readonly added: readonly Node[];
  /** The text that has come, with a line's worth around it. */
  readonly come: string;
  /** What stood at this offset or behind it stands further on now, by so much. */
  readonly from: number;
  readonly by: number;
}

/** The tree of the changed text, where that can be told from the pieces around the change. */
export function editTree(
  tree: Tree,
  text: string,
  cut: Cut,
  parse: (text: string) => Tree,
): TreeEdit | undefined {
  if (tree.templated || tree.problems.some(isStructural)) return undefined;
  const change = changeBetween(tree.text, text);
  if (mayNotBeCut(tree, cut) || isMarked(around(change, text), cut)) return undefined;
  const place = placeOf(tree, change.span, cut.frames);
  if (place === undefined) return undefined;
  const { siblings, first, last, start, end, frames } = place;
  const by = text.length - tree.text.length;
  const part = parse(text.slice(start, end + by));
  const removed = siblings.slice(first, last + 1);
  const added = part.children;
  if (
    !isHead(siblings[last + 1], cut) ||
    !standsAlone(part, siblings[first]) ||
    [...removed, ...added].some((node) => isFrame(node, cut.frames)) ||
    (end === tree.text.length && !text.endsWith("\n"))
  )
    return undefined;
  for (const node of added) moveNode(node, start);
  for (const node of siblings.slice(last + 1)) moveNode(node, by);
  const children = [...siblings.slice(0, first), ...added, ...siblings.slice(last + 1)];
  const now = {
    text,
    children: withChildren(tree, frames, children, by),
    comments: spliced(tree.comments, part.comments, start, end, by, moveSpan),
    problems: spliced(tree.problems, part.problems, start, end, by, moveProblem),
    templated: false,
  };
  unmarked.add(now);
  return {
    tree: now,
    frames,
    removed,
    added,
    come: around(change, text),
    from: end,
    by,
  };
}

/** Trees of texts in which nothing is written that keeps them from being cut: an edit changes that only where it is. */
const unmarked = new WeakSet<Tree>();

function mayNotBeCut(tree: Tree, cut: Cut): boolean {
  if (unmarked.has(tree)) return false;
  if (isMarked(tree.text, cut)) return true;
  unmarked.add(tree);
  return false;
}

function isMarked(text: string, { unlessWritten }: Cut): boolean {
  return unlessWritten.some((mark) => text.includes(mark));
}

/** What has come, with as much around it as a mark or a word may take. */
function around({ span: { start }, text: come }: Edit, text: string): string {
  return text.slice(Math.max(start - longestWord, 0), start + come.length + longestWord);
}

const longestWord = 100;

/** What is wrong with the text far from where it shows. */
function isStructural({ kind }: SyntaxProblem): boolean {
  return kind === "unclosed-block" || kind === "stray-brace" || kind === "unclosed-quote";
}

interface EditPlace {
  readonly siblings: readonly Node[];
  /** The pieces that hold the change, by their place among the siblings, and the part of the old text that is theirs. */
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly frames: readonly Directive[];
}

function placeOf(tree: Tree, change: Span, keywords: ReadonlySet<string>): EditPlace | undefined {
  const frames: Directive[] = [];
  let siblings = tree.children;
  let limit = tree.text.length;
  for (;;) {
    const before = lastStartingAtOrBefore(siblings, change.start - 1);
    if (before === undefined) return undefined;
    const frame = isFrame(before, keywords) ? before : undefined;
    const { open, close } = frame?.body ?? {};
    const isInside =
      open !== undefined && close !== undefined && open.end < change.start && change.end <= close.start;
    if (frame === undefined) {
      const first = siblings.indexOf(before);
      const behind = lastStartingAtOrBefore(siblings, change.end);
      const touched = behind === undefined ? first : siblings.indexOf(behind, first);
      // What is written between two pieces may become a part of the second.
      const isBetween = change.end > (siblings[touched]?.end ?? 0) && touched + 1 < siblings.length;
      const last = isBetween ? touched + 1 : touched;
      const end = siblings[last + 1]?.start ?? limit;
      return { siblings, first, last, start: before.start, end, frames };
    }
    if (!isInside || frame.body === undefined) return undefined;
    frames.push(frame);
    siblings = frame.body.children;
    limit = close.start;
  }
}

function isFrame(node: Node, keywords: ReadonlySet<string>): node is Directive {
  return node.kind === "directive" && keywords.has(node.words[0].value);
}

/** True where a piece begins however the one before it has been read. */
function isHead(node: Node | undefined, { heads }: Cut): boolean {
  return (
    heads === undefined || node === undefined || (node.kind === "directive" && heads.has(node.words[0].value))
  );
}

/** True where the text of some pieces, parsed alone, gives what it gives among the others. */
function standsAlone(
  { text, children, comments, problems, templated }: Tree,
  old: Node | undefined,
): boolean {
  const first = children[0];
  const last = children.at(-1);
  if (templated || problems.some(isStructural) || problems.some((p) => p.kind === "missing-newline"))
    return false;
  if (children.some((node) => node.kind !== "directive")) return false;
  if (first?.kind !== "directive" || last?.kind !== "directive" || old?.kind !== "directive") return false;
  const isEnded = last.terminator !== undefined || last.body?.close !== undefined || isOpenEnded(last);
  const commentIsEnded = (comments.at(-1)?.end ?? 0) < text.length;
  return isEnded && commentIsEnded && first.start === 0 && first.words[0].value === old.words[0].value;
}

/** A body without braces ends where the next one begins. */
function isOpenEnded({ body }: Directive): boolean {
  return body !== undefined && body.open === undefined;
}

/** Puts the new children in place; what the frames around them end with moves along. Gives the nodes of the top level. */
function withChildren(
  tree: Tree,
  frames: readonly Directive[],
  children: readonly Node[],
  by: number,
): readonly Node[] {
  const innermost = frames.at(-1);
  if (innermost?.body === undefined) return children;
  const body: Mutable<typeof innermost.body> = innermost.body;
  body.children = children;
  let siblings = tree.children;
  for (const frame of frames) {
    for (const node of siblings.slice(siblings.indexOf(frame) + 1)) moveNode(node, by);
    moveEnd(frame, by);
    siblings = frame.body?.children ?? [];
  }
  return tree.children;
}

function moveEnd(frame: Mutable<Directive>, by: number): void {
  frame.end += by;
  if (frame.body === undefined) return;
  const body: Mutable<typeof frame.body> = frame.body;
  body.end += by;
  if (body.close !== undefined) moveSpan(body.close, by);
}

/** Of a list by offset: what stood between is replaced, what stands behind moved. */
function spliced<T extends { readonly start: number }>(
  old: readonly T[],
  added: readonly T[],
  start: number,
  end: number,
  by: number,
  move: (item: T, by: number) => void,
): readonly T[] {
  const behind = old.filter((item) => item.start >= end);
  for (const item of added) move(item, start);
  for (const item of behind) move(item, by);
  return [...old.filter((item) => item.start < start), ...added, ...behind];
}

export function moveSpan(at: Mutable<{ start: number; end: number }>, by: number): void {
  at.start += by;
  at.end += by;
}

function moveProblem(problem: SyntaxProblem, by: number): void {
  moveSpan(problem, by);
  for (const { span } of problem.related ?? []) moveSpan(span, by);
  const insert: Mutable<NonNullable<SyntaxProblem["insert"]>> | undefined = problem.insert;
  if (insert !== undefined) insert.at += by;
}

/** Moves a node and all that it holds. */
function moveNode(top: Node, by: number): void {
  if (by === 0) return;
  const nodes = [top];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    moveSpan(node, by);
    if (node.kind === "stray") continue;
    for (const word of node.prefixes) moveSpan(word, by);
    if (node.kind === "definition") {
      moveSpan(node.name, by);
      moveSpan(node.value, by);
      continue;
    }
    for (const word of node.words) moveSpan(word, by);
    if (node.terminator !== undefined) moveSpan(node.terminator, by);
    const { body } = node;
    if (body === undefined) continue;
    moveSpan(body, by);
    if (body.open !== undefined) moveSpan(body.open, by);
    if (body.opaque !== undefined) moveSpan(body.opaque, by);
    if (body.close !== undefined) moveSpan(body.close, by);
    for (const child of body.children) nodes.push(child);
  }
}
