/**
 * Which blocks of two nodes are the same thing: by the name that they define, by their heads, or by what in them tells
 * one from another.
 */
import type { Part } from "../../../catalogue/meaning.ts";
import { addTo, type Group, type Leftovers } from "./leftovers.ts";
import type { Line } from "./line.ts";
import type { Side, Substitution } from "./substitution.ts";

/** Takes out the blocks that both sides have. What each side has alone stays. */
export function takeSameBlocks(left: Leftovers, substitution: Substitution): Group[] {
  return [
    ...left.takeGroups(rawIdentity),
    ...left.takeGroups((block, side) => identityOf(block, side, undefined)),
    ...left.takeGroups((block, side) => identityOf(block, side, substitution)),
    ...left
      .take((block, side) => maskedIdentity(block, side, substitution))
      .map(([reference, own]) => ({ reference: [reference], own: [own] })),
    ...overlapping(left, substitution),
  ];
}

/** The name that a line defines, as seen from its node. */
export function definedBy(
  line: Line,
  side: Side,
  substitution: Substitution | undefined,
): string | undefined {
  const part = line.meaning.words.find(({ kind }) => kind === "definition");
  return part === undefined ? undefined : (substitution?.relativePart(part, side) ?? part.text);
}

/** What a block is told from others by: the name it defines, lines in it, else its whole head. */
function identityOf(block: Line, side: Side, substitution: Substitution | undefined): string {
  const textOf = (line: Line) => substitution?.relative(line, side) ?? line.text;
  const inner = toldBy(block);
  if (inner !== undefined) return `${block.name}\n${inner.map(textOf).sort().join("\n")}`;
  const defined = definedBy(block, side, substitution);
  return defined === undefined ? textOf(block) : `${block.name}\n${defined}`;
}

/** As identity, where a node's own address is a part of it. */
function maskedIdentity(block: Line, side: Side, substitution: Substitution): string | undefined {
  const { ownAddress } = block.comparison;
  const texts = toldBy(block)?.map((line) =>
    line.isIn(ownAddress) ? substitution.masked(line, side) : substitution.relative(line, side),
  );
  return texts === undefined ? undefined : `${block.name}\n${texts.sort().join("\n")}`;
}

/** Blocks told by lines in them that have some of these in common: a name, or where they listen if they have none. */
function overlapping(left: Leftovers, substitution: Substitution): Group[] {
  const byName = new Map<string, Line[]>();
  for (const block of left.reference)
    for (const name of tellsOf(block, "reference", substitution).names) addTo(byName, name, block);
  const taken = new Set<Line>();
  const groups: Group[] = [];
  for (const own of left.own) {
    const { names, places } = tellsOf(own, "own", substitution);
    const likely = [...names].flatMap((name) => byName.get(name) ?? []).filter((line) => !taken.has(line));
    const shared = (other: Line) => {
      const tells = tellsOf(other, "reference", substitution);
      return 10 * inCommon(names, tells.names) + inCommon(places, tells.places);
    };
    const [best] = likely.slice(0, maxLikely).sort((a, b) => shared(b) - shared(a));
    if (best === undefined) continue;
    taken.add(best).add(own);
    groups.push({ reference: [best], own: [own] });
  }
  left.remove(taken);
  return [...groups, ...lastNameless(left, substitution)];
}

/** The last two of a kind, if one of them has no name and they listen at one place, or nothing at all tells it. */
function lastNameless(left: Leftovers, substitution: Substitution): Group[] {
  return left.byName().flatMap(({ reference, own }): Group[] => {
    const [mine, theirs] = [reference[0], own[0]];
    if (mine === undefined || theirs === undefined || reference.length + own.length > 2) return [];
    if (tellersOf(mine) === undefined) return [];
    const [a, b] = [tellsOf(mine, "reference", substitution), tellsOf(theirs, "own", substitution)];
    const isBare = a.names.size === 0 || b.names.size === 0;
    if ((a.isNamed && b.isNamed) || (!isBare && inCommon(a.places, b.places) === 0)) return [];
    left.remove(new Set([mine, theirs]));
    return [{ reference: [mine], own: [theirs] }];
  });
}

function tellsOf(block: Line, side: Side, substitution: Substitution): Tells {
  const inner = toldBy(block) ?? [];
  const [first] = tellersOf(block) ?? [];
  const texts = (parts: readonly Part[]) => parts.map((part) => substitution.relativePart(part, side));
  const names = inner
    .filter(({ name }) => name === first)
    .flatMap(({ meaning }) => texts(meaning.options.flatMap(({ parts }) => parts)));
  const places = inner
    .filter(({ name }) => name !== first)
    .flatMap(({ name, meaning }) => texts(meaning.words.slice(1, 2)).map((text) => `${name} ${text}`));
  const isNamed = names.length > 0;
  return { names: new Set(isNamed ? names : places), places: new Set(places), isNamed };
}

/** What tells a block without a name of its own from others. */
interface Tells {
  /** The names that it answers to; where it has none, where it listens. */
  readonly names: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly isNamed: boolean;
}

/** Blocks with a name in common that are looked at. */
const maxLikely = 20;

/** How many lines stand in a block. */
export function sizeOf(block: Line): number {
  let size = 0;
  const stack = [block];
  for (let line = stack.pop(); line !== undefined; line = stack.pop()) {
    if (!line.isBlock) continue;
    size += line.body.lines.length;
    for (const inner of line.body.lines) if (inner.isBlock) stack.push(inner);
  }
  return size;
}

/** Deeper blocks are no configuration that somebody wrote. */
const maxDepth = 30;

/** The content of a block without what tells it from others, as one text. */
export function contentOfBlock(block: Line): string | undefined {
  if (sizeOf(block) < 2) return undefined;
  const text = contentOf(block, tellersOf(block) ?? [], 0);
  return text === undefined ? undefined : `${block.name}\n${text}`;
}

function contentOf({ body }: Line, without: readonly string[], depth: number): string | undefined {
  if (body.open || body.unreadable || depth > maxDepth) return undefined;
  const texts: string[] = [];
  for (const line of body.lines) {
    if (without.includes(line.name)) continue;
    const inner = line.isBlock ? contentOf(line, [], depth + 1) : "";
    if (inner === undefined || line.isUncertain) return undefined;
    texts.push(inner === "" ? line.text : `${line.text}{${inner}}`);
  }
  return texts.sort().join("\n");
}

function tellersOf({ known, name, comparison }: Line): readonly string[] | undefined {
  return known === undefined ? undefined : comparison.toldBy.get(`${known.scope}/${name}`);
}

/** The lines in a block without a name that tell it from others. */
export function toldBy(block: Line): readonly Line[] | undefined {
  return tellersOf(block)?.flatMap((name) => block.body.lines.filter((line) => line.name === name));
}

/** As the words stand: the cheapest way to find what is the same. */
function rawIdentity(block: Line): string {
  const inner = toldBy(block);
  if (inner === undefined) return block.raw;
  return `${block.raw}\n${inner
    .map(({ raw }) => raw)
    .sort()
    .join("\n")}`;
}

function inCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const text of a) if (b.has(text)) count++;
  return count;
}
