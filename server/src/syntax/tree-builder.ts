/**
 * Builds a tree from the pieces a dialect's parser hands over in document order. Nesting is a stack here, not
 * recursion in a grammar, so neither depth nor stray braces can hurt.
 */
import type { Span } from "../text/span.ts";
import type {
  Body,
  Comment,
  Definition,
  Directive,
  Mutable,
  Node,
  Stray,
  SyntaxProblem,
  Tree,
  Word,
} from "./tree.ts";

interface OpenBody {
  readonly directive: Mutable<Directive>;
  readonly body: Mutable<Body> & { children: Node[] };
}

export class TreeBuilder {
  readonly #text: string;
  readonly #children: Node[] = [];
  readonly #open: OpenBody[] = [];
  readonly #comments: Comment[] = [];
  readonly #problems: SyntaxProblem[] = [];
  #current: Node[] = this.#children;
  #templated = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** How many bodies are open. */
  get depth(): number {
    return this.#open.length;
  }

  /** The directive whose body is being filled. */
  get innermost(): Directive | undefined {
    return this.#open.at(-1)?.directive;
  }

  directive(
    words: readonly [Word, ...Word[]],
    prefixes: readonly Word[] = [],
    terminator?: Span,
    conditional = false,
  ): Directive {
    const first = prefixes[0] ?? words[0];
    const end = terminator?.end ?? words[words.length - 1]?.end ?? words[0].end;
    const node: Directive = {
      kind: "directive",
      start: first.start,
      end,
      prefixes,
      words,
      ...(terminator === undefined ? {} : { terminator }),
      ...(conditional ? { conditional } : {}),
    };
    this.#current.push(node);
    return node;
  }

  definition(definition: Definition): void {
    this.#current.push(definition);
  }

  stray(at: Span): void {
    const stray: Stray = { kind: "stray", start: at.start, end: at.end };
    this.#current.push(stray);
  }

  comment(at: Span, kind: Comment["kind"] = "comment"): void {
    this.#comments.push({ kind, start: at.start, end: at.end });
  }

  /** Says that the text holds template tags that are no leaves of their own: they stand inside words. */
  templated(): void {
    this.#templated = true;
  }

  problem(problem: SyntaxProblem): void {
    this.#problems.push(problem);
  }

  /** Opens the body of a directive that was added last. `open` is its brace; without one the body starts at the directive's end. */
  open(directive: Directive, open?: Span): void {
    const start = open?.start ?? directive.end;
    const body: OpenBody["body"] = {
      start,
      end: open?.end ?? start,
      children: [],
      ...(open === undefined ? {} : { open }),
    };
    const mutable: Mutable<Directive> = directive;
    mutable.body = body;
    this.#open.push({ directive: mutable, body });
    this.#current = body.children;
  }

  /** Sets the content of the innermost open body that is in another language. */
  opaque(at: Span): void {
    const innermost = this.#open.at(-1);
    if (innermost !== undefined) innermost.body.opaque = at;
  }

  /** Closes the innermost body; false where none is open. Without a brace it ends at `end`. */
  close(close: Span | undefined, end: number): boolean {
    const innermost = this.#open.pop();
    if (innermost === undefined) return false;
    if (close !== undefined) innermost.body.close = close;
    innermost.body.end = close?.end ?? Math.max(end, innermost.body.end);
    innermost.directive.end = innermost.body.end;
    this.#current = this.#open.at(-1)?.body.children ?? this.#children;
    return true;
  }

  /** Ends the tree. Bodies that are still open end with the text; `whenOpen` is asked for the problem of each, innermost first. */
  finish(whenOpen?: (directive: Directive) => SyntaxProblem | undefined): Tree {
    for (let open = this.innermost; open !== undefined; open = this.innermost) {
      const problem = whenOpen?.(open);
      if (problem !== undefined) this.#problems.push(problem);
      this.close(undefined, this.#text.length);
    }
    this.#problems.sort((a, b) => a.start - b.start);
    return {
      text: this.#text,
      children: this.#children,
      comments: this.#comments,
      problems: this.#problems,
      templated: this.#templated || this.#comments.some((c) => c.kind === "template-tag"),
    };
  }
}
