/**
 * Mistakes that people make, made at random in a configuration file: a line lost, a number broken, a word misspelt.
 * What a block is, and which mistakes only its language knows, each language says.
 */

/** Numbers from 0 up to 1, the same ones for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What mutations take new text from. */
export interface Bank {
  /** Lines by the path of the blocks they may stand in (`vrrp_instance/authentication`). */
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** Values by the line of a place (below). */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Words that may be added to a line of a place. */
  readonly words: ReadonlyMap<string, readonly string[]>;
}

export interface Block {
  readonly from: number;
  readonly to: number;
}

/** Where a line stands. */
export interface Place {
  /** The blocks around it. */
  readonly block: string;
  /** What its values are known by: its keyword, with the blocks where they make a difference. */
  readonly line: string;
}

export interface Language {
  /** A comment and all that is behind it. */
  readonly comment: RegExp;
  /** What may happen to a word (`@`). */
  readonly quotings: readonly string[];
  readonly mutations: readonly Mutation[];
  blocksOf(lines: readonly string[]): readonly Block[];
  /** One for each line; `undefined` where it says nothing. */
  placesOf(lines: readonly string[]): readonly (Place | undefined)[];
}

export type Random = () => number;
export interface Chance {
  readonly random: Random;
  readonly language: Language;
  readonly bank: Bank;
}
export type Mutation = (lines: string[], chance: Chance) => void;

/** The text with one mistake, now and then with two. */
export function mutate(text: string, chance: Chance): string {
  const { random, language } = chance;
  const lines = text.split("\n");
  const all = [...mistakes, ...language.mutations, ...samples];
  const times = random() < 0.25 ? 2 : 1;
  for (let n = 0; n < times; n++) pick(all, random)?.(lines, chance);
  return lines.join("\n");
}

const dropLine: Mutation = (lines, { random, language }) => {
  lines.splice(anyLine(lines, random, language), 1);
};

const doubleLine: Mutation = (lines, { random, language }) => {
  const at = anyLine(lines, random, language);
  lines.splice(at, 0, lines[at] ?? "");
};

