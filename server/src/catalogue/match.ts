/**
 * Matches the words of a directive with its form. The furthest place that any branch of the form reached is where
 * the mistake is, and what was expected there is what the message and the completion offer.
 */
import type { Word } from "../syntax/tree.ts";
import type { Entry } from "./entry.ts";
import { type Form, type Leaf, type Literal, parseForm, type Repeat, type Value } from "./form.ts";
import { oneWord, type ValuePlace, type ValueReading, type ValueTypes } from "./value-type.ts";

export interface MatchSource {
  readonly target: string;
  readonly types: ValueTypes;
  /** The entry of a scope that a word names; the part before `(` where the entry is written so. */
  entryOf(scope: string, word: string): Entry | undefined;
  /** Names of all entries of a scope in the target version. */
  namesIn(scope: string): readonly string[];
}

/** One word (or several, for a value that spans words) and what it was taken for. */
export interface Matched {
  readonly index: number;
  readonly leaf: Leaf | { readonly kind: "entry"; readonly scope: string; readonly entry: Entry };
  readonly reading?: ValueReading;
}

/** What could have stood at a place: a leaf, an entry of a scope, or the end. */
export type Expected = Leaf | { readonly kind: "entry"; readonly scope: string } | { readonly kind: "end" };

export interface Match {
  /** What each word was taken for, up to the first that did not fit. */
  readonly matched: readonly Matched[];
  /** Absent where the words fit the form, if need be with values that have a problem. */
  readonly failure?: Failure;
  /** Where a value with a problem was taken: what would have fitted there without one. */
  readonly instead?: Failure;
}

export interface Failure {
  readonly index: number;
  readonly expected: readonly Expected[];
}

export interface MatchOptions {
  /** The whole text that the words stand in. */
  readonly text: string;
  readonly ignoreCase?: boolean;
  /** The scope and the keyword of the directive, for the values that ask. */
  readonly scope?: string;
  readonly keyword?: string;
}

/** Matches `words` from `from` on. */
export function matchForm(
  form: Form,
  words: readonly Word[],
  from: number,
  source: MatchSource,
  options: MatchOptions,
): Match {
  const greedy = new GreedyMatcher(words, source, options).run(form, from);
  if (greedy !== undefined) return greedy;
  const strict = new Matcher(words, source, options, false).run(form, from);
  if (strict.failure === undefined) return strict;
  const lenient = new Matcher(words, source, options, true).run(form, from);
  return lenient.failure === undefined ? { ...lenient, instead: strict.failure } : lenient;
}

/** What may stand at `words[at]`, given that the words before it are as they are. */
export function expectedAt(
  form: Form,
  words: readonly Word[],
  from: number,
  at: number,
  source: MatchSource,
  options: MatchOptions,
): readonly Expected[] {
  const matcher = new Matcher(words.slice(0, at), source, options, true);
  matcher.run({ kind: "sequence", items: [form, { kind: "literal", text: "\0never" }] }, from);
  return matcher.furthest === at
    ? matcher.expected.map((e) => (e.kind === "literal" && e.text === "\0never" ? { kind: "end" } : e))
    : [];
}

/**
 * Takes the first branch that fits and never comes back. What it finds is what the full matcher would find first;
 * nearly all directives are right, and this costs them least.
 */
class GreedyMatcher implements ValuePlace {
  readonly target: string;
  readonly scope: string;
  readonly keyword: string;
  option = "";
  readonly #matched: Matched[] = [];
  readonly #words: readonly Word[];
  readonly #source: MatchSource;
  readonly #text: string;
  readonly #ignoreCase: boolean;

  constructor(words: readonly Word[], source: MatchSource, options: MatchOptions) {
    this.#words = words;
    this.#source = source;
    this.#text = options.text;
    this.#ignoreCase = options.ignoreCase ?? false;
    this.target = source.target;
    this.scope = options.scope ?? "";
    this.keyword = options.keyword ?? "";
  }

  run(form: Form, from: number): Match | undefined {
    return this.#take(form, from) === this.#words.length ? { matched: this.#matched } : undefined;
  }

  /** The index behind what the form takes from `index` on, or -1. */
  #take(form: Form, index: number): number {
    switch (form.kind) {
      case "literal": {
        const word = this.#words[index];
        if (word === undefined || !sameWord(word, form.text, this.#ignoreCase)) return -1;
        this.#matched.push({ index, leaf: form });
        return index + 1;
      }
      case "value":
        return this.#value(form, index);
      case "rest":
        return this.#words.length;
      case "sequence":
        return this.#sequence(form.items, index);
      case "choice":
        return this.#choice(form.options, index);
      case "optional":
        return this.#orSame(form.item, index);
      case "repeat":
        return this.#repeat(form, index);
      case "entry":
        return this.#entry(form.scope, index);
    }
  }

  #value(form: Value, index: number): number {
    const reading = readValue(form, this.#words, index, this.#source, this.#text, this);
    if (reading === undefined || reading.problem !== undefined) return -1;
    this.#matched.push({ index, leaf: form, reading });
    return index + reading.used;
  }

  #sequence(items: readonly Form[], index: number): number {
    let at = index;
    for (const item of items) {
      at = this.#take(item, at);
      if (at < 0) return -1;
    }
    return at;
  }

