/**
 * The value types made of samples: expressions, log-format strings, ACL criteria and conditions. They say which
 * fetches, converters and aliases are used, with which arguments; the catalogue says whether those exist.
 */
import type { Verdict } from "../../catalogue/entry.ts";
import type {
  EntryUse,
  NameUse,
  ValuePlace,
  ValueProblem,
  ValueReading,
  ValueType,
} from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";
import { patternProblem } from "./acl-patterns.ts";
import { isIntroduction, parseCondition } from "./condition-parser.ts";
import { reference, variableNames } from "./names.ts";
import { variableProblem } from "./sample-arguments.ts";
import { type Call, type Expression, parseExpression, parseLogFormat } from "./sample-parser.ts";
import { anywhere, columnsAt } from "./sample-places.ts";
import {
  aclMethod,
  castable,
  converterFacts,
  converterNames,
  criterionFetch,
  type FetchFacts,
  fetchFacts,
} from "./tables.ts";
import { placeInWord } from "./words.ts";

/** A word longer than this is data: it is not taken apart. */
const longestWord = 50_000;

export const sampleTypes: Readonly<Record<string, ValueType>> = {
  /** A fetch with its converters; bare words behind it that are converters belong to it. */
  /** `<expr for>`: the daemon looks at it only if the line has `for` or `for-expr` too. */
  expr: {
    isExpression: true,
    read(words, index, { param }, text, place) {
      const word = words[index];
      if (word === undefined || isIntroduction(word)) return undefined;
      if (param !== "" && !words.some(({ value }) => value === param || value === `${param}-expr`))
        return { used: 1 };
      if (isNumber(word)) return undefined;
      const fit = valueAt(place);
      const reading = readExpression(text, word, "fetch", fit);
      let used = 1;
      for (let next = words[index + 1]; isConverter(next); next = words[index + used]) {
        const part = readExpression(text, next, "converter", fit, reading.type);
        reading.uses.push(...part.uses);
        reading.problem ??= part.problem;
        reading.type = part.type;
        used++;
      }
      return result(used, reading);
    },
  },
  /** A chain of converters (`balance log-hash`). */
  converters: {
    read(words, index, _form, text, place) {
      const word = words[index];
      return word === undefined
        ? undefined
        : result(1, readExpression(text, word, "converter", valueAt(place)));
    },
  },
  "log-format": {
    isExpression: true,
    read(words, index, _form, text, place) {
      const word = words[index];
      return word === undefined ? undefined : result(1, readLogFormat(text, word, valueAt(place)));
    },
  },
  /** A name of one of the kinds in the parameter, or a log-format string that makes it. */
  "name-or-format": {
    read(words, index, form, text, place) {
      const word = words[index];
      if (word === undefined) return undefined;
      if (word.value.includes("%")) return result(1, readLogFormat(text, word, valueAt(place)));
      const kinds = form.param.split(",");
      return { used: 1, names: [{ role: "reference", kinds, name: word.value, span: word }] };
    },
  },
  /** `if` or `unless` and all that follows. */
  cond: {
    read(words, index, _form, text, place) {
      if (!isIntroduction(words[index])) return undefined;
      const target = place?.target ?? "";
      return readCondition(text, words, index, {
        target,
        columns: columnsAt(place, "condition"),
        verdict: "warn",
      });
    },
  },
  /** What an ACL tests, its flags and its patterns: all words that are left. */
  criterion: {
    read(words, index, _form, text, place) {
      if (words[index] === undefined) return undefined;
      const fit = { target: place?.target ?? "", columns: anywhere, verdict: "warn" } as const;
      const reading = readCriterion(text, words.slice(index), fit);
      return result(words.length - index, reading);
    },
  },
  /** What a stick table stores: `gpc0,http_req_rate(10s)`. */
  "data-types": {
    read(words, index) {
      const word = words[index];
      if (word === undefined) return undefined;
      if (word.quoted) return { used: 1 };
      const parts = [...word.value.matchAll(/([a-z0-9_]+)(?:\(([^)]*)(\)?))?/g)];
      const open = parts.find(([, , inside, closed]) => inside !== undefined && closed === "");
      if (open !== undefined) {
        const start = word.start + open.index;
        return { used: 1, problem: invalid("unclosed-parenthesis", {}, start, start + open[0].length) };
      }
      const uses = parts.map(({ index, 1: type = "", 2: inside }): EntryUse => {
        const start = word.start + index;
        const end = start + type.length;
        const name: Word = { value: type, quoted: false, start, end };
        let at = end + 1;
        const args = (inside ?? "").split(",").map((value): Word => {
          const arg = { value, quoted: false, start: at, end: at + value.length };
          at = arg.end + 1;
          return arg;
        });
        return { scope: "stick-table data type", name, args: inside === undefined ? [] : args };
      });
      return { used: 1, uses };
    },
  },
  /** `set-var(txn.name,ifexists)`: the word as a whole. */
  "variable-action": {
    read(words, index, _form, text, around) {
      const word = words[index];
      if (word === undefined || word.unknown !== undefined)
        return word === undefined ? undefined : { used: 1 };
      const call = parseExpression(word.value).expression.calls[0];
      const [variable] = call?.args ?? [];
      if (call?.unclosed || !word.value.endsWith(")"))
        return { used: 1, problem: { kind: "invalid-value", message: "unclosed-parenthesis" } };
      const problem = variableProblem(variable?.value ?? "", around);
      if (problem === undefined) {
        const [argument] = argumentsIn(text, word);
        const role = call?.name.startsWith("set-") ? "definition" : "reference";
        return { used: 1, names: argument === undefined ? [] : variableNames(argument, role) };
      }
      const place = placeInWord(text, word);
      const span =
        variable === undefined ? undefined : { start: place(variable.start), end: place(variable.end) };
      return { used: 1, problem: { ...problem, ...(span === undefined ? {} : { span }) } };
    },
  },
  /** `do-resolve(txn.name,resolvers)`: the word as a whole. */
  "resolve-action": {
    read(words, index, _form, text) {
      const word = words[index];
      if (word === undefined) return undefined;
      const [variable, resolvers] = argumentsIn(text, word);
      if (word.unknown === undefined && !/\([^,)]*,[^,)]+(?:,ipv[46])*\)/.test(word.value)) {
        const params = { value: word.value, example: "do-resolve(txn.ip,dns,ipv4)" };
        return { used: 1, problem: { kind: "invalid-value", message: "not-like", params } };
      }
      return {
        used: 1,
        names: [
          ...(variable === undefined ? [] : variableNames(variable, "definition")),
          ...(resolvers === undefined
            ? []
            : [reference(["resolvers"], resolvers.value, resolvers.start, resolvers.end)]),
        ],
      };
    },
  },
  /** `set-map(file)`: the word as a whole. */
  "file-action": {
    read(words, index, { param }, text) {
      const word = words[index];
      if (word === undefined) return undefined;
      const reading = { used: 1, paths: argumentsIn(text, word).slice(0, 1) };
      const { value } = word;
      if (value.replace(/\(.*$/, "") === param) return reading;
      const params = { value, expected: `\`${param}\`` };
      return {
        ...reading,
        problem: { kind: "unknown-value", message: "unknown", params, verdict: "silent" },
      };
    },
  },
};

