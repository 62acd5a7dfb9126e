/** How keepalived reads numbers, times, addresses and the like: as strict as its own check run, and no stricter. */
import type { Value } from "../../catalogue/form.ts";
import {
  anyWord,
  onlyWhere,
  rangeProblem,
  type ValueProblem,
  type ValueType,
  type ValueTypes,
  wordType,
} from "../../catalogue/value-type.ts";
import { type Address, isMulticast, parseAddress } from "../../model/address.ts";

export const values: ValueTypes = {
  int: checked((text, form) => integer(text, form, /^\s*[+-]?\d+$/)),
  "int-any-base": checked((text, form) => integer(text, form, /^\s*[+-]?(?:\d+|0[xX][0-9A-Fa-f]+)$/)),
  decimal: checked((text, form) => decimal(text, form, 6)),
  decimal3: checked((text, form) => decimal(text, form, 3)),
  port: checked((text) => integer(text, portForm, /^\s*[+-]?\d+$/)),
  mode: checked((text) => (isMode(text) ? undefined : invalid("not-a-mode", text))),
  text: checked((text, form) => tooLong(text, form.param)),
  interface: checked((text) => tooLong(text, "15")),
  address: checked((text, form) => address(cutMask(text), text, form.param)),
  multicast: checked(multicast),
  cidr: checked((text) => network(text, "")),
  network: checked((text, form) => network(text, form.param)),
  // A second destination takes the place of the first.
  "further-network": onlyWhere(
    /^[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*(?:\/|$)/,
    checked((text) => network(text, "")),
  ),
  "address-range": checked((text) => address(cutMask(text), text, "")),
  mac: onlyWhere(
    /:/,
    checked((text) => (isMac(text) ? undefined : invalid("not-a-mac", text))),
  ),
  granularity: checked((text) => (isGranularity(text) ? undefined : invalid("not-a-netmask", text))),
  digest: checked((text) => (/^[0-9A-Fa-f]{32}$/.test(text) ? undefined : invalid("not-a-digest", text))),
  "status-code": checked((text) => (isStatusRange(text) ? undefined : invalid("not-a-status", text))),
  "dns-name": checked((text) => (isDnsName(text) ? undefined : invalid("not-a-dns-name", text))),
  hex: checked((text) => (/^[0-9A-Fa-f]+$/.test(text) ? undefined : invalid("not-hex", text))),
  "hex-pattern": checked((text) => (/^[0-9A-FXa-fx]+$/.test(text) ? undefined : invalid("not-hex", text))),
  "include-check": onlyWhere(
    /^[+-]/,
    checked((text) =>
      /^[+-](?:read|match|wildcard_match|brace_match)$/.test(text)
        ? undefined
        : invalid("not-an-include-check", text),
    ),
  ),
  "auth-type": { ...authenticationType(), samples: ["PASS", "AH"] },
  name: anyWord,
  email: anyWord,
  hostname: anyWord,
  path: anyWord,
  user: anyWord,
  group: anyWord,
  script: anyWord,
  regex: anyWord,
};

/** `<IPADDR>` and the like: text of a manual that was to be replaced. */
export function isPlaceholder(text: string): boolean {
  return /^<[A-Za-z][\w .|/:-]*>(?:[|/]<[A-Za-z][\w .|/:-]*>)*$/.test(text);
}

const portForm: Value = { kind: "value", type: "port", prefix: "", param: "", min: 1, max: 65535 };

/** A type of one word that leaves placeholders to the rule that is about them. */
function checked(problemOf: (text: string, form: Value) => ValueProblem | undefined): ValueType {
  return wordType((text, form) => (isPlaceholder(text) ? undefined : problemOf(text, form)));
}

function invalid(
  message: string,
  value: string,
  params: Readonly<Record<string, string>> = {},
): ValueProblem {
  return { kind: "invalid-value", message, params: { value, ...params } };
}

function integer(text: string, form: Value, pattern: RegExp): ValueProblem | undefined {
  // Quotes with nothing in them are read as 0.
  const digits = text.trim();
  if (digits !== "" && !pattern.test(text)) return invalid("not-a-number", text);
  const value = /^[+-]?0\d+$/.test(digits) ? Number.parseInt(digits, 10) : Number(digits);
  return rangeProblem(value, text, form);
}

function decimal(text: string, form: Value, places: number): ValueProblem | undefined {
  const match = /^\s*(?:[+-]?(?:\d+(?:\.(\d*))?|\.(\d+)))?$/.exec(text);
  if (match === null) return invalid("not-a-decimal", text);
  if ((match[1] ?? match[2] ?? "").length > places)
    return invalid("too-many-decimals", text, { places: String(places) });
  return rangeProblem(Number(text), text, form);
}

function tooLong(text: string, limit: string): ValueProblem | undefined {
  if (limit === "" || new TextEncoder().encode(text).length <= Number(limit)) return undefined;
  return invalid("too-long", text, { max: limit });
}

/** Where keepalived takes an address alone, it cuts off a mask or a range before it reads it. */
function cutMask(text: string): string {
  return text.replace(/[-/].*$/s, "");
}

function address(text: string, written: string, family: string): ValueProblem | undefined {
  const found = parseAddress(text);
  if (found === undefined) return invalid("not-an-address", written);
  return wrongFamily(found, written, family);
}

function wrongFamily(found: Address, written: string, family: string): ValueProblem | undefined {
  if (family === "" || String(found.family) === family) return undefined;
  return invalid("wrong-family", written, { family: `IPv${family}` });
}

function multicast(text: string, form: Value): ValueProblem | undefined {
  const found = parseAddress(cutMask(text));
  if (found === undefined) return invalid("not-an-address", text);
  return (
    wrongFamily(found, text, form.param) ?? (isMulticast(found) ? undefined : invalid("not-multicast", text))
  );
}

function network(text: string, family: string): ValueProblem | undefined {
  const slash = text.indexOf("/");
  const found = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (found === undefined) return invalid("not-an-address", text);
  const prefix = slash < 0 ? "" : text.slice(slash + 1);
  const max = found.family === 4 ? 32 : 128;
  if (!/^\s*[+]?\d*$/.test(prefix) || Number(prefix) > max)
    return invalid("bad-prefix", text, { max: String(max) });
  return wrongFamily(found, text, family);
}

/** Five octets (the VRID is the sixth) or six, and no multicast bit. */
function isMac(text: string): boolean {
  const octets = text.split(":");
  if (octets.length !== 5 && octets.length !== 6) return false;
  return (
    octets.every((octet) => /^[0-9A-Fa-f]{1,2}$/.test(octet)) &&
    Number.parseInt(octets[0] ?? "", 16) % 2 === 0
  );
}

function isGranularity(text: string): boolean {
  return /^\s*\+?\d+$/.test(text) || parseAddress(text)?.family === 4;
}

function isMode(text: string): boolean {
  if (/^0[0-7]*$|^[1-9]\d*$|^0[xX][0-9A-Fa-f]+$/.test(text))
    return Number(text.replace(/^0(?=[0-7])/, "0o")) <= 0o777;
  return text.split("|").every((flag) => /^I(?:[RWX](?:USR|GRP|OTH)|RWX[UGO])$/.test(flag));
}

function isStatusRange(text: string): boolean {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (match === null) return false;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first >= 100 && last <= 599 && first <= last;
}

function isDnsName(text: string): boolean {
  if (text === "." || text === "") return true;
  const labels = text.replace(/\.$/, "").split(".");
  return labels.every((label) => label.length > 0 && label.length <= 63);
}

/** A second `auth_type` that is no type is left to the rule that knows it for the password. */
function authenticationType(): ValueType {
  return {
    read(words, index, _form, text) {
      const word = words[index];
      if (word === undefined) return undefined;
      if (word.value === "PASS" || word.value === "AH" || isPlaceholder(word.value)) return { used: 1 };
      const start = words[0]?.start ?? word.start;
      const before = text.slice(Math.max(text.lastIndexOf("{", start), start - 500, 0), start);
      if (/\bauth_type[ \t]+(?:PASS|AH)\b/.test(before)) return { used: 1 };
      const upper = word.value.toUpperCase();
      const params = { name: "auth_type", value: word.value, expected: "`PASS`, `AH`" };
      return upper === "PASS" || upper === "AH"
        ? {
            used: 1,
            problem: {
              kind: "unknown-value",
              message: "near",
              params: { ...params, near: upper },
              replacement: upper,
            },
          }
        : { used: 1, problem: { kind: "unknown-value", message: "unknown", params } };
    },
  };
}
