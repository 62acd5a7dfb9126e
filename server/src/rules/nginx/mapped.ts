/** What the lines of a `map` or a `geo` can make of its variable. */
import type { Directive } from "../../syntax/tree.ts";

export interface Mapped {
  /** Every value that a line gives; `undefined` where a file, a variable or a template may give others. */
  readonly values: ReadonlySet<string> | undefined;
  /** What fits no line has a value too; else it is empty. */
  readonly hasDefault: boolean;
}

export function readMapped(map: Directive): Mapped {
  const values = new Set<string>();
  let isKnown = true;
  let hasDefault = false;
  for (const line of map.body?.children ?? []) {
    if (line.kind !== "directive") continue;
    const [key, value, ...others] = line.words;
    const isUnknown = line.words.some((word) => word.unknown !== undefined);
    if (key.value === "include" || isUnknown) isKnown = false;
    // An included file, or what a template leaves, may have it.
    if (key.value === "default" || key.value === "include" || isUnknown) hasDefault = true;
    if (value === undefined || others.length > 0 || /^(?:include|delete|proxy)$/.test(key.value)) continue;
    values.add(value.value);
    if (value.value.includes("$")) isKnown = false;
  }
  return { values: isKnown ? values : undefined, hasDefault };
}

/** The word with the variable that it defines: the last of its head. */
export function mappedVariable(map: Directive): Directive["words"][number] {
  return map.words.at(-1) ?? map.words[0];
}
