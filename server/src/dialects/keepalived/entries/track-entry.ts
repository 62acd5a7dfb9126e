/** Reads a line of a `track_…` block. */
import type { CheckedTree } from "../../../catalogue/check.ts";
import type { TrackEntry } from "../../../model/entries.ts";
import type { Directive } from "../../../syntax/tree.ts";
import { located } from "../fields.ts";
import { parseEntry } from "./entry-parser.ts";
import { integerOf, optioned } from "./options.ts";

/** `undefined` where a template decides what is tracked. */
export function readTracked(checked: CheckedTree, line: Directive): TrackEntry | undefined {
  const parts = parseEntry(checked, line);
  const name = located(parts?.subjects[0]);
  if (parts === undefined || name === undefined) return undefined;
  const entry = optioned(parts);
  const [amount, direction] = entry.options[0]?.values ?? [];
  return {
    options: entry.options,
    readable: entry.readable,
    name,
    weight: integerOf(amount),
    reverse: direction?.value === "reverse",
  };
}
