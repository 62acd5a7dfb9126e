/** What stands between `location` and its block: a modifier, alone or glued to the path, and the path. */
import type { ValueReading, ValueType } from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";
import { readRegex } from "./regex.ts";
import { spanIn } from "./text.ts";

export type LocationKind = "exact" | "regex" | "prefix" | "prefix-final" | "named";

export interface LocationMatch {
  readonly kind: LocationKind;
  /** The path or the expression, its modifier taken off. */
  readonly path: string;
  /** A regular expression that ignores case. */
  readonly ignoreCase: boolean;
}

const kinds: Readonly<Record<string, LocationKind>> = {
  "=": "exact",
  "~": "regex",
  "~*": "regex",
  "^~": "prefix-final",
};

/** Reads the arguments of a `location`; `undefined` where nginx refuses them. */
export function readLocation(args: readonly Word[]): LocationMatch | undefined {
  const [first, second] = args;
  if (first === undefined || args.length > 2) return undefined;
  if (second !== undefined) {
    const kind = Object.hasOwn(kinds, first.value) ? kinds[first.value] : undefined;
    return kind === undefined ? undefined : { kind, path: second.value, ignoreCase: first.value === "~*" };
  }
  const { value } = first;
  if (value.startsWith("=")) return { kind: "exact", path: value.slice(1), ignoreCase: false };
  if (value.startsWith("^~")) return { kind: "prefix-final", path: value.slice(2), ignoreCase: false };
  if (value.startsWith("~*")) return { kind: "regex", path: value.slice(2), ignoreCase: true };
  if (value.startsWith("~")) return { kind: "regex", path: value.slice(1), ignoreCase: false };
  return { kind: value.startsWith("@") ? "named" : "prefix", path: value, ignoreCase: false };
}

export const locationMatch: ValueType = {
  read(words, index, _form, source): ValueReading | undefined {
    const first = words[index];
    if (first === undefined) return undefined;
    const args = words.slice(index, index + 2);
    const match = readLocation(args);
    if (match === undefined) {
      const near = Object.keys(kinds).find((kind) => kind === [...first.value].reverse().join(""));
      const problem = {
        kind: "invalid-value",
        message: "not-a-modifier",
        params: { value: first.value },
        span: first,
      } as const;
      return { used: args.length, problem: near === undefined ? problem : { ...problem, replacement: near } };
    }
    const word = args.at(-1) ?? first;
    if (match.kind === "regex")
      return { ...readRegex(word, source, word.value.length - match.path.length), used: args.length };
    if (match.kind !== "named") return { used: args.length };
    const span = spanIn(word, source, 0, word.value.length);
    return {
      used: args.length,
      names: [{ role: "definition", kinds: ["named-location"], name: match.path, span }],
    };
  },
  canonical: (text) => text.replace(/^(=|~\*|~|\^~) ?(?=.)/, "$1 "),
  samples: ["/", "= /", "^~ /", "~ \\.php$", "~* \\.(?:css|js)$"],
};
