/** Comments that take findings back: `# kalint: allow=NAME[,NAME]` and `# kalint: allow-file=NAME[,NAME]`. */
import { type Span, span } from "../text/span.ts";
import { remembered } from "../workspace/remembered.ts";
import type { SourceFile } from "../workspace/source-file.ts";

/** A name in such a comment, a rule's or not. */
export interface AllowedName {
  readonly name: string;
  readonly span: Span;
}

export class Suppressions {
  readonly names: AllowedName[] = [];
  readonly #whole = new Set<string>();
  readonly #lines = new Map<number, Set<string>>();

  constructor(file: SourceFile) {
    if (!file.holds("kalint:")) return;
    for (const comment of file.tree.comments) {
      const match = /(kalint:\s*(allow(?:-file)?)=)([\w,-]+)/.exec(
        file.text.slice(comment.start, comment.end),
      );
      if (match === null) continue;
      const [, head = "", kind, list = ""] = match;
      const from = comment.start + match.index + head.length;
      const names = [...list.matchAll(/[^,]+/g)].map(({ 0: name, index }) => ({
        name,
        span: span(from + index, from + index + name.length),
      }));
      this.names.push(...names);
      if (kind === "allow-file") for (const { name } of names) this.#whole.add(name);
      else this.#allow(file, comment.start, names);
    }
  }

  get isEmpty(): boolean {
    return this.#whole.size === 0 && this.#lines.size === 0;
  }

  /** True where one of a rule's names or codes is allowed on the line. */
  covers(names: readonly string[], line: number): boolean {
    const here = this.#lines.get(line);
    return names.some((name) => this.#whole.has(name) || here?.has(name) === true);
  }

  #allow(file: SourceFile, offset: number, names: readonly AllowedName[]): void {
    const { line } = file.lines.position(offset);
    const alone = file.text.slice(file.lines.lineSpan(line).start, offset).trim() === "";
    for (const at of alone ? [line, line + 1] : [line]) {
      const set = this.#lines.get(at) ?? new Set();
      for (const { name } of names) set.add(name);
      this.#lines.set(at, set);
    }
  }
}

export const suppressionsOf = remembered((file: SourceFile) => new Suppressions(file));
