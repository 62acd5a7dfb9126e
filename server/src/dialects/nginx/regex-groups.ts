/**
 * What the groups of a regular expression can catch: which ASCII characters may be in it, and whether the expression
 * itself names all it can be. An estimate from above: a character that is not in the set can not be caught.
 */
import { allButLineFeed, ascii, readClass, readEscape } from "./regex-characters.ts";

export interface CapturedGroup {
  /** Counted from 1, as `$1` counts. */
  readonly number: number;
  readonly name?: string;
  /** Only what the expression spells out: `(en|de)`. */
  readonly isFixed: boolean;
  /** Whatever it catches is a path. */
  readonly beginsWithSlash: boolean;
  /** True where the character may be in what it catches. */
  readonly canHold: (character: string) => boolean;
}

interface Draft {
  readonly number: number;
  readonly name: string | undefined;
  readonly characters: Set<number>;
  fixed: boolean;
  slash: boolean;
}

/** The groups of an expression in the order of their opening brackets; group 0 is all that it matches. */
export function capturedGroups(expression: string, ignoreCase = false): readonly CapturedGroup[] {
  const reader = new GroupReader(expression);
  reader.read();
  return reader.groups.map(({ number, name, characters, fixed, slash }) => ({
    number,
    ...(name === undefined ? {} : { name }),
    isFixed: fixed,
    beginsWithSlash: slash,
    canHold: (character) =>
      characters.has(character.charCodeAt(0)) ||
      (ignoreCase &&
        characters.has((character >= "a" ? character.toUpperCase() : character.toLowerCase()).charCodeAt(0))),
  }));
}

class GroupReader {
  readonly groups: Draft[] = [
    { number: 0, name: undefined, characters: new Set(), fixed: true, slash: false },
  ];
  readonly #open: (Draft | undefined)[] = [];
  readonly #text: string;
  #dotAll = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): void {
    for (let at = 0; at < this.#text.length; ) at = this.#atom(at);
  }

  /** Reads what stands at a place; gives the place behind it. */
  #atom(at: number): number {
    const character = this.#text[at];
    switch (character) {
      case "\\":
        return this.#escape(at);
      case "[":
        return this.#class(at);
      case "(":
        return this.#group(at);
      case ")":
        this.#open.pop();
        return at + 1;
      case ".":
        this.#add(this.#dotAll ? ascii : allButLineFeed);
        this.#vary();
        return at + 1;
      case "*":
      case "+":
      case "{":
        this.#vary();
        return character === "{" ? Math.max(this.#text.indexOf("}", at), at) + 1 : at + 1;
      case "|": {
        const group = this.#open.at(-1);
        if (group !== undefined) group.slash = false;
        return at + 1;
      }
      case "^":
      case "$":
      case "?":
        return at + 1;
      default:
        this.#add([this.#text.charCodeAt(at)]);
        return at + 1;
    }
  }

  #group(at: number): number {
    const head = /\((?:\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'|[imsxU-]*[:)]|[=!>|#]|<[=!]|[imsxU-]+)?)?/y;
    head.lastIndex = at;
    const [read = "(", first, second] = head.exec(this.#text) ?? [];
    const name = first ?? second;
    if (/^\(\?[imxU]*s/.test(read)) this.#dotAll = true;
    // `(?i)` opens nothing.
    if (read.endsWith(")")) return at + read.length;
    if (read === "(" || name !== undefined) {
      const slash = /^\\?\/(?![?*{])/.test(this.#text.slice(at + read.length, at + read.length + 3));
      const group: Draft = { number: this.groups.length, name, characters: new Set(), fixed: true, slash };
      this.groups.push(group);
      this.#open.push(group);
    } else this.#open.push(undefined);
    return at + read.length;
  }

  #escape(at: number): number {
    const { characters, isKnown, end } = readEscape(this.#text, at);
    this.#add(characters);
    if (isKnown && characters.size > 1) this.#vary();
    return end;
  }

  #class(at: number): number {
    const { characters, end } = readClass(this.#text, at);
    this.#add(characters);
    this.#vary();
    return end;
  }

  #add(characters: Iterable<number>): void {
    const holders = this.#holders();
    for (const code of characters) for (const { characters: held } of holders) held.add(code);
  }

  /** What stands here may be different things. */
  #vary(): void {
    for (const group of this.#holders()) group.fixed = false;
  }

  #holders(): Draft[] {
    const [whole] = this.groups;
    return [...(whole === undefined ? [] : [whole]), ...this.#open.filter((group) => group !== undefined)];
  }
}