  #choice(options: readonly Form[], index: number): number {
    const kept = this.#matched.length;
    for (const option of options) {
      const next = this.#take(option, index);
      if (next >= 0) return next;
      this.#matched.length = kept;
    }
    return -1;
  }

  #orSame(item: Form, index: number): number {
    const kept = this.#matched.length;
    const next = this.#take(item, index);
    if (next >= 0) return next;
    this.#matched.length = kept;
    return index;
  }

  #repeat({ item, atLeastOnce }: Repeat, index: number): number {
    let at = atLeastOnce ? this.#take(item, index) : index;
    for (let next = at; at >= 0; at = next) {
      next = at < this.#words.length ? this.#orSame(item, at) : at;
      if (next === at) break;
    }
    return at;
  }

  #entry(scope: string, index: number): number {
    const word = this.#words[index];
    if (word === undefined) return -1;
    if (word.unknown !== undefined) return this.#words.length;
    const entry = this.#source.entryOf(scope, word.value);
    if (entry === undefined) return -1;
    this.option = entry.name;
    const reading = readParenthesised(entry, this.#words, index, this.#source, this.#text, this);
    if (reading?.problem !== undefined) return -1;
    this.#matched.push({
      index,
      leaf: { kind: "entry", scope, entry },
      ...(reading === undefined ? {} : { reading }),
    });
    return this.#take(argumentsOf(entry), behindName(entry, index));
  }
}

/** The reading of a value at `words[index]`; a word whose value is not known fits every value but a name. */
function readValue(
  form: Value,
  words: readonly Word[],
  index: number,
  source: MatchSource,
  text: string,
  place: ValuePlace,
): ValueReading | undefined {
  const word = words[index];
  if (word === undefined) return undefined;
  if (word.unknown === undefined) {
    if (form.prefix !== "" && !word.value.startsWith(form.prefix)) return undefined;
  } else if (form.type !== "def" && form.type !== "ref") return oneWord;
  return source.types[form.type]?.read(words, index, form, text, place);
}

/** What stands in the parentheses of `set-var(txn.x)`. */
function readParenthesised(
  { parenType }: Entry,
  words: readonly Word[],
  index: number,
  source: MatchSource,
  text: string,
  place: ValuePlace,
): ValueReading | undefined {
  if (parenType === undefined) return undefined;
  const [type = "", ...param] = parenType.split(" ");
  const form: Value = { kind: "value", type, prefix: "", param: param.join(" ") };
  return source.types[type]?.read(words, index, form, text, place);
}

function sameWord(word: Word, text: string, ignoreCase: boolean): boolean {
  if (word.unknown !== undefined || word.value === text) return true;
  return ignoreCase && word.value.toLowerCase() === text.toLowerCase();
}

interface Chain {
  readonly last: Matched;
  readonly before: Chain | undefined;
}
type Next = (index: number, chain: Chain | undefined) => boolean;

/** Forms are small; a form that would try more branches than this is taken to fit. */
const maxSteps = 20_000;

class Matcher implements ValuePlace {
  readonly target: string;
  readonly scope: string;
  readonly keyword: string;
  option = "";
  furthest = 0;
  expected: Expected[] = [];
  #best: Chain | undefined;
  #steps = 0;
  readonly #words: readonly Word[];
  readonly #source: MatchSource;
  readonly #text: string;
  readonly #ignoreCase: boolean;
  /** Values with a problem fit too. */
  readonly #lenient: boolean;

  constructor(words: readonly Word[], source: MatchSource, options: MatchOptions, lenient: boolean) {
    this.#words = words;
    this.#source = source;
    this.#text = options.text;
    this.#ignoreCase = options.ignoreCase ?? false;
    this.#lenient = lenient;
    this.target = source.target;
    this.scope = options.scope ?? "";
    this.keyword = options.keyword ?? "";
  }

