/** Which ASCII characters an escape or a class of a regular expression stands for. */

/** The codes of all characters that are looked at. */
export const ascii: readonly number[] = Array.from({ length: 128 }, (_, code) => code);
const digits = codes(/\d/);
const words = codes(/\w/);
const blanks = codes(/\s/);
const lineFeed = 10;
/** What a dot is. */
export const allButLineFeed: ReadonlySet<number> = allBut(new Set([lineFeed]));

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

export interface ReadCharacters {
  /** All of ASCII where that can not be told. */
  readonly characters: ReadonlySet<number>;
  /** The place behind it. */
  readonly end: number;
}

/** Reads what begins with a backslash; what asserts a place (`\b`) stands for no character. */
export function readEscape(text: string, at: number): ReadCharacters {
  const next = text[at + 1] ?? "";
  const [hex, code] = /^\\x(?:\{([0-9A-Fa-f]+)\}|[0-9A-Fa-f]{1,2})/.exec(text.slice(at, at + 12)) ?? [];
  if (hex !== undefined)
    return { characters: new Set([Number.parseInt(code ?? hex.slice(2), 16)]), end: at + hex.length };
  const known = Object.hasOwn(escapes, next) ? escapes[next] : undefined;
  const characters = known ?? new Set(/[A-Za-z0-9]/.test(next) ? ascii : [next.charCodeAt(0)]);
  return { characters, end: at + 2 };
}

/** Reads from `[` to its `]`. */
export function readClass(text: string, at: number): ReadCharacters {
  let index = at + 1;
  const negated = text[index] === "^";
  if (negated) index++;
  const held = new Set<number>();
  for (let first = true; index < text.length; first = false) {
    if (text[index] === "]" && !first) break;
    index = classPart(text, index, held);
  }
  return { characters: negated ? allBut(held) : held, end: index + 1 };
}

function classPart(text: string, at: number, held: Set<number>): number {
  const [named, name = ""] = /^\[:(\^?[a-z]+):\]/.exec(text.slice(at, at + 12)) ?? [];
  if (named !== undefined) {
    const pattern = posix[name];
    for (const code of pattern === undefined ? ascii : codes(pattern)) held.add(code);
    return at + named.length;
  }
  const from = classCharacter(text, at);
  const isRange = text[from.end] === "-" && ![undefined, "]"].includes(text[from.end + 1]);
  if (from.codes.length !== 1 || !isRange) {
    for (const code of from.codes) held.add(code);
    return from.end;
  }
  const to = classCharacter(text, from.end + 1);
  for (let code = from.codes[0] ?? 0; code <= (to.codes.at(-1) ?? 127); code++) held.add(code);
  return to.end;
}

function classCharacter(
  text: string,
  at: number,
): { readonly codes: readonly number[]; readonly end: number } {
  if (text[at] !== "\\") return { codes: [text.charCodeAt(at)], end: at + 1 };
  const next = text[at + 1] ?? "\\";
  const known = Object.hasOwn(escapes, next) && !/[bBAzZ]/.test(next) ? escapes[next] : undefined;
  if (known !== undefined) return { codes: [...known], end: at + 2 };
  return { codes: /[A-Za-z0-9]/.test(next) ? ascii : [next.charCodeAt(0)], end: at + 2 };
}
