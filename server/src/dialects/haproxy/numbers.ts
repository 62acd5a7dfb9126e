/** HAProxy's numbers, times and sizes, each read by the C function that reads it there. */
import type { Value } from "../../catalogue/form.ts";
import {
  numberType,
  rangeProblem,
  type ValueProblem,
  type ValueType,
  wordType,
} from "../../catalogue/value-type.ts";

export const numberTypes: Readonly<Record<string, ValueType>> = {
  /** Read with strtol() and checked to the end. */
  int: { ...numberType(/^[+-]?\d+$/, "not-a-number", inInt), canonical: plainNumber },
  /** Read with strtol() in whatever base the digits begin with. */
  "int-any-base": numberType(/^[+-]?(?:\d+|0[xX][0-9A-Fa-f]+)$/, "not-a-number"),
  /** Read with atol(): text is 0, what follows the digits is ignored, and the daemon says nothing. */
  atol: { ...wordType((text, form) => read(text, form, inInt(text))), canonical: plainNumber },
  /** The same, 0 or a number of the range. */
  "atol-or-zero": wordType((text, form) => read(text, inInt(text) === 0 ? {} : form, inInt(text))),
  /** The same, kept in a long, and in an unsigned int. */
  atoll: wordType((text, form) => read(text, form, Number(inLong(text)))),
  atou: wordType((text, form) => read(text, form, inInt(text) >>> 0)),
  /** `<code 200,404>`: one of these numbers, read with atol(). */
  code: wordType(
    (text, form) => {
      const codes = form.param.split(",");
      if (codes.includes(text)) return undefined;
      if (codes.includes(String(inInt(text)))) return { ...notANumber(text), verdict: "silent" };
      const expected = codes.map((code) => `\`${code}\``).join(", ");
      return { kind: "unknown-value", message: "unknown", params: { value: text, expected } };
    },
    (form) => form.param.split(","),
  ),
  time: {
    ...wordType((text, form) => timeProblem(text, form)),
    unit: "ms",
    canonical: (text, form) => `${milliseconds(text, form.param === "s" ? "s" : "ms")}ms`,
  },
  size: {
    ...wordType((text, form) => {
      if (!/^\d+[kKmMgG]?$/.test(text))
        return { kind: "invalid-value", message: "not-a-byte-size", params: { value: text } };
      return rangeProblem(byteCount(text), text, form);
    }),
    unit: "bytes",
    canonical: (text) => String(byteCount(text)),
  },
};

/** What is wrong with a text that is taken for this number. */
function read(text: string, range: Pick<Value, "min" | "max">, number: number): ValueProblem | undefined {
  const problem = rangeProblem(number, text, range);
  if (/^[+-]?\d+$/.test(text)) return problem;
  return { ...notANumber(text), verdict: problem === undefined ? "silent" : "reject" };
}

function notANumber(text: string): ValueProblem {
  return { kind: "invalid-value", message: "not-a-number", params: { value: text } };
}

const largest = (1n << 63n) - 1n;

/** What strtol() or atol() makes of a text. */
function inLong(text: string): bigint {
  const [, sign, digits = "0"] = /^\s*([+-]?)(\d+)/.exec(text) ?? [];
  const value = BigInt(digits) > largest ? largest : BigInt(digits);
  return sign === "-" ? -value : value;
}

/** The same, kept in an int: too large a number is -1. */
function inInt(text: string): number {
  return Number(BigInt.asIntN(32, inLong(text)));
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
  // Counted in 64 bits, and no one looks whether they are enough.
  const count = match === null ? Number.NaN : Number(BigInt.asUintN(64, BigInt(match[1] ?? "")));
  return count * (unitMilliseconds[match?.[2] ?? unit] ?? 1);
}

/** The bytes of a size that is one. */
function byteCount(text: string): number {
  const power = ["k", "m", "g"].indexOf(text.at(-1)?.toLowerCase() ?? "") + 1;
  return Number.parseInt(text, 10) * 1024 ** power;
}

function plainNumber(text: string): string {
  return /^[+-]?\d+$/.test(text) ? String(Number(text)) : text;
}

/** One number and one unit. What follows the unit is only warned of. It is kept as a whole number of the unit. */
function timeProblem(text: string, form: Value): ValueProblem | undefined {
  const kind = "invalid-value";
  const unit = form.param === "s" ? "s" : "ms";
  const [read, , suffix] = /^(\d+)(us|ms|s|m|h|d)?/.exec(text) ?? [];
  if (read === undefined) return { kind, message: "not-a-duration", params: { value: text } };
  const value = Math.ceil(milliseconds(text, unit) / (unitMilliseconds[unit] ?? 1));
  if (read.length < text.length && suffix === undefined)
    return { kind, message: "not-a-duration", params: { value: text } };
  const range = rangeProblem(value, text, form);
  if (range !== undefined) return range;
  if (read.length < text.length)
    return { kind, message: "time-cut", params: { value: text, read }, verdict: "warn" };
  if (value <= 2_147_483_647) return undefined;
  return {
    kind: "value-out-of-range",
    message: "above",
    params: { value: text, max: `2147483647${unit}` },
  };
}
