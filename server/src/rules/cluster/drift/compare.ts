/**
 * Compares what the configurations of two nodes mean, block by block: lines that say the same are put aside, of what is
 * left the lines that belong together are found, and what is still left one node lacks.
 */
import type { Comparison } from "../../../dialect.ts";
import { contentOfBlock, definedBy, sizeOf, takeSameBlocks } from "./blocks.ts";
import { argumentOf, firstsIn, optionOfFirst } from "./firsts.ts";
import { Leftovers } from "./leftovers.ts";
import type { Body, Line } from "./line.ts";
import { firstMoved, type Moved, type Pair } from "./order.ts";
import type { Side, Substitution, WordPair } from "./substitution.ts";

/** One place where two configurations differ. */
export interface Difference {
  /** `value`: both have the line and it says something else. `name`: only its name is another. `order`: only its place. */
  readonly kind: "value" | "name" | "order" | "missing" | "extra";
  /** The line of the reference; absent where only the other node has it. */
  readonly reference: Line | undefined;
  /** The line of the node that is compared; absent where it lacks it. */
  readonly own: Line | undefined;
  /** The blocks that the lines stand in, or would. */
  readonly bodies: Bodies;
  /** Of `order`: what it has passed. */
  readonly moved?: Moved;
}

export interface Bodies {
  readonly reference: Body;
  readonly own: Body;
}

export interface Result {
  readonly differences: readonly Difference[];
  /** How many lines are alike, and how many are in one configuration only or say something else. */
  readonly alike: number;
  readonly unlike: number;
  /** Addresses that stand in each other's place where a node's own address is expected. */
  readonly addresses: readonly WordPair[];
  /** Names of what is the same but for its name. */
  readonly names: readonly WordPair[];
}

export function compare(bodies: Bodies, substitution: Substitution, comparison: Comparison): Result {
  return new Comparer(bodies, substitution, comparison).run();
}

class Comparer {
  readonly #differences: Difference[] = [];
  readonly #addresses: WordPair[] = [];
  readonly #names: WordPair[] = [];
  readonly #queue: Bodies[];
  readonly #top: Bodies;
  readonly #substitution: Substitution;
  readonly #comparison: Comparison;
  /** Lines that belong together in lists whose order counts, in the bodies that are compared now. */
  #lists = new Map<string, Pair[]>();
  readonly #firsts = new Map<Side, ReadonlyMap<string, Line>>();
  #alike = 0;
  #unlike = 0;

  constructor(top: Bodies, substitution: Substitution, comparison: Comparison) {
    this.#top = top;
    this.#queue = [top];
    this.#substitution = substitution;
    this.#comparison = comparison;
  }

  run(): Result {
    // A queue, for blocks may be nested without end.
    for (let at = 0; at < this.#queue.length; at++) {
      const bodies = this.#queue[at];
      if (bodies !== undefined && !bodies.reference.unreadable && !bodies.own.unreadable)
        this.#bodies(bodies);
    }
    return {
      differences: this.#differences,
      alike: this.#alike,
      unlike: this.#unlike,
      addresses: this.#addresses,
      names: this.#names,
    };
  }

