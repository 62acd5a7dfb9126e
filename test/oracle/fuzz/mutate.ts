/** Mistakes that people make, made at random in a keepalived.conf: a line lost, a number broken, a brace too many. */

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
  /** Values by the path of their keyword. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

interface Block {
  readonly from: number;
  readonly to: number;
}

type Random = () => number;
type Mutation = (lines: string[], random: Random, bank: Bank) => void;

/** The text with one mistake, now and then with two. */
export function mutate(text: string, random: Random, bank: Bank): string {
  const lines = text.split("\n");
  const times = random() < 0.25 ? 2 : 1;
  for (let n = 0; n < times; n++) pick(mutations, random)?.(lines, random, bank);
  return lines.join("\n");
}

const dropLine: Mutation = (lines, random) => {
  lines.splice(anyLine(lines, random), 1);
};

const doubleLine: Mutation = (lines, random) => {
  const at = anyLine(lines, random);
  lines.splice(at, 0, lines[at] ?? "");
};

const swapLines: Mutation = (lines, random) => {
  const a = anyLine(lines, random);
  const b = anyLine(lines, random);
  [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
};

const moveLine: Mutation = (lines, random) => {
  const [line = ""] = lines.splice(anyLine(lines, random), 1);
  lines.splice(anyLine(lines, random), 0, line);
};

const swapBlocks: Mutation = (lines, random) => {
  const blocks = blocksOf(lines);
  const a = pick(blocks, random);
  const b = pick(blocks, random);
  if (a === undefined || b === undefined || a.to >= b.from) return;
  const first = lines.slice(a.from, a.to + 1);
  const second = lines.slice(b.from, b.to + 1);
  const between = lines.slice(a.to + 1, b.from);
  lines.splice(a.from, b.to + 1 - a.from, ...second, ...between, ...first);
};

const moveBlock: Mutation = (lines, random) => {
  const block = pick(blocksOf(lines), random);
  if (block === undefined) return;
  const body = lines.splice(block.from, block.to + 1 - block.from);
  lines.splice(anyLine(lines, random), 0, ...body);
};

const doubleBlock: Mutation = (lines, random) => {
  const block = pick(blocksOf(lines), random);
  if (block !== undefined) lines.splice(block.from, 0, ...lines.slice(block.from, block.to + 1));
};

const dropBlock: Mutation = (lines, random) => {
  const block = pick(blocksOf(lines), random);
  if (block !== undefined) lines.splice(block.from, block.to + 1 - block.from);
};

const breakNumber: Mutation = (lines, random) => {
  const withNumber = indexesOf(lines, /\d/);
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

const misspellWord: Mutation = (lines, random) => {
  changeWord(lines, random, (word) => {
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

const quoteWord: Mutation = (lines, random) => {
  changeWord(lines, random, (word) => (pick(quotings, random) ?? "@").replace("@", () => word));
};

const quotings = ['"@"', "'@'", '"@', '@"', "@;", "@,", "@:", "@#", "@!", "@ # x", "@\\", "$@", "\\@"];

const dropWord: Mutation = (lines, random) => {
  changeWord(lines, random, () => "");
};

const doubleWord: Mutation = (lines, random) => {
  changeWord(lines, random, (word) => `${word} ${word}`);
};

const addBrace: Mutation = (lines, random) => {
  const at = anyLine(lines, random);
  const brace = random() < 0.5 ? "{" : "}";
  const kind = random();
  if (kind < 0.4) lines.splice(at, 0, brace);
  else lines[at] = kind < 0.7 ? `${lines[at]} ${brace}` : `${brace} ${lines[at]}`;
};

const dropBrace: Mutation = (lines, random) => {
  const at = pick(indexesOf(lines, /^[^#!]*[{}]/), random);
  if (at !== undefined) lines[at] = (lines[at] ?? "").replace(/[{}]/, "");
};

/** The keyword's value becomes one that the daemon is known to take, or to refuse. */
const knownValue: Mutation = (lines, random, { values }) => {
  const places = pathsOf(lines);
  const able = places.flatMap((place, at) => (place !== undefined && values.has(place.line) ? [at] : []));
  const at = pick(able, random);
  const place = at === undefined ? undefined : places[at];
  if (at === undefined || place === undefined) return;
  const [indent = "", keyword = ""] = /^(\s*)(\S+)/.exec(lines[at] ?? "")?.slice(1) ?? [];
  lines[at] = `${indent}${keyword} ${pick(values.get(place.line) ?? [], random) ?? ""}`;
};

/** A line that the catalogue of samples knows for the block. */
const knownLine: Mutation = (lines, random, bank) => {
  const places = pathsOf(lines);
  const able = places.flatMap((place, at) =>
    place !== undefined && bank.lines.has(place.block) ? [at] : [],
  );
  const at = pick(able, random);
  const place = at === undefined ? undefined : places[at];
  if (at === undefined || place === undefined) return;
  const line = pick(bank.lines.get(place.block) ?? [], random) ?? "";
  lines.splice(at, 0, ...line.split("\n"));
};

const mutations: readonly Mutation[] = [
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
  addBrace,
  dropBrace,
  knownValue,
  knownValue,
  knownLine,
  knownLine,
];

function changeWord(lines: string[], random: Random, change: (word: string) => string): void {
  const at = anyLine(lines, random);
  const line = lines[at] ?? "";
  const word = pick([...line.matchAll(/[^\s{}]+/g)], random);
  if (word === undefined) return;
  lines[at] = line.slice(0, word.index) + change(word[0]) + line.slice(word.index + word[0].length);
}

/** A line that is neither empty nor a comment, where there is one. */
function anyLine(lines: readonly string[], random: Random): number {
  return pick(indexesOf(lines, /^\s*[^\s#!]/), random) ?? 0;
}

function indexesOf(lines: readonly string[], look: RegExp): number[] {
  return lines.flatMap((line, at) => (look.test(line) ? [at] : []));
}

/** Blocks that begin and end with a line of their own. */
function blocksOf(lines: readonly string[]): Block[] {
  const open: number[] = [];
  const blocks: Block[] = [];
  lines.forEach((raw, at) => {
    const line = raw.replace(/[#!].*$/, "");
    for (const brace of line.match(/[{}]/g) ?? []) {
      if (brace === "{") open.push(at);
      else {
        const from = open.pop();
        if (from !== undefined && from < at) blocks.push({ from, to: at });
      }
    }
  });
  return blocks;
}

interface Place {
  /** The blocks around a line. */
  readonly block: string;
  /** The same and its keyword. */
  readonly line: string;
}

/** Where each line stands, by keywords; `undefined` for lines of braces, comments and blanks. */
function pathsOf(lines: readonly string[]): (Place | undefined)[] {
  const blocks: string[] = [];
  let last = "";
  return lines.map((raw) => {
    const line = raw.replace(/[#!].*$/, "").trim();
    const keyword = /^[^\s{}]+/.exec(line)?.[0];
    const block = blocks.join("/");
    if (keyword !== undefined) last = keyword;
    for (const brace of line.match(/[{}]/g) ?? []) {
      if (brace === "{") blocks.push(last);
      else blocks.pop();
    }
    return keyword === undefined
      ? undefined
      : { block, line: block === "" ? keyword : `${block}/${keyword}` };
  });
}

function pick<T>(from: readonly T[], random: Random): T | undefined {
  return from[Math.floor(random() * from.length)];
}
