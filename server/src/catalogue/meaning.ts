/**
 * What the words of a directive mean, put in the one spelling of all that mean the same: values as their type spells
 * them, options and flags without the order they are written in. Two directives with one meaning do the same.
 */
import type { Word } from "../syntax/tree.ts";
import type { Span } from "../text/span.ts";
import { type CheckedTree, type KnownDirective, matchOf } from "./check.ts";
import { type Form, type Leaf, parseForm } from "./form.ts";
import type { Matched } from "./match.ts";
import type { ValueReading } from "./value-type.ts";

export interface Meaning {
  /** Keyword and arguments in their order. */
  readonly words: readonly Part[];
  /** What may stand in any order, sorted. */
  readonly options: readonly Option[];
}

export interface Part {
  /** In the one spelling. */
  readonly text: string;
  /** A word of the language, the name of something in the configuration, or what somebody chose to write. */
  readonly kind: "keyword" | "definition" | "name" | "text";
  /** Where the word or the words stand. */
  readonly span: Span;
}

export interface Option {
  /** `scope/name` of an option that has an entry; else its first word. */
  readonly key: string;
  readonly parts: readonly Part[];
  /** Its parts as one text. */
  readonly text: string;
}

/** How a directive is read beyond what its form says. */
export interface Reading {
  /** Its arguments may stand in any order. */
  readonly anyOrder: boolean;
  /** Options, as `scope/name`, that take no part in what is meant. */
  readonly leftOut: ReadonlySet<string>;
}

export function meaningOf(checked: CheckedTree, known: KnownDirective, reading: Reading): Meaning {
  const { prefixes, words: all } = known.directive;
  const { entry, nameLength } = known;
  const words: Part[] = prefixes.map(keywordPart);
  const last = all[nameLength - 1];
  if (last !== undefined) words.push({ text: entry.name, kind: "keyword", span: spanOf(all[0], last) });
  const options: { key: string; parts: Part[] }[] = [];
  const loose = looseParts(parseForm(entry.args));
  const { matched } = matchOf(checked, known);
  let next = 0;
  for (let index = nameLength; index < all.length; ) {
    while ((matched[next]?.index ?? index) < index) next++;
    const first = matched[next]?.index === index ? matched[next] : undefined;
    // `weight=5` is an entry and its value in one word.
    const second = first === undefined ? undefined : matched[next + 1];
    const value = second?.index === index ? second : first;
    const used = value?.leaf.kind === "value" ? Math.max(value.reading?.used ?? 1, 1) : 1;
    const part = partFrom(all.slice(index, index + used), value, checked);
    const key = reading.anyOrder ? part.text : startOf(first, loose);
    if (key !== undefined) options.push({ key, parts: [part] });
    else (options.at(-1)?.parts ?? words).push(part);
    index += used;
  }
  const counting = options.filter(({ key }) => !reading.leftOut.has(key));
  return { words, options: counting.map(withText).sort(byText) };
}

function withText({ key, parts }: { readonly key: string; readonly parts: readonly Part[] }): Option {
  return { key, parts, text: parts.map((part) => part.text).join("\0") };
}

function byText(a: Option, b: Option): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/** The meaning of a directive of which nothing is known. */
export function plainMeaning(prefixes: readonly Word[], words: readonly Word[]): Meaning {
  const [first, ...others] = words;
  const parts = [...prefixes, ...(first === undefined ? [] : [first])].map(keywordPart);
  return { words: [...parts, ...others.map((word) => partOf([word], word.value, "text"))], options: [] };
}

/** The whole meaning as one text. */
export function textOf({ words, options }: Meaning): string {
  let text = words.map((part) => part.text).join("\0");
  for (const option of options) text += `\0\0${option.text}`;
  return text;
}

