/**
 * Regular expressions that need exponential time to see that a text does not fit: a repeated group that can take a row
 * of one text in many ways, and something behind it that the row does not satisfy, so that all ways are tried.
 * What is read here is an estimate from below: where anything is written that it does not know, it finds nothing.
 */
import { allButLineFeed, readClass, readEscape } from "./regex-characters.ts";

export interface Backtracking {
  /** The group with its repetition, as written. */
  readonly group: string;
  /** A long row of it is what takes the time. */
  readonly row: string;
}

interface Characters {
  readonly kind: "characters";
  readonly set: ReadonlySet<number>;
  readonly min: number;
  readonly max: number;
}
interface Group {
  readonly kind: "group";
  readonly branches: readonly Branch[];
  readonly min: number;
  readonly max: number;
  readonly start: number;
  readonly end: number;
}
/** `$` and the like, and what asserts another place. */
interface Place {
  readonly kind: "end" | "place";
}
type Item = Characters | Group | Place;
type Branch = readonly Item[];

/** Longer ones, and deeper ones, are not looked into. */
const maxLength = 300;
const maxDepth = 20;
/** Repetitions of which there are enough for many ways. */
const manyTimes = 10;

/** Characters to show first. */
const shown = [..."abcdefghijklmnopqrstuvwxyz0-_/"];
const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));

/** `mayHold` says whether a text may be a part of what the expression is matched with. */
export function backtracking(
  expression: string,
  ignoreCase: boolean,
  mayHold: (text: string) => boolean,
): Backtracking | undefined {
  if (expression.length > maxLength || !/\)(?:[*+]|\{\d+,)/.test(expression)) return undefined;
  const branches = new ExpressionReader(expression, ignoreCase).read();
  if (branches === undefined) return undefined;
  const characters = [...new Set([...shown, ...printable])].filter(mayHold);
  const pending = branches.map((items) => ({ items, behind: [] as Branch }));
  for (const { items, behind } of pending) {
    for (const [index, item] of items.entries()) {
      if (item.kind !== "group") continue;
      const rest = [...items.slice(index + 1), ...behind];
      const row = item.max < manyTimes ? undefined : explosive(item, rest);
      if (row !== undefined) return { group: expression.slice(item.start, item.end), row };
      pending.push(...item.branches.map((branch) => ({ items: branch, behind: rest })));
    }
  }
  return undefined;

  function explosive(group: Group, rest: Branch): string | undefined {
    const rows = [...rowsFor(group, characters)].filter((row) => mayHold(row + row));
    if (rows.length === 0) return undefined;
    const taken = new Set([...charactersOf(group), ...rest.flatMap(charactersOf)]);
    // Behind the row may stand what nothing takes.
    const isFollowed = characters.some((character) => !taken.has(character.charCodeAt(0)));
    return rows.find((row) => {
      const codes = new Set([...row].map((character) => character.charCodeAt(0)));
      return rest.some((item) => mustFail(item, codes, false) || (isFollowed && mustFail(item, codes, true)));
    });
  }
}

/** Texts of which a row can be cut into passes of the group in many ways. */
function* rowsFor(group: Group, characters: readonly string[]): Generator<string> {
  for (const character of characters) if (isAmbiguous(group, character.charCodeAt(0))) yield character;
  for (const branch of group.branches) {
    for (const item of branch) {
      if (item.kind !== "characters" || item.max !== Number.POSITIVE_INFINITY) continue;
      for (const character of characters) {
        const row = item.set.has(character.charCodeAt(0)) ? passOf(branch, item.set, character) : undefined;
        if (row !== undefined) yield row;
      }
    }
  }
}

/** A text that a branch takes and that is made of what one of its repetitions takes: so it takes a row of them as well. */
function passOf(branch: Branch, set: ReadonlySet<number>, character: string): string | undefined {
  let pass = "";
  for (const item of branch) {
    if (item.kind !== "characters" && item.kind !== "group") return undefined;
    if (item.min === 0 && !(item.kind === "characters" && item.set === set)) continue;
    if (item.kind === "group") return undefined;
    const code = item.set.has(character.charCodeAt(0))
      ? character.charCodeAt(0)
      : [...item.set].find((one) => set.has(one) && one > 32 && one < 127);
    if (code === undefined) return undefined;
    pass += String.fromCharCode(code).repeat(Math.max(item.min, 1));
  }
  return pass;
}

/** True where a row of the character can be cut into passes of the group in many ways: passes of two lengths, or alike in two branches. */
function isAmbiguous({ branches }: Group, code: number): boolean {
  let passes = 0;
  for (const branch of branches) {
    const [least, most] = rowOf(branch, code) ?? [0, 0];
    if (most === Number.POSITIVE_INFINITY) return true;
    // Of groups in it not all lengths between are sure.
    if (branch.every(({ kind }) => kind === "characters"))
      passes += Math.max(most - Math.max(least, 1) + 1, 0);
  }
  return passes > 1;
}

/** How many of the character a branch can take, and nothing else, at least and at most. */
function rowOf(branch: Branch, code: number): readonly [number, number] | undefined {
  let [least, most] = [0, 0];
  for (const item of branch) {
    const row = rowOfItem(item, code);
    if (row === undefined) return undefined;
    least += row[0];
    most += row[1];
  }
  return [least, most];
}

