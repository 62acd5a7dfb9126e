/** Reads the lines of a block by keyword, as keepalived counts them: of two lines the last one. */
import { parseAddress } from "../../model/address.ts";
import type { Located, PlacedAddress } from "../../model/file-model.ts";
import type { Directive, Node, Word } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";

/** The lines of one body by keyword. */
export class Fields {
  readonly unknown = new Set<string>();
  readonly #lines = new Map<string, Directive[]>();

  constructor(nodes: readonly Node[]) {
    for (const node of nodes) {
      if (node.kind !== "directive") continue;
      const [keyword] = node.words;
      if (isElsewhere(node)) {
        const name = isInclude(node) ? "include" : keyword.value;
        this.unknown.add(keyword.unknown === undefined ? name : "*");
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
        if (isElsewhere(node)) this.unknown.add(name);
        else yield node;
      }
    }
  }

  text(name: string): Located<string> | undefined {
    return this.#last(name, (word) => located(word));
  }

  number(name: string): Located<number> | undefined {
    return this.#last(name, numberOf);
  }

  address(name: string): PlacedAddress | undefined {
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
    return {
      value: !(readsOff && isOff(line)),
      span: { start: line.words[0].start, end: (word ?? line.words[0]).end },
    };
  }

  has(name: string): Located<boolean> | undefined {
    const line = this.all(name).at(-1);
    return line === undefined ? undefined : { value: true, span: spanOf(line.words[0]) };
  }

  #last<T>(name: string, read: (word: Word) => T | undefined): T | undefined {
    const word = this.all(name).at(-1)?.words[1];
    if (word === undefined) return undefined;
    if (word.unknown !== undefined) this.unknown.add(name);
    return word.unknown === undefined ? read(word) : undefined;
  }
}

/** True where a condition, a template or an included file decides what stands there. */
export function isElsewhere(line: Directive): boolean {
  return line.prefixes.length > 0 || line.words[0].unknown !== undefined || isInclude(line);
}

export function isInclude({ words: [keyword] }: Directive): boolean {
  return keyword.value.startsWith("include") && /^include[rmwba]?$/.test(keyword.value);
}

/** True where a flag is switched off by the word behind it. */
export function isOff({ words: [, word] }: Directive): boolean {
  return /^(?:off|no|false)$/.test(word?.value ?? "");
}

/** The fields that have a value: what a file does not say has no field. */
export function defined<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept as { [K in keyof T]?: Exclude<T[K], undefined> };
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

/** The address that a word begins with: the daemon cuts a mask or a range off. */
export function addressOf(word: Word): PlacedAddress | undefined {
  const address = word.unknown === undefined ? parseAddress(word.value.replace(/[-/].*$/s, "")) : undefined;
  return address && { value: address.text, family: address.family, span: spanOf(word) };
}

/** The place alone, of a word or a node. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}