  run(form: Form, from: number): Match {
    this.furthest = from;
    let complete: Chain | undefined;
    const fits = this.#match(form, from, undefined, (index, chain) => {
      if (index < this.#words.length) {
        this.#expect(index, { kind: "end" }, chain);
        return false;
      }
      complete = chain;
      return true;
    });
    if (fits || this.#steps > maxSteps) return { matched: unroll(complete) };
    return { matched: unroll(this.#best), failure: { index: this.furthest, expected: this.expected } };
  }

  #match(form: Form, index: number, chain: Chain | undefined, next: Next): boolean {
    if (++this.#steps > maxSteps) return true;
    switch (form.kind) {
      case "literal":
        return this.#literal(form, index, chain, next);
      case "value":
        return this.#value(form, index, chain, next);
      case "rest":
        return next(this.#words.length, chain);
      case "sequence":
        return this.#sequence(form.items, 0, index, chain, next);
      case "choice":
        return form.options.some((option) => this.#match(option, index, chain, next));
      case "optional":
        return this.#match(form.item, index, chain, next) || next(index, chain);
      case "repeat":
        return this.#repeat(form.item, form.atLeastOnce, index, chain, next);
      case "entry":
        return this.#entry(form.scope, index, chain, next);
    }
  }

  #sequence(
    items: readonly Form[],
    at: number,
    index: number,
    chain: Chain | undefined,
    next: Next,
  ): boolean {
    const item = items[at];
    if (item === undefined) return next(index, chain);
    return this.#match(item, index, chain, (i, c) => this.#sequence(items, at + 1, i, c, next));
  }

  #repeat(item: Form, needed: boolean, index: number, chain: Chain | undefined, next: Next): boolean {
    const more = this.#match(
      item,
      index,
      chain,
      (i, c) => i > index && this.#repeat(item, false, i, c, next),
    );
    return more || (!needed && next(index, chain));
  }

  #literal(leaf: Literal, index: number, chain: Chain | undefined, next: Next): boolean {
    const word = this.#words[index];
    if (word !== undefined && sameWord(word, leaf.text, this.#ignoreCase)) {
      return next(index + 1, { last: { index, leaf }, before: chain });
    }
    this.#expect(index, leaf, chain);
    return false;
  }

  #value(form: Value, index: number, chain: Chain | undefined, next: Next): boolean {
    this.option = optionOf(chain);
    const reading = readValue(form, this.#words, index, this.#source, this.#text, this);
    if (reading === undefined || (reading.problem !== undefined && !this.#lenient)) {
      this.#expect(index, form, chain);
      return false;
    }
    return next(index + reading.used, { last: { index, leaf: form, reading }, before: chain });
  }

  #entry(scope: string, index: number, chain: Chain | undefined, next: Next): boolean {
    const word = this.#words[index];
    if (word?.unknown !== undefined) return next(this.#words.length, chain);
    const entry = word === undefined ? undefined : this.#source.entryOf(scope, word.value);
    const reading =
      entry === undefined
        ? undefined
        : readParenthesised(entry, this.#words, index, this.#source, this.#text, this);
    if (entry === undefined || (reading?.problem !== undefined && !this.#lenient)) {
      this.#expect(index, { kind: "entry", scope }, chain);
      return false;
    }
    const leaf = { kind: "entry", scope, entry } as const;
    const linked: Chain = {
      last: { index, leaf, ...(reading === undefined ? {} : { reading }) },
      before: chain,
    };
    return this.#match(argumentsOf(entry), behindName(entry, index), linked, next);
  }

  #expect(index: number, expected: Expected, chain: Chain | undefined): void {
    if (index < this.furthest) return;
    if (index > this.furthest) {
      this.furthest = index;
      this.expected = [];
    }
    if (this.expected.length === 0) this.#best = chain;
    this.expected.push(expected);
  }
}

/** The form of an option's arguments. The value of `weight=` is in the same word, so its form begins with the name. */
function argumentsOf(entry: Entry): Form {
  const form = parseForm(entry.args);
  return entry.name.endsWith("=") ? withPrefix(form, entry.name) : form;
}

function behindName(entry: Entry, index: number): number {
  return entry.name.endsWith("=") ? index : index + 1;
}

/** A form of one value with a fixed beginning put before it. */
function withPrefix(form: Form, prefix: string): Form {
  if (form.kind === "value") return { ...form, prefix };
  if (form.kind === "literal") return { ...form, text: prefix + form.text };
  return form.kind === "choice"
    ? { ...form, options: form.options.map((option) => withPrefix(option, prefix)) }
    : form;
}

/** The name of the last option in a chain. */
function optionOf(chain: Chain | undefined): string {
  for (let link = chain; link !== undefined; link = link.before)
    if (link.last.leaf.kind === "entry") return link.last.leaf.entry.name;
  return "";
}

function unroll(chain: Chain | undefined): Matched[] {
  const matched: Matched[] = [];
  for (let link = chain; link !== undefined; link = link.before) matched.push(link.last);
  return matched.reverse();
}