function rowOfItem(item: Item, code: number): readonly [number, number] | undefined {
  if (item.kind !== "characters" && item.kind !== "group") return undefined;
  const rows =
    item.kind === "characters"
      ? item.set.has(code)
        ? [[1, 1] as const]
        : []
      : item.branches.map((branch) => rowOf(branch, code)).filter((row) => row !== undefined);
  if (rows.length === 0) return item.min === 0 ? [0, 0] : undefined;
  const most = Math.max(...rows.map((row) => row[1]));
  return [Math.min(...rows.map((row) => row[0])) * item.min, most === 0 ? 0 : most * item.max];
}

/** True of what a row of these characters can not satisfy; nor, with something behind the row, the end. */
function mustFail(item: Item, codes: ReadonlySet<number>, isFollowed: boolean): boolean {
  switch (item.kind) {
    case "end":
      return isFollowed;
    case "place":
      return false;
    case "characters":
      return item.min > 0 && ![...codes].some((code) => item.set.has(code));
    case "group":
      return (
        item.min > 0 &&
        item.branches.every((branch) => branch.some((inner) => mustFail(inner, codes, isFollowed)))
      );
  }
}

function charactersOf(item: Item): readonly number[] {
  if (item.kind === "characters") return [...item.set];
  return item.kind === "group" ? item.branches.flat().flatMap(charactersOf) : [];
}

/** Reads an expression into its parts; gives nothing where one is written that is not known here. */
class ExpressionReader {
  readonly #text: string;
  #ignoreCase: boolean;
  #dotAll = false;
  #at = 0;
  #isKnown = true;

  constructor(text: string, ignoreCase: boolean) {
    this.#text = text;
    this.#ignoreCase = ignoreCase;
  }

  read(): readonly Branch[] | undefined {
    const branches = this.#branches(0);
    return this.#isKnown && this.#at === this.#text.length ? branches : undefined;
  }

  #branches(depth: number): readonly Branch[] {
    if (depth > maxDepth) this.#isKnown = false;
    let branch: Item[] = [];
    const branches = [branch];
    while (this.#isKnown && this.#at < this.#text.length && this.#text[this.#at] !== ")") {
      if (this.#text[this.#at] === "|") {
        this.#at++;
        branch = [];
        branches.push(branch);
      } else {
        const item = this.#item(depth);
        if (item !== undefined) branch.push(item);
      }
    }
    return branches;
  }

  #item(depth: number): Item | undefined {
    const start = this.#at;
    const character = this.#text[start] ?? "";
    if (character === "^" || character === "$") {
      this.#at++;
      return { kind: character === "$" ? "end" : "place" };
    }
    if (character === "(") return this.#group(depth);
    if (character === "\\" && /[AbBzZ]/.test(this.#text[start + 1] ?? "")) {
      this.#at += 2;
      return { kind: /[zZ]/.test(this.#text[start + 1] ?? "") ? "end" : "place" };
    }
    const set = this.#set(character);
    const [min, max] = this.#repetition();
    return { kind: "characters", set, min, max };
  }

  #set(character: string): ReadonlySet<number> {
    const start = this.#at++;
    if (character === ".") return this.#dotAll ? new Set([...allButLineFeed, 10]) : allButLineFeed;
    if (character !== "\\" && character !== "[") {
      // Of other scripts one character is several.
      if (character.charCodeAt(0) > 127) this.#isKnown = false;
      return this.#inBothCases(new Set([character.charCodeAt(0)]));
    }
    const read = character === "[" ? readClass(this.#text, start) : readEscape(this.#text, start);
    this.#at = read.end;
    if (!read.isKnown) this.#isKnown = false;
    return this.#inBothCases(read.characters);
  }

  #inBothCases(set: ReadonlySet<number>): ReadonlySet<number> {
    if (!this.#ignoreCase) return set;
    return new Set(
      [...set].flatMap((code) => {
        const character = String.fromCharCode(code);
        return [character.toLowerCase().charCodeAt(0), character.toUpperCase().charCodeAt(0)];
      }),
    );
  }

  #group(depth: number): Item | undefined {
    const start = this.#at;
    const head = /\((?:\?(?:P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*'|:|[is]+[:)])|(?!\?))/y;
    head.lastIndex = start;
    const [read] = head.exec(this.#text) ?? [];
    if (read === undefined) {
      this.#isKnown = false;
      return undefined;
    }
    this.#at += read.length;
    if (/^\(\?[is]+[:)]/.test(read)) {
      if (read.includes("i")) this.#ignoreCase = true;
      if (read.includes("s")) this.#dotAll = true;
      if (read.endsWith(")")) return undefined;
    }
    const branches = this.#branches(depth + 1);
    if (this.#text[this.#at] !== ")") this.#isKnown = false;
    this.#at++;
    const [min, max] = this.#repetition();
    return { kind: "group", branches, min, max, start, end: this.#at };
  }

  /** What keeps its characters once it has them (`a++`) is not known here. */
  #repetition(): readonly [number, number] {
    const look = /(?:([*+?])|\{(\d+)(,(\d*))?\})([?+]?)/y;
    look.lastIndex = this.#at;
    const [read, sign, least, several, most, way] = look.exec(this.#text) ?? [];
    if (read === undefined) return [1, 1];
    this.#at += read.length;
    if (way === "+") this.#isKnown = false;
    if (sign !== undefined) return [sign === "+" ? 1 : 0, sign === "?" ? 1 : Number.POSITIVE_INFINITY];
    const min = Number(least);
    return [min, several === undefined ? min : most === "" ? Number.POSITIVE_INFINITY : Number(most)];
  }
}
