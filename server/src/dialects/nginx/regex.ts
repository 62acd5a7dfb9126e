/**
 * Regular expressions as nginx hands them to PCRE: named groups define variables.
 */
import { regexMistake } from "../../catalogue/regex.ts";
import type { NameUse, ValueProblem, ValueReading, ValueType } from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";
import { spanIn, text } from "./text.ts";

/** Reads the expression that begins at `from` in a word's value. */
export function readRegex(word: Word, source: string, from: number): ValueReading {
  const expression = word.value.slice(from);
  const names: NameUse[] = [];
  for (const match of expression.matchAll(/\(\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/g)) {
    const name = match[1] ?? match[2] ?? "";
    const start = from + match.index + match[0].length - 1 - name.length;
    const span = spanIn(word, source, start, start + name.length);
    names.push({ role: "definition", kinds: ["variable"], name: name.toLowerCase(), span });
  }
  const message = word.unknown === undefined ? regexMistake(expression) : undefined;
  if (message === undefined) return { used: 1, names };
  // What is empty fits everything: nginx lets it pass.
  const verdict = message === "empty-regex" ? ({ verdict: "silent" } as const) : {};
  const problem: ValueProblem = { kind: "invalid-value", message, params: { value: expression }, ...verdict };
  return { used: 1, names, problem };
}

/** `<regex 2>` must have two groups; `<regex empty>` may be empty. */
export const regex: ValueType = {
  read(words, index, form, source) {
    const word = words[index];
    if (word === undefined || (form.param === "empty" && word.value === "")) return word && { used: 1 };
    const reading = readRegex(word, source, form.prefix.length);
    if (form.param !== "2" || reading.problem !== undefined || groupsIn(word.value) === 2) return reading;
    return {
      ...reading,
      problem: { kind: "invalid-value", message: "needs-two-groups", params: { value: word.value } },
    };
  },
};

/** Groups that remember what they matched. */
export function groupsIn(expression: string): number {
  const bare = expression.replace(/\\./gs, "").replace(/\[\^?\]?[^\]]*\]/g, "");
  return (bare.match(/\((?!\?)|\(\?(?:P?<(?![=!])|')/g) ?? []).length;
}

/** A text, or behind `~` or `~*` a regular expression; with `caseless` there is `~` alone, and means the other. */
export const pattern: ValueType = {
  read(words, index, form, source) {
    const word = words[index];
    if (word === undefined) return undefined;
    const mark = (form.param === "caseless" ? /^~/ : /^~\*?/).exec(word.value)?.[0];
    return mark === undefined ? text.read(words, index, form, source) : readRegex(word, source, mark.length);
  },
};

/** The left side of a `map` line: a fixed text, or behind `~` or `~*` a regular expression. */
export const mapKey: ValueType = {
  read(words, index, _form, source) {
    const word = words[index];
    if (word === undefined) return undefined;
    const mark = /^~\*?/.exec(word.value)?.[0];
    return mark === undefined ? { used: 1 } : readRegex(word, source, mark.length);
  },
};

/** A host name, with `*.` or `.*` a group of them, or behind `~` a regular expression. */
export const serverName: ValueType = {
  read(words, index, _form, source) {
    const word = words[index];
    if (word === undefined) return undefined;
    const { value } = word;
    if (value === "~") return { used: 1, problem: { kind: "invalid-value", message: "empty-regex" } };
    if (value.startsWith("~")) return readRegex(word, source, 1);
    if (word.unknown !== undefined || !/^(?:\.|\*|\*[^.].*)$|^\*\.$/s.test(value)) return { used: 1 };
    return { used: 1, problem: { kind: "invalid-value", message: "not-a-server-name", params: { value } } };
  },
  canonical: (value) => (value.startsWith("~") ? value : value.toLowerCase()),
};