  #bodies(bodies: Bodies): void {
    this.#lists = new Map();
    this.#lines(bodies);
    this.#blocks(bodies);
    for (const list of this.#lists.values()) {
      const moved = firstMoved(list);
      if (moved === undefined) continue;
      const [reference, own] = moved.pair;
      this.#differ({ kind: "order", reference, own, bodies, moved });
    }
  }

  /** Lines without a body. */
  #lines(bodies: Bodies): void {
    const { ownAddress, firstHas } = this.#comparison;
    const left = new Leftovers(
      bodies.reference.lines.filter((line) => !line.isBlock),
      bodies.own.lines.filter((line) => !line.isBlock),
    );
    this.#alikeAll(left.takeEqualEnds());
    this.#alikeAll(left.take((line) => line.raw));
    this.#alikeAll(left.take((line) => line.text));
    this.#alikeAll(left.take((line, side) => this.#substitution.relative(line, side)));
    this.#alikeAll(this.#masked(left, (line) => line.isIn(ownAddress)));
    this.#alikeAll(
      left.take((line, side) => (line.isIn(firstHas) ? this.#withFirst(line, side) : undefined)),
    );
    for (const group of left.byName()) this.#sameName(group, bodies);
  }

  /** Lines that differ in an address alone, where that may be the node's own. */
  #masked(left: Leftovers, mayHaveOwn: (line: Line) => boolean): Pair[] {
    const pairs = left.take((line, side) =>
      mayHaveOwn(line) ? this.#substitution.masked(line, side) : undefined,
    );
    for (const [reference, own] of pairs)
      this.#addresses.push(...this.#substitution.addressPairs(reference, own));
    return pairs;
  }

  /** Lines of one name that say different things. */
  #sameName(left: Leftovers, bodies: Bodies): void {
    const lines = [...left.reference, ...left.own];
    // What one of them says is not known: it may be what the other node has.
    if (lines.some((line) => line.isIn(this.#comparison.hosts) || line.isUncertain)) return;
    this.#alikeAll(this.#preferred(left));
    // Where the node itself is one of the servers the others may be its fellow nodes.
    if (isAmongThem(bodies.reference, left) && isAmongThem(bodies.own, left))
      this.#alikeAll(this.#masked(left, () => true));
    const together = [
      ...left.take((line) => line.defined),
      ...left.take((line, side) =>
        line.defined === undefined ? undefined : definedBy(line, side, this.#substitution),
      ),
      ...[3, 2, 1].flatMap((count) => left.take((line, side) => this.#beginning(line, side, count))),
    ];
    for (const [reference, own] of left.take(withoutDefinition, { unique: true })) {
      this.#unlike += 1;
      this.#differ({ kind: "name", reference, own, bodies });
    }
    if (left.reference.length === 1 && left.own.length === 1)
      together.push(...left.take((line) => (line.defined === undefined ? line.name : undefined)));
    for (const [reference, own] of together) this.#pair(reference, own, bodies);
    this.#rest(left, bodies);
  }

  /** Two lines that belong together. */
  #pair(reference: Line, own: Line, bodies: Bodies): void {
    if (samePieces(reference, own, this.#substitution)) this.#alikeAll([[reference, own]]);
    else {
      this.#unlike += 1;
      this.#differ({ kind: "value", reference, own, bodies });
    }
  }

  #alikeAll(pairs: readonly Pair[]): void {
    this.#alike += pairs.length;
    for (const pair of pairs) {
      const { known } = pair[1];
      const list = known === undefined ? undefined : this.#comparison.inOrder(known);
      if (list === undefined) continue;
      const same = this.#lists.get(list);
      if (same === undefined) this.#lists.set(list, [pair]);
      else same.push(pair);
    }
  }

  /** Lines that differ only in which of several servers is preferred, where each node prefers as many. */
  #preferred(left: Leftovers): Pair[] {
    const { preferences } = this.#comparison;
    const choices = (line: Line) =>
      line.meaning.options.filter(({ key }) => preferences.has(key)).map(({ text }) => text);
    if (![...left.reference, ...left.own].some((line) => choices(line).length > 0)) return [];
    const trial = left.copy();
    const pairs = trial.take((line) => line.textWithout(({ key }) => preferences.has(key)));
    const [mine, theirs] = [0, 1].map((side) =>
      pairs
        .map((pair) => choices(pair[side as 0 | 1]).join("\0"))
        .sort()
        .join("\n"),
    );
    if (pairs.length < 2 || mine !== theirs) return [];
    left.become(trial);
    return pairs;
  }

  /** Blocks: those that are the same thing are compared inside. */
  #blocks(bodies: Bodies): void {
    const left = new Leftovers(
      bodies.reference.lines.filter((line) => line.isBlock),
      bodies.own.lines.filter((line) => line.isBlock),
    );
    if (left.reference.length === 0 && left.own.length === 0) return;
    for (const { reference, own } of takeSameBlocks(left, this.#substitution)) {
      const [mine, ...myOthers] = reference;
      const [theirs, ...theirOthers] = own;
      if (mine === undefined || theirs === undefined) continue;
      this.#queue.push({ reference: mine.bodyWith(myOthers), own: theirs.bodyWith(theirOthers) });
      if (mine.raw === theirs.raw) this.#alikeAll([[mine, theirs]]);
      else if (!mine.isUncertain && !theirs.isUncertain && myOthers.length + theirOthers.length === 0)
        this.#pair(mine, theirs, bodies);
    }
    for (const group of left.byName()) this.#sameKind(group, bodies);
  }

  /** Blocks of one kind that are not the same thing. */
  #sameKind(left: Leftovers, bodies: Bodies): void {
    if ([...left.reference, ...left.own].some((line) => line.isUncertain)) return;
    for (const [reference, own] of left.take(contentOfBlock, { unique: true })) {
      this.#unlike += 1;
      this.#alike += sizeOf(reference);
      if (reference.defined !== undefined && own.defined !== undefined)
        this.#names.push({ reference: reference.defined, own: own.defined });
      this.#differ({ kind: "name", reference, own, bodies });
    }
    this.#rest(left, bodies);
  }

  /** What is left one node has alone. */
  #rest(left: Leftovers, bodies: Bodies): void {
    for (const reference of left.reference) {
      if (bodies.own.open || saysNothing(reference)) continue;
      this.#unlike += 1 + sizeOf(reference);
      this.#differ({ kind: "missing", reference, own: undefined, bodies });
    }
    for (const own of left.own) {
      if (bodies.reference.open || saysNothing(own)) continue;
      this.#unlike += 1 + sizeOf(own);
      this.#differ({ kind: "extra", reference: undefined, own, bodies });
    }
  }

  #differ(difference: Difference): void {
    this.#differences.push(difference);
  }

  /** The first arguments of a line that has more, or the only one. */
  #beginning(line: Line, side: Side, count: number): string | undefined {
    if (line.defined !== undefined) return undefined;
    const { words, options } = line.meaning;
    const fixed = words.filter(({ kind }, i) => i > 0 || kind !== "keyword");
    const parts = fixed.length === 0 ? (options[0]?.parts ?? []) : fixed;
    if (parts.length < count || (count > 1 && parts.length === count)) return undefined;
    return parts
      .slice(0, count)
      .map((part) => this.#substitution.relativePart(part, side))
      .join("\0");
  }

  /** A line whose option the first of its kind has in any case, with what that comes to. */
  #withFirst(line: Line, side: Side): string | undefined {
    const option = optionOfFirst(line);
    if (option === undefined) return undefined;
    const has = this.#firstOf(side).get(argumentOf(line)) === line;
    return `${line.textWithout(({ key }) => key === option)}\n${has}`;
  }

  /** By argument the line that has the option: the one that says so, else the first. */
  #firstOf(side: Side): ReadonlyMap<string, Line> {
    let firsts = this.#firsts.get(side);
    if (firsts === undefined) {
      firsts = firstsIn(this.#top[side]);
      this.#firsts.set(side, firsts);
    }
    return firsts;
  }
}