/** The arguments of an action that has them in its own word. */
function argumentsIn(text: string, word: Word): readonly Word[] {
  if (word.unknown !== undefined) return [];
  const [call] = parseExpression(word.value).expression.calls;
  return call === undefined || call.unclosed ? [] : useOf(call, "", placeInWord(text, word)).args;
}

/** What an expression must fit: the target version and the place of its value. */
interface Fit {
  readonly target: string;
  readonly columns: number;
  /** What the daemon does about a fetch whose data is not there. */
  readonly verdict: Verdict;
}

function valueAt(place: ValuePlace | undefined): Fit {
  return { target: place?.target ?? "", columns: columnsAt(place, "value"), verdict: "reject" };
}

interface Reading {
  readonly uses: EntryUse[];
  readonly names: NameUse[];
  readonly paths?: readonly Word[];
  problem: ValueProblem | undefined;
  /** The type of the value, where it is known. */
  type?: string | undefined;
}

function result(used: number, { uses, names, paths, problem }: Reading): ValueReading {
  return {
    used,
    uses,
    names,
    ...(paths === undefined ? {} : { paths }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** What stands for a number, if a wrong one, and begins no fetch. */
function isNumber({ value }: Word): boolean {
  return /^\d/.test(value) && !value.startsWith("51d.");
}

function isConverter(word: Word | undefined): word is Word {
  if (word === undefined || word.unknown !== undefined) return false;
  const name = /^[A-Za-z0-9._\-+:]+/.exec(word.value)?.[0];
  return name !== undefined && converterNames().has(name);
}

type First = "fetch" | "converter" | "criterion";

/** `before` is the type of what stands before a word that begins with a converter. */
function readExpression(text: string, word: Word, first: First, fit: Fit, before?: string): Reading {
  const reading: Reading = { uses: [], names: [], problem: undefined, type: before };
  if (word.unknown !== undefined || word.value.length > longestWord) return reading;
  const { expression, rest } = parseExpression(word.value);
  const place = placeInWord(text, word);
  addExpression(reading, expression, first, place, fit);
  if (rest < word.value.length) {
    const part = word.value.slice(rest);
    reading.problem ??= invalid("text-behind-expression", { part }, place(rest), word.end);
  }
  return reading;
}

function addExpression(
  reading: Reading,
  { calls }: Expression,
  first: First,
  place: (index: number) => number,
  fit: Fit,
): void {
  let { type } = reading;
  for (let i = 0; i < calls.length; i++) {
    const call = calls[i];
    if (call === undefined) continue;
    const scope = i === 0 ? first : "converter";
    if (call.name === "") {
      reading.problem ??= invalid("missing-fetch", {}, place(call.start), place(call.start) + 1);
    } else if (call.unclosed) {
      reading.problem ??= invalid("unclosed-parenthesis", {}, place(call.start), place(call.end));
    } else if (!call.name.startsWith("lua.")) {
      reading.uses.push({ ...useOf(call, scope, place), ...fitting(call.name, scope, type, fit) });
    }
    type = typeBehind(call.name, scope, type, fit.target);
  }
  reading.type = type;
}

function fetchOf(name: string, scope: string, target: string): FetchFacts | undefined {
  return fetchFacts(scope === "criterion" ? criterionFetch(name) : name, target);
}

function typeBehind(
  name: string,
  scope: First,
  before: string | undefined,
  target: string,
): string | undefined {
  if (scope !== "converter") return fetchOf(name, scope, target)?.output;
  const output = converterFacts(name, target)?.output;
  return output === "same" ? before : output;
}

/** What a fetch or a converter must fit where it stands, and what is wrong if it does not. */
function fitting(
  value: string,
  scope: First,
  type: string | undefined,
  { target, columns, verdict }: Fit,
): Pick<EntryUse, "problem" | "wanted"> {
  const kind = "invalid-value";
  if (scope !== "converter") {
    if (columns === anywhere) return nothing;
    const facts = fetchOf(value, scope, target);
    if (facts === undefined || (facts.columns & columns) !== 0) return { wanted: columns };
    return { wanted: columns, problem: { kind, message: "fetch-not-here", params: { value }, verdict } };
  }
  if (type === undefined) return nothing;
  const input = converterFacts(value, target)?.input;
  if (input === undefined || castable(type, input)) return { wanted: type };
  const params = { value, type, input };
  return { wanted: type, problem: { kind, message: "converter-input", params } };
}

const nothing = {};

/** False for a fetch without data at a place and for a converter of another type: `wanted` is what `fitting` gave. */
export function fitsPlace(scope: string, name: string, wanted: string | number, target: string): boolean {
  if (typeof wanted === "number") return ((fetchOf(name, scope, target)?.columns ?? wanted) & wanted) !== 0;
  const input = scope === "converter" ? converterFacts(name, target)?.input : undefined;
  return input === undefined || castable(wanted, input);
}

function useOf(call: Call, scope: string, place: (index: number) => number): EntryUse {
  const name: Word = {
    value: call.name,
    quoted: false,
    start: place(call.start),
    end: place(call.start + call.name.length - 1) + 1,
  };
  const args = call.args.map((argument): Word => {
    const { value } = argument;
    const start = place(argument.start);
    const end = argument.end > argument.start ? place(argument.end - 1) + 1 : start;
    return { value, quoted: false, start, end };
  });
  return { scope, name, args };
}

function readLogFormat(text: string, word: Word, fit: Fit): Reading {
  const reading: Reading = { uses: [], names: [], problem: undefined };
  if (word.unknown !== undefined || word.value.length > longestWord || !word.value.includes("%"))
    return reading;
  const place = placeInWord(text, word);
  const named = word.value.includes("%(");
  for (const item of parseLogFormat(word.value)) {
    const { start, end } = item.span;
    if (named && item.kind !== "percent") {
      // An alias is the name alone; what stands before it begins with the last `%`.
      const from = item.kind === "alias" ? word.value.lastIndexOf("%", start) : start;
      const found = formatName(word.value, from, fit.target);
      if (found !== undefined)
        reading.problem ??= { ...found, span: { start: place(from), end: place(end - 1) + 1 } };
    }
    if (item.kind === "percent") {
      const message = lonePercent(word.value.slice(end), fit.target);
      if (message !== undefined) reading.problem ??= invalid(message, {}, place(start), place(start) + 1);
    } else if (item.kind === "alias") {
      const name: Word = { value: item.name, quoted: false, start: place(start), end: place(end - 1) + 1 };
      reading.uses.push({ scope: "log-format alias", name, args: [] });
    } else {
      reading.type = undefined;
      addExpression(reading, item.expression, "fetch", place, fit);
      if (!item.closed)
        reading.problem ??= invalid("unclosed-expression", {}, place(start), place(end - 1) + 1);
    }
  }
  return reading;
}

/** What is wrong with a `%` by what follows it, where no alias and no expression does. */
function lonePercent(rest: string, target: string): string | undefined {
  if (rest === "" || /^[\s\d]/.test(rest)) return "lone-percent";
  if (rest.startsWith("{"))
    return /^\{[^}]*(?:$|\}(?:$|[\s\d%(]))/.test(rest) ? "lone-format-flags" : undefined;
  if (target === "2.6") return undefined;
  return /^\([^)]*(?:$|\)(?:$|[\s\d]))/.test(rest) ? "lone-format-name" : undefined;
}

/** Items may have a name and a type since 3.0: `%(name:type)`. Before that anything may stand there. */
function formatName(text: string, start: number, target: string): ValueProblem | undefined {
  const [, inside] = target === "2.6" ? [] : (/^%\(([^)]*)\)/.exec(text.slice(start)) ?? []);
  if (inside === undefined) return undefined;
  const kind = "invalid-value";
  const [name = "", ...types] = inside.split(":");
  const wrong = /[^A-Za-z0-9_-]/.exec(name)?.[0];
  if (wrong !== undefined)
    return { kind, message: "name-character", params: { value: name, character: wrong } };
  const type = types.join(":");
  if (types.length === 0 || /^(?:str|sint|bool|raw)$/.test(type)) return undefined;
  return { kind, message: "not-a-format-type", params: { value: type } };
}

function readCondition(text: string, words: readonly Word[], from: number, fit: Fit): ValueReading {
  const paths: Word[] = [];
  const reading: Reading = { uses: [], names: [], paths, problem: undefined };
  for (const term of parseCondition(words, from)) {
    if (term.kind === "name") {
      if (words.some((w) => w.unknown !== undefined && w.start <= term.span.start && term.span.start < w.end))
        continue;
      reading.names.push({ role: "reference", kinds: ["acl"], name: term.name, span: term.span });
      continue;
    }
    if (!term.closed && !words.some((w) => w.unknown === "several")) {
      reading.problem ??= invalid("unclosed-anonymous-acl", {}, term.open.start, term.open.end);
    }
    const inner = readCriterion(text, term.words, fit);
    reading.uses.push(...inner.uses);
    reading.names.push(...inner.names);
    paths.push(...(inner.paths ?? []));
    reading.problem ??= inner.problem;
  }
  return result(words.length - from, reading);
}

function readCriterion(text: string, words: readonly Word[], fit: Fit): Reading {
  const [first, ...rest] = words;
  if (first === undefined) return { uses: [], names: [], problem: undefined };
  const reading = readExpression(text, first, "criterion", fit);
  if (first.unknown === undefined) {
    const keyword = /^[^,(]*/.exec(first.value)?.[0] ?? "";
    // A converter takes the keyword's own method away.
    const method = reading.uses.length === 1 ? aclMethod(keyword) : undefined;
    reading.problem ??= patternProblem({ word: first, type: reading.type, method }, rest);
  }
  const paths = rest.filter((word, at) => rest[at - 1]?.value === "-f" && word.unknown === undefined);
  return { ...reading, names: groupsOf(text, first, rest), ...(paths.length === 0 ? {} : { paths }) };
}

/** `http_auth_group(list)` is tested with groups of that userlist. */
function groupsOf(text: string, first: Word, patterns: readonly Word[]): NameUse[] {
  const [list] = first.value.startsWith("http_auth_group(") ? argumentsIn(text, first) : [];
  if (list === undefined || patterns.some(({ value }) => value.startsWith("-"))) return [];
  return patterns
    .filter(({ unknown }) => unknown === undefined)
    .map(({ value, start, end }) => ({ ...reference(["group"], value, start, end), within: list.value }));
}

function invalid(
  message: string,
  params: Readonly<Record<string, string>>,
  start: number,
  end: number,
): ValueProblem {
  return { kind: "invalid-value", message, params, span: { start, end } };
}
