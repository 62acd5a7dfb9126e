/** What the readers of entries share: options as the model has them, and values of one option. */
import { type Address, parseAddress } from "../../../model/address.ts";
import type { EntryOption, OptionedEntry } from "../../../model/entries.ts";
import type { Located } from "../../../model/file-model.ts";
import type { Word } from "../../../syntax/tree.ts";
import type { EntryParts, OptionParts } from "./entry-parser.ts";

/** The options of an entry, and whether all of its words could be read. */
export function optioned(parts: EntryParts): OptionedEntry {
  const { subjects, options, nexthops, rest } = parts;
  const all = [...options, ...nexthops.flatMap((nexthop) => nexthop.options)];
  const readable = rest.length === 0 && isKnown(subjects) && all.every((option) => isKnown(option.values));
  return { options: options.map(toOption), readable };
}

export function toOption({ keyword, values, inner }: OptionParts): EntryOption {
  const last = inner.at(-1)?.values.at(-1) ?? inner.at(-1)?.keyword ?? values.at(-1) ?? keyword;
  return {
    name: keyword.value,
    span: { start: keyword.start, end: last.end },
    keyword: { start: keyword.start, end: keyword.end },
    values: values.flatMap((word) => toLocated(word) ?? []),
  };
}

/** The value of the last option with one of these names; `lock` and `inet6` may stand before it. */
export function lastValue(
  options: readonly EntryOption[],
  ...names: readonly string[]
): Located<string> | undefined {
  return options.findLast((option) => names.includes(option.name))?.values.at(-1);
}

export function numberOf(value: Located<string> | undefined): Located<number> | undefined {
  if (value === undefined || !/^\s*[+-]?(?:\d+|0[xX][0-9A-Fa-f]+)$/.test(value.value)) return undefined;
  return { value: Number(value.value), span: value.span };
}

/** An address with or without a prefix length behind it. */
export function networkOf(text: string): { readonly address: Address; readonly prefix?: number } | undefined {
  const slash = text.indexOf("/");
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const bits = slash < 0 ? "" : text.slice(slash + 1);
  return /^\s*\+?\d+$/.test(bits) ? { address, prefix: Number(bits) } : { address };
}

/** The family of the first text that is an address. */
export function familyOf(texts: readonly (Located<string> | undefined)[]): 4 | 6 | undefined {
  for (const text of texts) {
    const family = text === undefined ? undefined : networkOf(text.value)?.address.family;
    if (family !== undefined) return family;
  }
  return undefined;
}

export function toLocated(word: Word | undefined): Located<string> | undefined {
  return word === undefined || word.unknown !== undefined
    ? undefined
    : { value: word.value, span: { start: word.start, end: word.end } };
}

/** The fields that have a value: what an entry does not say has no field. */
export function defined<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function isKnown(words: readonly Word[]): boolean {
  return words.every((word) => word.unknown === undefined);
}