const swapLines: Mutation = (lines, { random, language }) => {
  const a = anyLine(lines, random, language);
  const b = anyLine(lines, random, language);
  [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
};

const moveLine: Mutation = (lines, { random, language }) => {
  const [line = ""] = lines.splice(anyLine(lines, random, language), 1);
  lines.splice(anyLine(lines, random, language), 0, line);
};

const swapBlocks: Mutation = (lines, { random, language }) => {
  const blocks = language.blocksOf(lines);
  const a = pick(blocks, random);
  const b = pick(blocks, random);
  if (a === undefined || b === undefined || a.to >= b.from) return;
  const first = lines.slice(a.from, a.to + 1);
  const second = lines.slice(b.from, b.to + 1);
  const between = lines.slice(a.to + 1, b.from);
  lines.splice(a.from, b.to + 1 - a.from, ...second, ...between, ...first);
};

const moveBlock: Mutation = (lines, { random, language }) => {
  const block = pick(language.blocksOf(lines), random);
  if (block === undefined) return;
  const body = lines.splice(block.from, block.to + 1 - block.from);
  lines.splice(anyLine(lines, random, language), 0, ...body);
};

const doubleBlock: Mutation = (lines, { random, language }) => {
  const block = pick(language.blocksOf(lines), random);
  if (block !== undefined) lines.splice(block.from, 0, ...lines.slice(block.from, block.to + 1));
};

const dropBlock: Mutation = (lines, { random, language }) => {
  const block = pick(language.blocksOf(lines), random);
  if (block !== undefined) lines.splice(block.from, block.to + 1 - block.from);
};

const breakNumber: Mutation = (lines, { random }) => {
  const withNumber = indexesOf(lines, (line) => /\d/.test(line));
  const at = pick(withNumber, random);
  if (at === undefined) return;
  const numbers = [...(lines[at] ?? "").matchAll(/\d+/g)];
  const number = pick(numbers, random);
  if (number === undefined) return;
  const line = lines[at] ?? "";
  const end = number.index + number[0].length;
  lines[at] = line.slice(0, number.index) + (pick(brokenNumbers, random) ?? "") + line.slice(end);
};

const brokenNumbers =
  "0 1 -1 2 3 100 254 255 256 300 1000 65535 65536 4294967296 1.5 007 0x10 1k 5x +3 x".split(" ");

const misspellWord: Mutation = (lines, chance) => {
  const { random } = chance;
  changeWord(lines, chance, (word) => {
    const at = Math.floor(random() * word.length);
    const other = Math.min(at + 1, word.length - 1);
    const kind = Math.floor(random() * 5);
    if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
    if (kind === 1) return `${word.slice(0, at)}${word[at] ?? ""}${word.slice(at)}`;
    if (kind === 2) return word.slice(0, at) + (word[other] ?? "") + (word[at] ?? "") + word.slice(at + 2);
    if (kind === 3) return word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase();
    return `${word.slice(0, at)}x${word.slice(at + 1)}`;
  });
};

const quoteWord: Mutation = (lines, chance) => {
  const { random, language } = chance;
  changeWord(lines, chance, (word) => (pick(language.quotings, random) ?? "@").replace("@", () => word));
};

const dropWord: Mutation = (lines, chance) => {
  changeWord(lines, chance, () => "");
};

const doubleWord: Mutation = (lines, chance) => {
  changeWord(lines, chance, (word) => `${word} ${word}`);
};

/** The keyword's value becomes one that the daemon is known to take, or to refuse. */
const knownValue: Mutation = (lines, { random, language, bank: { values } }) => {
  const found = placeIn(lines, language, random, ({ line }) => values.has(line));
  if (found === undefined) return;
  const keyword = found.place.line.split("/").at(-1) ?? "";
  const line = lines[found.at] ?? "";
  const end = line.indexOf(keyword) + keyword.length;
  lines[found.at] = `${line.slice(0, end)} ${pick(values.get(found.place.line) ?? [], random) ?? ""}`;
};

/** A line that is known for the block. */
const knownLine: Mutation = (lines, { random, language, bank }) => {
  const found = placeIn(lines, language, random, ({ block }) => bank.lines.has(block));
  if (found === undefined) return;
  const line = pick(bank.lines.get(found.place.block) ?? [], random) ?? "";
  lines.splice(found.at, 0, ...line.split("\n"));
};

const mistakes: readonly Mutation[] = [
  dropLine,
  doubleLine,
  swapLines,
  moveLine,
  swapBlocks,
  moveBlock,
  doubleBlock,
  dropBlock,
  breakNumber,
  breakNumber,
  misspellWord,
  quoteWord,
  dropWord,
  doubleWord,
];

const samples: readonly Mutation[] = [knownValue, knownValue, knownLine, knownLine];

export const swapWords: Mutation = (lines, { random, language }) => {
  const at = anyLine(lines, random, language);
  const words = (lines[at] ?? "").split(/(?<=\S)(?=\s)/);
  const a = Math.floor(random() * words.length);
  const b = Math.floor(random() * words.length);
  [words[a], words[b]] = [words[b] ?? "", words[a] ?? ""];
  lines[at] = words.join("");
};

/** A line of another kind of block. */
export const foreignLine: Mutation = (lines, { random, language, bank }) => {
  const from = pick([...bank.lines.values()], random) ?? [];
  lines.splice(anyLine(lines, random, language), 0, `    ${pick(from, random)}`);
};

/** Changes one word of a line that is neither empty nor a comment. */
export function changeWord(
  lines: string[],
  { random, language }: Chance,
  change: (word: string) => string,
): void {
  const at = anyLine(lines, random, language);
  const line = lines[at] ?? "";
  const word = pick([...line.matchAll(/[^\s{}]+/g)], random);
  if (word === undefined) return;
  lines[at] = line.slice(0, word.index) + change(word[0]) + line.slice(word.index + word[0].length);
}

/** A line that is neither empty nor a comment, where there is one. */
export function anyLine(lines: readonly string[], random: Random, { comment }: Language): number {
  return (
    pick(
      indexesOf(lines, (line) => line.replace(comment, "").trim() !== ""),
      random,
    ) ?? 0
  );
}

export function indexesOf(lines: readonly string[], look: (line: string) => boolean): number[] {
  return lines.flatMap((line, at) => (look(line) ? [at] : []));
}

/** A line with a place of a kind. */
export function placeIn(
  lines: readonly string[],
  language: Language,
  random: Random,
  look: (place: Place) => boolean,
): { readonly at: number; readonly place: Place } | undefined {
  const found = language
    .placesOf(lines)
    .flatMap((place, at) => (place !== undefined && look(place) ? [{ at, place }] : []));
  return pick(found, random);
}

export function pick<T>(from: readonly T[], random: Random): T | undefined {
  return from[Math.floor(random() * from.length)];
}

/** For banks that are gathered piece by piece, each text once. */
export function add(to: Map<string, Set<string>>, key: string, text: string): void {
  const known = to.get(key) ?? new Set();
  to.set(key, known.add(text));
}

export function listed(sets: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string[]> {
  return new Map([...sets].map(([key, set]) => [key, [...set]]));
}
