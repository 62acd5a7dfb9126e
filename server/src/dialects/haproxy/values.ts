/** HAProxy's value types: numbers, times, sizes, addresses and names, as strict as the daemon and not stricter. */
import {
  type EntryUse,
  type NameUse,
  numberType,
  rangeProblem,
  type ValueProblem,
  type ValueType,
  type ValueTypes,
  wordType,
} from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";
import { addressProblem, addressUses, canonicalAddress } from "./address.ts";
import { fileCondition } from "./file-condition.ts";
import { nameTypes, reference } from "./names.ts";
import { sampleTypes } from "./samples.ts";
import { placeInWord } from "./words.ts";

const redirectCodes = ["301", "302", "303", "307", "308"];

const anything = wordType(() => undefined);

export const haproxyTypes: ValueTypes = {
  ...nameTypes,
  ...sampleTypes,
  /** Read with strtol() and checked to the end. */
  int: { ...numberType(/^[+-]?\d+$/, "not-a-number"), canonical: plainNumber },
  /** Read with strtol() in whatever base the digits begin with. */
  "int-any-base": numberType(/^[+-]?(?:\d+|0[xX][0-9A-Fa-f]+)$/, "not-a-number"),
  /** Read with atol(): text is 0, what follows the digits is ignored, and the daemon says nothing. */
  atol: {
    ...wordType((text, form) => {
      if (!/^[+-]?\d+$/.test(text)) {
        const verdict = form.param === "digits" && !/^[+-]?\d/.test(text) ? "reject" : "silent";
        return { kind: "invalid-value", message: "not-a-number", params: { value: text }, verdict };
      }
      return rangeProblem(Number(text), text, form);
    }),
    canonical: plainNumber,
  },
  "redirect-code": { ...wordType(redirectCodeProblem), samples: redirectCodes },
  time: {
    ...wordType((text) => timeProblem(text)),
    unit: "ms",
    canonical: (text, form) => `${milliseconds(text, form.param === "s" ? "s" : "ms")}ms`,
  },
  size: {
    ...wordType((text) => {
      if (/^\d+[kKmMgG]?$/.test(text)) return undefined;
      return { kind: "invalid-value", message: "not-a-byte-size", params: { value: text } };
    }),
    unit: "bytes",
    canonical: (text) => String(byteCount(text)),
  },
  address: {
    read(words, index, form, text) {
      const word = words[index];
      const use = addressUses[form.param];
      if (word === undefined || use === undefined) return undefined;
      const parts =
        form.param === "bind" || form.param === "dgram-bind" ? word.value.split(",") : [word.value];
      // A comma at the end is nothing; one at the beginning leaves an empty address.
      if (parts.length > 1 && parts.at(-1) === "") parts.pop();
      const wrong = parts.map((part) => addressProblem(part, use)).find((problem) => problem !== undefined);
      const uses = familiesOf(word, text);
      const names = word.value.includes("@") ? addressNames(word, text) : [];
      if (wrong === undefined) return { used: 1, uses, names };
      return {
        used: 1,
        uses,
        problem: { kind: "invalid-value", message: wrong, params: { value: word.value } },
      };
    },
    canonical: (text, form) =>
      text
        .split(",")
        .map((part) => canonicalAddress(part, form.param))
        .sort()
        .join(","),
  },
  /** A name that this line gives; the parameter is its kind. */
  name: {
    read(words, index, form) {
      const word = words[index];
      if (word === undefined) return undefined;
      if (word.unknown !== undefined) return { used: 1 };
      const names: NameUse[] = [{ role: "definition", kinds: [form.param], name: word.value, span: word }];
      const problem = nameProblem(word.value);
      return problem === undefined ? { used: 1, names } : { used: 1, names, problem };
    },
  },
  /** Actions, services and the like that a Lua script registers. */
  lua: {
    read(words, index) {
      // `tune.stick-counters` may allow more than those that have an entry.
      return /^(?:lua\.|track-sc\d{2,}$)/.test(words[index]?.value ?? "") ? { used: 1 } : undefined;
    },
  },
  /** A word that does not begin a condition. */
  word: {
    read(words, index) {
      const value = words[index]?.value;
      return value === undefined || value === "if" || value === "unless" ? undefined : { used: 1 };
    },
  },
  "file-condition": fileCondition,
  path: anything,
  regex: anything,
  /** `[auto:]1/1-4`, a list of threads or processors: not looked into. */
  set: anything,
} satisfies Record<string, ValueType>;