/** True where each part of two lines is the same, as it stands or seen from each node. */
function samePieces(reference: Line, own: Line, substitution: Substitution): boolean {
  const same = (a: Line["meaning"]["words"], b: Line["meaning"]["words"]) =>
    a.length === b.length &&
    a.every((part, i) => {
      const other = b[i];
      return (
        other !== undefined &&
        (part.text === other.text ||
          substitution.relativePart(part, "reference") === substitution.relativePart(other, "own"))
      );
    });
  const [mine, theirs] = [reference.meaning, own.meaning];
  return (
    reference.foreign === own.foreign &&
    same(mine.words, theirs.words) &&
    mine.options.length === theirs.options.length &&
    mine.options.every((option, i) => same(option.parts, theirs.options[i]?.parts ?? []))
  );
}

/** True where one of the lines of a name has an address at which a host means itself. */
function isAmongThem({ lines }: Body, { reference, own }: Leftovers): boolean {
  const name = reference.length > 0 && own.length > 0 ? reference[0]?.name : undefined;
  return name !== undefined && lines.some((line) => line.name === name && itself.test(line.raw));
}

const itself = /(?<![\w.])(?:127\.\d+\.\d+\.\d+|localhost|\[?::1\]?)(?![\w.])/i;

/** A line that defines a name, without that name. */
function withoutDefinition({ meaning }: Line): string | undefined {
  const { words, options } = meaning;
  const others = words.filter(({ kind }) => kind !== "definition");
  if (others.length === words.length) return undefined;
  return [...others.map((part) => part.text), ...options.map(({ text }) => text)].join("\0");
}

/** A line that only writes down what holds without it, or takes back what may not be there. */
function saysNothing({ directive, known }: Line): boolean {
  if (directive.prefixes.length > 0) return true;
  const value = directive.words.slice(known?.nameLength ?? 1).map((word) => word.value);
  return known?.entry.default !== undefined && value.join(" ") === known.entry.default;
}
