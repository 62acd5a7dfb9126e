/**
 * The value types of arguments in the parentheses of fetches and converters, each as HAProxy's own check of it. An
 * argument may be empty where the form says so: it is 0 or the default then.
 */
import {
  type ValuePlace,
  type ValueProblem,
  type ValueReading,
  type ValueType,
  wordType,
} from "../../catalogue/value-type.ts";
import { parseAddress } from "../../model/address.ts";
import { hasVariableScope, isVariable, reference, variableNames } from "./names.ts";

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const fixTags = ["BeginString", "BodyLength", "CheckSum", "MsgType", "SenderCompID", "TargetCompID"];
const mqttPackets = (
  "connect connack publish puback pubrec pubrel pubcomp subscribe suback unsubscribe unsuback " +
  "pingreq pingresp disconnect auth"
).split(" ");
/** The families of message digests; what OpenSSL builds a name of them with is let pass. */
const digest =
  /^(?:(?:rsa|id|ssl3|hmac)-.+|.*with.+|\d+(?:\.\d+){4,}|(?:md_|streebog|gost|id_)\w+|(?:md[245]|mdc2|md5-sha1|ripemd(?:-?160)?|rmd160|sm3|whirlpool|dss1|null|sha|sha-?1|sha2?-?(?:224|256|384|512)(?:[-/](?:224|256))?|sha3-(?:224|256|384|512)|shake-?(?:128|256)|keccak-.+|blake2[bs]-?(?:256|512)))$/i;

export const argumentTypes: Readonly<Record<string, ValueType>> = {
  /** Nothing between two commas. */
  empty: {
    read(words, index) {
      return words[index]?.value === "" ? { used: 1 } : undefined;
    },
  },
  nonempty: wordType((text) => (text === "" ? { kind: "invalid-value", message: "empty-text" } : undefined)),
  /** A variable with its scope, `txn.name`. */
  variable: {
    read(words, index, form, _text, place) {
      const word = words[index];
      if (word === undefined) return undefined;
      const found = variableProblem(word.value, place);
      if (found === undefined)
        return { used: 1, names: variableNames(word, form.param === "set" ? "definition" : "reference") };
      // Without its scope it is still meant as a name.
      const { value, start, end } = word;
      const names = form.param === "set" ? [] : [reference(["variable"], value, start, end)];
      return { used: 1, problem: found, names };
    },
  },
  /** A number, text in base64 or any text, or the variable that holds it. */
  "value-or-variable": {
    read(words, index, { param, min }, _text, place) {
      const word = words[index];
      if (word === undefined) return undefined;
      const { value } = word;
      if (variableProblem(value, place) === undefined)
        return { used: 1, names: variableNames(word, "reference") };
      if (param === "base64" && !base64.test(value)) return invalid("not-base64", value);
      if (param !== "number" && min === undefined) return { used: 1 };
      // Nothing is 0.
      if (!/^[+-]?\d*$/.test(value)) return invalid("not-a-number-or-variable", value);
      if (min === undefined || Number(value) >= min) return { used: 1 };
      const kind = "value-out-of-range";
      return { used: 1, problem: { kind, message: "below", params: { value, max: "", min: String(min) } } };
    },
  },
  /** Names of OpenSSL's message digests, of all its releases and forks. */
  digest: {
    ...wordType((text) => (digest.test(text) ? undefined : problem("not-a-message-digest", text))),
    samples: ["md5", "sha1", "sha256", "sha384", "sha512"],
  },
  /** Letters of which each may stand any number of times. */
  "regsub-flags": wordType((text) => (/^[gi]*$/.test(text) ? undefined : problem("not-regsub-flags", text))),
  /** As many characters as the parameter says. */
  characters: wordType((text, { param }) =>
    text.length === Number(param)
      ? undefined
      : { ...problem("wrong-length", text), params: { value: text, count: param } },
  ),
  /** A netmask, as a number of bits or dotted. */
  mask: wordType((text) => (isMask(text, 4) ? undefined : problem("not-a-mask", text))),
  mask6: wordType((text) => (isMask(text, 6) ? undefined : problem("not-a-mask", text))),
  /** An address; the parameter is its family, or says that a mask may follow. */
  ip: wordType((text, { param }) => ipProblem(text, param)),
  /** The number of a field of the FIX protocol, or one of the few names that HAProxy knows. */
  "fix-tag": {
    ...wordType((text) =>
      /^0*[1-9]\d*$/.test(text) || isOneOf(fixTags, text) ? undefined : problem("not-a-fix-tag", text),
    ),
    samples: fixTags,
  },
  /** The name of a method: any that could be one. */
  method: wordType((text) =>
    /^[!#$%&'*+.^_`|~\w-]*$/.test(text) ? undefined : problem("not-a-method", text),
  ),
  "mqtt-packet": {
    ...wordType((text) =>
      /^0*(?:[1-9]|1[0-5])$/.test(text) || isOneOf(mqttPackets, text)
        ? undefined
        : problem("not-an-mqtt-packet", text),
    ),
    samples: mqttPackets,
  },
  /** Numbers of fields from the outermost message to the innermost: `2.1.5`. */
  "field-path": wordType((text) => (/^[\d.]*\d$/.test(text) ? undefined : problem("not-a-field-path", text))),
};

/** What is wrong with a word as the name of a variable. */
export function variableProblem(name: string, place: ValuePlace | undefined): ValueProblem | undefined {
  if (!hasVariableScope(name) || (/^p(?!roc)/.test(name) && !hasParents(place)))
    return problem("variable-scope", name);
  return isVariable(name) ? undefined : problem("variable-characters", name);
}

/** Streams made by other streams can read the variables of those since 3.1. */
function hasParents(place: ValuePlace | undefined): boolean {
  return place === undefined || !(place.target === "2.6" || place.target === "3.0");
}

/** What is wrong with an address; `family` is `v4`, `v6`, nothing for either, or `mask` where one may follow. */
export function ipProblem(text: string, family: string): ValueProblem | undefined {
  const [, address = "", mask] = /^([^/]*)(?:\/(.*))?$/.exec(text) ?? [];
  const parsed = parseAddress(address);
  const right =
    parsed !== undefined &&
    (family === "" || family === "mask" || family === `v${parsed.family}`) &&
    (mask === undefined || (family === "mask" && isMask(mask, parsed.family)));
  return right ? undefined : problem("not-an-ip-address", text);
}

function isMask(text: string, family: 4 | 6): boolean {
  if (/^\d+$/.test(text)) return Number(text) <= (family === 4 ? 32 : 128);
  return parseAddress(text)?.family === family;
}

function invalid(message: string, value: string): ValueReading {
  return { used: 1, problem: problem(message, value) };
}

function problem(message: string, value: string): ValueProblem {
  return { kind: "invalid-value", message, params: { value } };
}

function isOneOf(names: readonly string[], text: string): boolean {
  return names.includes(text) || names.some((name) => name.toLowerCase() === text.toLowerCase());
}