/** What an address names: `ring@name` and `backend@name`, where a log may go to, and `rhttp@backend/server`. */
function addressNames(word: Word, text: string): NameUse[] {
  const [, family, name = "", server] =
    /^(ring|backend|rhttp|rev)@([^/,]+)(?:\/([^/,]+))?$/.exec(word.value) ?? [];
  if (family === undefined || word.unknown !== undefined) return [];
  const place = placeInWord(text, word);
  const at = family.length + 1;
  const kinds = family === "ring" ? ["ring"] : ["backend", "listen"];
  const first: NameUse = {
    ...reference(kinds, name, place(at), place(at + name.length - 1) + 1),
    unchecked: true,
  };
  if (server === undefined) return [first];
  const from = at + name.length + 1;
  const span = reference(["server"], server, place(from), place(from + server.length - 1) + 1);
  return [first, { ...span, within: name, unchecked: true }];
}

/** The families that are written in an address, `ipv4@` and the like: not every version knows each. */
function familiesOf(word: Word, text: string): EntryUse[] {
  if (!word.value.includes("@") || word.value.includes("$")) return [];
  const place = placeInWord(text, word);
  return [...word.value.matchAll(/(?:^|,)(?:(?:stream|dgram|quic)\+)*([a-z0-9]+)@/g)].map(
    (match): EntryUse => {
      const family = match[1] ?? "";
      const start = match.index + match[0].length - family.length - 1;
      const name: Word = {
        value: family,
        quoted: false,
        start: place(start),
        end: place(start + family.length),
      };
      return { scope: "address family", name, args: [] };
    },
  );
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** The milliseconds of a time that is one, `unit` where it has none of its own. */
export function milliseconds(text: string, unit: string): number {
  const match = /^(\d+)(us|ms|s|m|h|d)?/.exec(text);
  return Number(match?.[1]) * (unitMilliseconds[match?.[2] ?? unit] ?? 1);
}

/** The bytes of a size that is one. */
function byteCount(text: string): number {
  const power = ["k", "m", "g"].indexOf(text.at(-1)?.toLowerCase() ?? "") + 1;
  return Number.parseInt(text, 10) * 1024 ** power;
}

function plainNumber(text: string): string {
  return /^[+-]?\d+$/.test(text) ? String(Number(text)) : text;
}

/** Read with atol(): what follows the digits is ignored. */
function redirectCodeProblem(text: string): ValueProblem | undefined {
  const digits = /^\+?0*(\d+)/.exec(text)?.[1] ?? "";
  if (!redirectCodes.includes(digits)) {
    const expected = redirectCodes.map((code) => `\`${code}\``).join(", ");
    return { kind: "unknown-value", message: "unknown", params: { value: text, expected } };
  }
  if (digits === text) return undefined;
  return { kind: "invalid-value", message: "not-a-number", params: { value: text }, verdict: "silent" };
}

/** One number and one unit. What follows the unit is only warned of. */
function timeProblem(text: string): ValueProblem | undefined {
  const kind = "invalid-value";
  const match = /^(\d+)(us|ms|s|m|h|d)?/.exec(text);
  if (match === null) return { kind, message: "not-a-duration", params: { value: text } };
  const [read, digits = "", unit] = match;
  if (read.length < text.length) {
    if (unit === undefined) return { kind, message: "not-a-duration", params: { value: text } };
    return { kind, message: "time-cut", params: { value: text, read }, verdict: "warn" };
  }
  if (Number(digits) * (unitMilliseconds[unit ?? "ms"] ?? 1) <= 2_147_483_647) return undefined;
  return {
    kind: "value-out-of-range",
    message: "above",
    params: { value: text, max: "2147483647ms" },
    verdict: unit === undefined ? "silent" : "reject",
  };
}

function nameProblem(name: string): ValueProblem | undefined {
  const wrong = /[^A-Za-z0-9_:.-]/.exec(name)?.[0];
  if (wrong === undefined) return undefined;
  return {
    kind: "invalid-value",
    message: "name-character",
    params: { value: name, character: wrong },
    verdict: "reject",
  };
}
