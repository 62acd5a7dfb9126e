/** What the readers of entries share: options as the model has them, and values of one option. */
import { parseNetwork } from "../../../model/address.ts";
import type { EntryOption, OptionedEntry } from "../../../model/entries.ts";
import type { Located } from "../../../model/file-model.ts";
import type { Word } from "../../../syntax/tree.ts";
import { located, spanOf } from "../fields.ts";
import type { EntryParts, OptionParts } from "./entry-parser.ts";

/** The options of an entry, and whether all of its words could be read. */
export function optioned(parts: EntryParts): OptionedEntry {
  const { subjects, options, nexthops, rest } = parts;
  const all = [...options, ...nexthops.flatMap((nexthop) => nexthop.options)];
  const readable = rest.length === 0 && areKnown(subjects) && all.every((option) => areKnown(option.values));
  return { options: options.map(toOption), readable };
}

export function toOption({ keyword, values, inner }: OptionParts): EntryOption {
  const last = inner.at(-1)?.values.at(-1) ?? inner.at(-1)?.keyword ?? values.at(-1) ?? keyword;
  return {
    name: keyword.value,
    span: { start: keyword.start, end: last.end },
    keyword: spanOf(keyword),
    values: values.flatMap((word) => located(word) ?? []),
  };
}

/** The value of the last option with one of these names; `lock` and `inet6` may stand before it. */
export function lastValue(
  options: readonly EntryOption[],
  ...names: readonly string[]
): Located<string> | undefined {
  return options.findLast((option) => names.includes(option.name))?.values.at(-1);
}

/** A whole number, decimal or hexadecimal. */
export function integerOf(value: Located<string> | undefined): Located<number> | undefined {
  if (value === undefined || !/^\s*[+-]?(?:\d+|0[xX][0-9A-Fa-f]+)$/.test(value.value)) return undefined;
  return { value: Number(value.value), span: value.span };
}

/** The family of the first text that is an address or a network. */
export function familyOf(texts: readonly (Located<string> | undefined)[]): 4 | 6 | undefined {
  for (const text of texts) {
    const family = text === undefined ? undefined : parseNetwork(text.value)?.address.family;
    if (family !== undefined) return family;
  }
  return undefined;
}

function areKnown(words: readonly Word[]): boolean {
  return words.every((word) => word.unknown === undefined);
}
