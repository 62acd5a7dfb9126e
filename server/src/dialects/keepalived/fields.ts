/** Reads the lines of a block by keyword, as keepalived counts them: of two lines the last one. */
import { parseAddress } from "../../model/address.ts";
import type { Located } from "../../model/file-model.ts";
import type { Directive, Node, Word } from "../../syntax/tree.ts";

/** The lines of one body by keyword. */
export class Fields {
  readonly unknown = new Set<string>();
  readonly #lines = new Map<string, Directive[]>();

  constructor(nodes: readonly Node[]) {
    for (const node of nodes) {
      if (node.kind !== "directive") continue;
      const [keyword] = node.words;
      if (keyword.unknown !== undefined || node.prefixes.length > 0 || keyword.value.startsWith("include")) {
        this.unknown.add(
          keyword.unknown === undefined ? keyword.value.replace(/^include.$/, "include") : "*",
        );
        continue;
      }
      const lines = this.#lines.get(keyword.value);
      if (lines === undefined) this.#lines.set(keyword.value, [node]);
      else lines.push(node);
    }
  }

  all(name: string): readonly Directive[] {
    return this.#lines.get(name) ?? [];
  }

  /** Lines in all blocks of that name. */
  *entries(name: string): Generator<Directive> {
    for (const block of this.all(name)) {
      for (const node of block.body?.children ?? []) {
        if (node.kind !== "directive") continue;
        if (
          node.words[0].unknown !== undefined ||
          node.prefixes.length > 0 ||
          node.words[0].value.startsWith("include")
        ) {
          this.unknown.add(name);
        } else yield node;
      }
    }
  }

  text(name: string): Located<string> | undefined {
    return this.#last(name, (word) => located(word));
  }

  number(name: string): Located<number> | undefined {
    return this.#last(name, numberOf);
  }

  address(name: string): Located<string> | undefined {
    return this.#last(name, addressOf);
  }

  /** A flag that may be followed by on or off. */
  flag(name: string, readsOff = true): Located<boolean> | undefined {
    const line = this.all(name).at(-1);
    if (line === undefined) return undefined;
    const word = line.words[1];
    if (word?.unknown !== undefined) {
      this.unknown.add(name);
      return undefined;
    }
    const off = readsOff && word !== undefined && /^(?:off|false|no)$/.test(word.value);
    return { value: !off, span: { start: line.words[0].start, end: (word ?? line.words[0]).end } };
  }

  has(name: string): Located<boolean> | undefined {
    const line = this.all(name).at(-1);
    return line === undefined ? undefined : { value: true, span: spanOf(line.words[0]) };
  }

  #last<T>(name: string, read: (word: Word) => Located<T> | undefined): Located<T> | undefined {
    const word = this.all(name).at(-1)?.words[1];
    if (word === undefined) return undefined;
    if (word.unknown !== undefined) this.unknown.add(name);
    return word.unknown === undefined ? read(word) : undefined;
  }
}

export function given<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });
}

export function located(word: Word | undefined): Located<string> | undefined {
  return word === undefined || word.unknown !== undefined
    ? undefined
    : { value: word.value, span: spanOf(word) };
}

/** A number as keepalived takes one; a text that is none is as if the line were not there. */
export function numberOf(word: Word): Located<number> | undefined {
  if (word.unknown !== undefined || !/^\s*[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word.value)) return undefined;
  return { value: Number(word.value), span: spanOf(word) };
}

export function addressOf(word: Word): Located<string> | undefined {
  const address = word.unknown === undefined ? parseAddress(word.value.replace(/[-/].*$/s, "")) : undefined;
  return address === undefined ? undefined : { value: address.text, span: spanOf(word) };
}

export function spanOf(place: { readonly start: number; readonly end: number }): {
  start: number;
  end: number;
} {
  return { start: place.start, end: place.end };
}
