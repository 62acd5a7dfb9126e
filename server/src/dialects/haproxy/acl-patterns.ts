/**
 * What follows the criterion of an ACL: flags, the matching method, the patterns. Which method a criterion has and
 * what its patterns look like follows from the type of its value.
 */
import { regexMistake } from "../../catalogue/regex.ts";
import type { ValueProblem } from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";
import { ipProblem } from "./sample-arguments.ts";
import { castable } from "./tables.ts";

/** The words that each flag takes, itself included. */
const flags: Readonly<Record<string, number>> = { "-i": 1, "-n": 1, "-M": 1, "-f": 2, "-u": 2, "-m": 2 };

/** The type that each method compares, and the look of its patterns where they have one. */
const methods: Readonly<Record<string, { readonly takes: string; readonly pattern?: PatternCheck }>> = {
  found: { takes: "any" },
  bool: { takes: "sint" },
  int: { takes: "sint", pattern: numberProblem },
  ip: { takes: "addr", pattern: addressProblem },
  bin: { takes: "bin", pattern: hexProblem },
  len: { takes: "str", pattern: numberProblem },
  str: { takes: "str" },
  beg: { takes: "str" },
  sub: { takes: "str" },
  dir: { takes: "str" },
  dom: { takes: "str" },
  end: { takes: "str" },
  reg: { takes: "str", pattern: regexProblem },
  regm: { takes: "str", pattern: regexProblem },
};

const byType: Readonly<Record<string, string>> = {
  bool: "bool",
  sint: "int",
  addr: "ip",
  ipv4: "ip",
  ipv6: "ip",
  str: "str",
  meth: "str",
};

type PatternCheck = (text: string, resolves: boolean) => Omit<ValueProblem, "kind"> | undefined;

/** The type of a criterion's value where it is known, and the matching method of its keyword where it has one of its own. */
export interface Criterion {
  readonly word: Word;
  readonly type: string | undefined;
  readonly method: string | undefined;
}

/** What is wrong with the words behind a criterion. */
export function patternProblem(criterion: Criterion, words: readonly Word[]): ValueProblem | undefined {
  let { method } = criterion;
  let asked: Word | undefined;
  let resolves = true;
  let at = 0;
  for (; at < words.length; ) {
    const word = words[at];
    if (word?.unknown !== undefined) return undefined;
    if (!word?.value.startsWith("-")) break;
    if (word.value === "--") {
      at++;
      break;
    }
    const takes = flags[word.value];
    if (takes === undefined) return problemAt(word, "unknown-acl-flag");
    const argument = words[at + 1];
    if (argument?.unknown !== undefined && takes > 1) return undefined;
    if (word.value === "-n") resolves = false;
    if (word.value === "-m") {
      if (argument === undefined || methods[argument.value] === undefined)
        return problemAt(argument ?? word, "unknown-match-method", argument?.value ?? "");
      asked = argument;
      method = argument.value;
    }
    if (word.value === "-u" && argument !== undefined && !/^[+-]?\d+$/.test(argument.value))
      return problemAt(argument, "not-a-number");
    at += takes;
  }
  const { type, word } = criterion;
  method ??= type === undefined ? undefined : byType[type];
  if (method === "") return undefined;
  if (method === undefined)
    return type === undefined ? undefined : problemAt(word, "needs-match-method", type);
  const { takes, pattern } = methods[method] ?? { takes: "any" };
  if (asked !== undefined && type !== undefined && !castable(type, takes))
    return { ...problemAt(asked, "method-not-for-type"), params: { value: asked.value, type } };
  if (pattern === undefined) return undefined;
  for (const { value, unknown, start, end } of words.slice(at)) {
    const found = unknown === undefined ? pattern(value, resolves) : undefined;
    if (found !== undefined)
      return { kind: "invalid-value", params: { value }, span: { start, end }, ...found };
  }
  return undefined;
}

function problemAt({ value, start, end }: Word, message: string, named = value): ValueProblem {
  return { kind: "invalid-value", message, params: { value: named }, span: { start, end } };
}

const operators = new Set(["eq", "ne", "lt", "le", "gt", "ge"]);

const largest = BigInt("9223372036854775807");

/** A number or a range of two; an operator counts for what follows it. */
function numberProblem(text: string): ReturnType<PatternCheck> {
  if (operators.has(text)) return undefined;
  if (!/^\d*(?:[:-]\d*)?$/.test(text) || text === ":") return { message: "not-a-number-pattern" };
  if (/^\d{19,}$/.test(text) && BigInt(text) > largest) return { message: "not-a-number-pattern" };
  const [, from, to] = /^(\d{1,15}):(\d{1,15})$/.exec(text) ?? [];
  return Number(from) > Number(to) ? { message: "range-order" } : undefined;
}

function addressProblem(text: string, resolves: boolean): ReturnType<PatternCheck> {
  // Short forms are addresses too, and what looks like a name the host may resolve.
  if (/^\d+(?:\.\d+){0,2}(?:\/\d+)?$/.test(text)) return undefined;
  if (resolves && /^[A-Za-z0-9_.-]+(?:\/[\d.]*)?$/.test(text) && !/^\d+\.\d+\.\d+\.\d+(?:\/|$)/.test(text))
    return undefined;
  return ipProblem(text, "mask") === undefined ? undefined : { message: "not-an-ip-pattern" };
}

function hexProblem(text: string): ReturnType<PatternCheck> {
  return /^(?:[0-9A-Fa-f]{2})*$/.test(text) ? undefined : { message: "not-hex-bytes" };
}

function regexProblem(text: string): ReturnType<PatternCheck> {
  if (text === "") return undefined;
  const message = regexMistake(text);
  return message === undefined ? undefined : { message };
}
