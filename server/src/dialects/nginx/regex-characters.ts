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
  readonly characters: ReadonlySet<number>;
  /** False where a part is not known here (a property, a reference): it is taken for any character. */
  readonly isKnown: boolean;
  /** The place behind it. */
  readonly end: number;
}

/** Reads what begins with a backslash; what asserts a place (`\b`) stands for no character. */
export function readEscape(text: string, at: number): ReadCharacters {
  const [hex, braced, plain] =
    /^\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{1,2}))/.exec(text.slice(at, at + 12)) ?? [];
  if (hex !== undefined) {
    const characters = new Set([Number.parseInt(braced ?? plain ?? "", 16)]);
    return { characters, isKnown: true, end: at + hex.length };
  }
  const next = text[at + 1] ?? "";
  const known = Object.hasOwn(escapes, next) ? escapes[next] : undefined;
  const isKnown = known !== undefined || !/[A-Za-z0-9]/.test(next);
  return { characters: known ?? new Set(isKnown ? [next.charCodeAt(0)] : ascii), isKnown, end: at + 2 };
}

/** Reads from `[` to its `]`. */
export function readClass(text: string, at: number): ReadCharacters {
  let index = at + 1;
  const negated = text[index] === "^";
  if (negated) index++;
  const held = new Set<number>();
  let isKnown = true;
  for (let first = true; index < text.length; first = false) {
    if (text[index] === "]" && !first) break;
    const part = classPart(text, index);
    for (const code of part.characters) held.add(code);
    isKnown &&= part.isKnown;
    index = part.end;
  }
  return { characters: negated ? allBut(held) : held, isKnown, end: index + 1 };
}

function classPart(text: string, at: number): ReadCharacters {
  const [named, name = ""] = /^\[:(\^?[a-z]+):\]/.exec(text.slice(at, at + 12)) ?? [];
  if (named !== undefined) {
    const pattern = posix[name];
    const characters = pattern === undefined ? new Set(ascii) : codes(pattern);
    return { characters, isKnown: pattern !== undefined, end: at + named.length };
  }
  const from = classCharacter(text, at);
  const isRange = text[from.end] === "-" && ![undefined, "]"].includes(text[from.end + 1]);
  if (from.characters.size !== 1 || !isRange) return from;
  const to = classCharacter(text, from.end + 1);
  const characters = new Set(from.characters);
  for (let code = first(from.characters); code <= last(to.characters); code++) characters.add(code);
  return { characters, isKnown: from.isKnown && to.isKnown, end: to.end };
}

function classCharacter(text: string, at: number): ReadCharacters {
  if (text[at] !== "\\") return { characters: new Set([text.charCodeAt(at)]), isKnown: true, end: at + 1 };
  // `\b` is a backspace here.
  return /[bBAzZ]/.test(text[at + 1] ?? "")
    ? { characters: new Set(ascii), isKnown: false, end: at + 2 }
    : readEscape(text, at);
}

function first(set: ReadonlySet<number>): number {
  return Math.min(...set);
}

/** No further than the last character that is looked at. */
function last(set: ReadonlySet<number>): number {
  return Math.min(Math.max(...set), ascii.length - 1);
}
