/**
 * The one tree shape for all dialects. It knows words, bodies and comments, never what a word means.
 *
 * Every character of the text is either in a leaf (a word, a punctuation mark, a comment, an opaque or stray piece)
 * or is white space between leaves: `leaves()` proves it and `printTree()` gives the text back.
 */
import { type Span, span } from "../text/span.ts";

export interface Tree {
  readonly text: string;
  readonly children: readonly Node[];
  /** Comments and template tags, wherever they stand, by offset. They are no nodes: nothing depends on them but rules about them. */
  readonly comments: readonly Comment[];
  /** What is wrong with the structure itself, by offset. */
  readonly problems: readonly SyntaxProblem[];
  /** The text holds template tags (`{% if %}`, `<% if %>`): blocks and repetitions can not be counted. */
  readonly templated: boolean;
}

export type Node = Directive | Definition | Stray;

/** A keyword with its arguments and, where it opens one, its body. HAProxy sections are directives whose body has no braces. */
export interface Directive extends Span {
  readonly kind: "directive";
  /** Words before the keyword that change how it is read: HAProxy `no` and `default`, keepalived `@id`. */
  readonly prefixes: readonly Word[];
  /** The keyword and its arguments; never empty. */
  readonly words: readonly [Word, ...Word[]];
  /** The mark that ends a simple statement (nginx `;`). */
  readonly terminator?: Span;
  /** The daemon may leave it out when it reads the file (keepalived `@id`): what is wrong in it need not matter. */
  readonly conditional?: boolean;
  readonly body?: Body;
}

export interface Body extends Span {
  /** The opening brace; absent where the dialect has none. */
  readonly open?: Span;
  readonly children: readonly Node[];
  /** The closing brace; absent where the dialect has none or the text lacks it. */
  readonly close?: Span;
  /** A body in another language (Lua): one leaf, not looked into. */
  readonly opaque?: Span;
}

/** A named text that later lines are made from: keepalived `$NAME=value`. */
export interface Definition extends Span {
  readonly kind: "definition";
  /** Words before it that decide whether it counts (keepalived `@id`). */
  readonly prefixes: readonly Word[];
  /** The name without its `$`. */
  readonly name: Word;
  /** The raw text after the `=`, continuation lines and all. */
  readonly value: Span;
}

/** A leaf that has no place where it stands: a brace too many, a lone `;`. */
export interface Stray extends Span {
  readonly kind: "stray";
}

export interface Word extends Span {
  /** What the daemon reads: quotes taken off, escapes undone. */
  readonly value: string;
  readonly quoted: boolean;
  /**
   * Why the value can not be known from the text, if it can not: a template tag or an environment variable.
   * `several` says that it may also stand for no word or for many.
   */
  readonly unknown?: "value" | "several";
}

/** `condition`: a condition that is met, or all of a line that one leaves out. */
export interface Comment extends Span {
  readonly kind: "comment" | "template-tag" | "condition";
}

export type SyntaxProblemKind =
  | "unclosed-block"
  | "unclosed-quote"
  | "stray-brace"
  | "missing-terminator"
  | "unexpected-token"
  | "missing-newline"
  | "bad-escape"
  | "line-cut";

export interface SyntaxProblem extends Span {
  readonly kind: SyntaxProblemKind;
  /** What the message names: the mark that is missing or too many, the block that is open. */
  readonly params?: Readonly<Record<string, string>>;
  readonly related?: readonly { readonly span: Span; readonly note: string }[];
  /** The message that says it; absent: the rule's usual one. */
  readonly message?: string;
  /** Taking it away mends it. */
  readonly removable?: true;
  /** Text to put in at an offset that mends it, where only one thing can be meant. */
  readonly insert?: { readonly at: number; readonly text: string };
}

/** For those alone that make a tree or follow a change of its text. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function keyword(directive: Directive): Word {
  return directive.words[0];
}

export function args(directive: Directive): readonly Word[] {
  return directive.words.slice(1);
}

/** The head of a directive: prefixes, keyword and arguments, without terminator and body. */
export function headSpan(directive: Directive): Span {
  const last = directive.words[directive.words.length - 1] ?? directive.words[0];
  return span(directive.start, last.end);
}

/** All nodes in document order with the directives they stand in, outermost first. No recursion: nesting may be 100,000 deep. */
export function* walk(
  tree: Pick<Tree, "children">,
): Generator<{ readonly node: Node; readonly parents: readonly Directive[] }> {
  const parents: Directive[] = [];
  const stack: { nodes: readonly Node[]; next: number }[] = [{ nodes: tree.children, next: 0 }];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const node = frame.nodes[frame.next++];
    if (node === undefined) {
      stack.pop();
      parents.pop();
      continue;
    }
    yield { node, parents };
    if (node.kind === "directive" && node.body !== undefined) {
      parents.push(node);
      stack.push({ nodes: node.body.children, next: 0 });
    }
  }
}

/** The last of several nodes in order that begins at or before an offset. */
export function lastStartingAtOrBefore(nodes: readonly Node[], offset: number): Node | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}

/** All leaves in document order. */
export function leaves(tree: Tree): Span[] {
  const found: Span[] = [...tree.comments];
  for (const { node } of walk(tree)) {
    if (node.kind === "stray") found.push(node);
    else if (node.kind === "definition") found.push(...node.prefixes, span(node.name.start - 1, node.end));
    else {
      for (const word of node.prefixes) found.push(word);
      for (const word of node.words) found.push(word);
      if (node.terminator !== undefined) found.push(node.terminator);
      const body = node.body;
      if (body?.open !== undefined) found.push(body.open);
      if (body?.opaque !== undefined) found.push(body.opaque);
      if (body?.close !== undefined) found.push(body.close);
    }
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The text, put together again from the leaves and the white space between them. Throws where the tree has lost something. */
export function printTree(tree: Tree): string {
  const { text } = tree;
  let printed = "";
  for (const leaf of leaves(tree)) {
    if (leaf.start < printed.length) throw new Error(`two leaves share offset ${leaf.start}`);
    const gap = text.slice(printed.length, leaf.start);
    if (/[^\s\0\ufeff]/.test(gap)) throw new Error(`lost ${JSON.stringify(gap)} before offset ${leaf.start}`);
    printed += gap + text.slice(leaf.start, leaf.end);
  }
  const rest = text.slice(printed.length);
  if (/[^\s\0\ufeff]/.test(rest)) throw new Error(`lost ${JSON.stringify(rest)} at the end`);
  return printed + rest;
}