/** What was made of words, if anything was. */
function partFrom(words: readonly Word[], matched: Matched | undefined, { catalogue }: CheckedTree): Part {
  const [first] = words;
  const written =
    words.length === 1 && first !== undefined ? first.value : words.map((w) => w.value).join(" ");
  if (matched === undefined || words.some((word) => word.unknown !== undefined))
    return partOf(words, written, "text");
  const { leaf, reading } = matched;
  if (leaf.kind === "literal") return partOf(words, leaf.text, "keyword");
  // Of `set-var(txn.x)` only the name is a word of the language.
  if (leaf.kind === "entry") return partOf(words, written, written === leaf.entry.name ? "keyword" : "text");
  if (leaf.kind === "rest") return partOf(words, written, "text");
  const { canonical } = catalogue.types[leaf.type] ?? {};
  const value = written.slice(leaf.prefix.length);
  const text = canonical === undefined || reading?.problem !== undefined ? value : canonical(value, leaf);
  return partOf(words, leaf.prefix + text, kindOf(reading));
}

function kindOf(reading: ValueReading | undefined): Part["kind"] {
  const names = reading?.names?.filter(({ kinds }) => !kinds.includes("variable")) ?? [];
  if (names.length === 0) return "text";
  return names.some(({ role }) => role === "definition") ? "definition" : "name";
}

function partOf(words: readonly Word[], text: string, kind: Part["kind"]): Part {
  const [first] = words;
  const last = words[words.length - 1];
  return { text, kind, span: first === undefined ? { start: 0, end: 0 } : spanOf(first, last ?? first) };
}

function keywordPart(word: Word): Part {
  return partOf([word], word.value, "keyword");
}

function spanOf(first: Word, last: Word): Span {
  return { start: first.start, end: last.end };
}

/** What may stand in any order at the end of a form: options of these scopes, and what begins with these leaves. */
interface LooseParts {
  readonly scopes: ReadonlySet<string>;
  readonly leaves: ReadonlySet<Leaf>;
}

const looseByForm = new WeakMap<Form, LooseParts>();

function looseParts(form: Form): LooseParts {
  let loose = looseByForm.get(form);
  if (loose === undefined) {
    const scopes = new Set<string>();
    const leaves = new Set<Leaf>();
    collectLoose(form, scopes, leaves);
    loose = { scopes, leaves };
    looseByForm.set(form, loose);
  }
  return loose;
}

/** Only what ends the form: words behind a repetition would be taken for a part of its last turn. */
function collectLoose(form: Form, scopes: Set<string>, leaves: Set<Leaf>): void {
  switch (form.kind) {
    case "sequence": {
      const last = form.items.at(-1);
      if (last !== undefined) collectLoose(last, scopes, leaves);
      return;
    }
    case "choice":
      for (const option of form.options) collectLoose(option, scopes, leaves);
      return;
    case "optional":
      collectLoose(form.item, scopes, leaves);
      return;
    case "repeat":
      collectTurns(form.item, scopes, leaves);
  }
}

/** A repetition has no order where each turn begins with a word of the language. */
function collectTurns(item: Form, scopes: Set<string>, leaves: Set<Leaf>): void {
  const turns = item.kind === "choice" ? item.options : [item];
  const first = turns.map((turn) => (turn.kind === "sequence" ? turn.items[0] : turn));
  if (!first.every((start) => start?.kind === "entry" || start?.kind === "literal")) return;
  for (const start of first) {
    if (start?.kind === "entry") scopes.add(start.scope);
    else if (start?.kind === "literal") leaves.add(start);
  }
}

/** The key of the option that begins here. */
function startOf(matched: Matched | undefined, { scopes, leaves }: LooseParts): string | undefined {
  if (matched === undefined) return undefined;
  const { leaf } = matched;
  if (leaf.kind === "entry") return scopes.has(leaf.scope) ? `${leaf.scope}/${leaf.entry.name}` : undefined;
  return leaves.has(leaf) && leaf.kind === "literal" ? leaf.text : undefined;
}
