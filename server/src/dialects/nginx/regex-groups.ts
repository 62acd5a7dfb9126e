/**
 * What the groups of a regular expression can catch: which ASCII characters may be in it, and whether the expression
 * itself names all it can be. An estimate from above: a character that is not in the set can not be caught.
 */

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

const ascii = Array.from({ length: 128 }, (_, code) => code);
const digits = codes(/\d/);
const words = codes(/\w/);
const blanks = codes(/\s/);
const lineFeed = 10;

function codes(pattern: RegExp): Set<number> {
  return new Set(ascii.filter((code) => pattern.test(String.fromCharCode(code))));
}

function allBut(set: ReadonlySet<number>): Set<number> {
  return new Set(ascii.filter((code) => !set.has(code)));
}

const escapes: Readonly<Record<string, ReadonlySet<number>>> = {
  d: digits,
  w: words,
  s: blanks,
  D: allBut(digits),
  W: allBut(words),
  S: allBut(blanks),
  n: new Set([lineFeed]),
  r: new Set([13]),
  t: new Set([9]),
  // Asserting nothing but a place.
  b: new Set(),
  B: new Set(),
  A: new Set(),
  z: new Set(),
  Z: new Set(),
};

const posix: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  digit: /\d/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  xdigit: /[A-Fa-f0-9]/,
  word: /\w/,
};

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
        this.#add(this.#dotAll ? ascii : allBut(new Set([lineFeed])));
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
    const next = this.#text[at + 1] ?? "";
    const [hex, code] =
      /^\\x(?:\{([0-9A-Fa-f]+)\}|[0-9A-Fa-f]{1,2})/.exec(this.#text.slice(at, at + 12)) ?? [];
    if (hex !== undefined) {
      this.#add([Number.parseInt(code ?? hex.slice(2), 16)]);
      return at + hex.length;
    }
    const known = Object.hasOwn(escapes, next) ? escapes[next] : undefined;
    if (known === undefined) this.#add(/[A-Za-z0-9]/.test(next) ? ascii : [next.charCodeAt(0)]);
    else {
      this.#add(known);
      if (known.size > 1) this.#vary();
    }
    return at + 2;
  }

  #class(at: number): number {
    let index = at + 1;
    const negated = this.#text[index] === "^";
    if (negated) index++;
    const held = new Set<number>();
    for (let first = true; index < this.#text.length; first = false) {
      const character = this.#text[index] ?? "";
      if (character === "]" && !first) break;
      index = this.#classPart(index, held);
    }
    this.#add(negated ? allBut(held) : held);
    this.#vary();
    return index + 1;
  }

  #classPart(at: number, held: Set<number>): number {
    const [named, name = ""] = /^\[:(\^?[a-z]+):\]/.exec(this.#text.slice(at, at + 12)) ?? [];
    if (named !== undefined) {
      const pattern = posix[name];
      for (const code of pattern === undefined ? ascii : codes(pattern)) held.add(code);
      return at + named.length;
    }
    const from = this.#classCharacter(at);
    const isRange = this.#text[from.end] === "-" && ![undefined, "]"].includes(this.#text[from.end + 1]);
    if (from.codes.length !== 1 || !isRange) {
      for (const code of from.codes) held.add(code);
      return from.end;
    }
    const to = this.#classCharacter(from.end + 1);
    for (let code = from.codes[0] ?? 0; code <= (to.codes.at(-1) ?? 127); code++) held.add(code);
    return to.end;
  }

  #classCharacter(at: number): { readonly codes: readonly number[]; readonly end: number } {
    if (this.#text[at] !== "\\") return { codes: [this.#text.charCodeAt(at)], end: at + 1 };
    const next = this.#text[at + 1] ?? "\\";
    const known = Object.hasOwn(escapes, next) && !/[bBAzZ]/.test(next) ? escapes[next] : undefined;
    if (known !== undefined) return { codes: [...known], end: at + 2 };
    return { codes: /[A-Za-z0-9]/.test(next) ? ascii : [next.charCodeAt(0)], end: at + 2 };
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
