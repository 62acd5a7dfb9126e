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
import { type Address, isMulticast, networkEnds, parseAddress } from "../../model/address.ts";

export const values: ValueTypes = {
  int: checked((text, form) => integer(text, form, /^\s*[+-]?\d+$/)),
  "int-any-base": checked((text, form) => integer(text, form, /^\s*[+-]?(?:\d+|0[xX][0-9A-Fa-f]+)$/)),
  decimal: checked((text, form) => decimal(text, form, 6)),
  decimal3: checked((text, form) => decimal(text, form, 3)),
  port: checked((text) => integer(text, portForm, /^\s*[+-]?\d+$/)),
  // Where it stands behind an address, 0 is no port at all and taken.
  "service-port": checked((text) =>
    /^0*$/.test(text) ? undefined : integer(text, portForm, /^\s*[+-]?\d+$/),
  ),
  mode: checked((text) => (isMode(text) ? undefined : invalid("not-a-mode", text))),
  // Before 2.2.8, without the marks for three rights at once.
  "old-mode": checked((text) =>
    isMode(text) && !text.includes("IRWX") ? undefined : invalid("not-a-mode", text),
  ),
  text: checked((text, form) => tooLong(text, form.param)),
  interface: interfaceName(),
  address: checked((text, form) => address(cutMask(text), text, form.param)),
  // An address of which nothing is cut off.
  "plain-address": checked(plainAddress),
  multicast: checked(multicast),
  cidr: checked((text) => network(text, "")),
  network: checked((text, form) => network(text, form.param)),
  // A second destination takes the place of the first.
  "further-network": onlyWhere(
    /^[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*(?:\/|$)/,
    checked((text) => network(text, "")),
  ),
  "address-range": checked(addressRange),
  mac: onlyWhere(
    /:/,
    checked((text) => {
      if (!isMac(text)) return invalid("not-a-mac", text);
      return isStandardMac(text) ? invalid("standard-mac", text) : undefined;
    }),
  ),
  // A word with a colon is meant as a MAC address.
  "vmac-name": onlyWhere(/^(?!(?:name|group|netlink_notify_msg)$)[^:/\s]+$/, interfaceName()),
  "vmac-word": onlyWhere(/^[^:/\s]+$/, interfaceName()),
  granularity: checked((text) => (isGranularity(text) ? undefined : invalid("not-a-netmask", text))),
  digest: checked(digest),
  "number-or-name": checked(numberOrName),
  // The kernel's number of a type stands for its name.
  "type-number": onlyWhere(/^\d/, anyWord),
  realms: checked(realms),
  "mark-and-mask": checked((text) =>
    isMarkAndMask(text) ? undefined : invalid("not-a-firewall-mark", text),
  ),
  "number-range": checked((text) =>
    /^\d+-\d+$/.test(text) ? undefined : invalid("not-a-number-range", text),
  ),
  "route-time": checked((text) =>
    /^\s*\+?(?:\d+(?:ms)?|(?:\d+\.?\d*|\.\d+)s)$/.test(text) ? undefined : invalid("not-a-route-time", text),
  ),
  "mpls-labels": checked((text) => (areLabels(text) ? undefined : invalid("not-mpls-labels", text))),
  "ila-locator": checked((text) =>
    /^[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){3}$/.test(text) ? undefined : invalid("not-a-locator", text),
  ),
  "status-code": checked((text) => (isStatusRange(text) ? undefined : invalid("not-a-status", text))),
  "dns-name": checked((text) => (isDnsName(text) ? undefined : invalid("not-a-dns-name", text))),
  hex: checked((text) => (/^[0-9A-Fa-f]+$/.test(text) ? undefined : invalid("not-hex", text))),
  "last-hex": checked((text) => lastHex(text, /^[0-9A-Fa-f]+$/)),
  "last-hex-pattern": checked((text) => lastHex(text, /^[0-9A-FXa-fx]+$/)),
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
  "named-path": checked((text) => (text === "" ? invalid("empty", text) : undefined)),
  user: anyWord,
  group: anyWord,
  script: anyWord,
  regex: anyWord,
};

/** `<IPADDR>`, `x.x.x.x`, `YOUR_VIP`, `%VIP%`, `VIP_GOES_HERE` and the like: text of a manual that was to be replaced. */
export function isPlaceholder(text: string): boolean {
  return placeholders.some((pattern) => pattern.test(text));
}

const placeholders = [
  /^<[A-Za-z][\w .|/:-]*>(?:[|/]<[A-Za-z][\w .|/:-]*>)*$/,
  /^(?=.*[xX])(?:\d{1,3}|[xX]{1,3})(?:\.(?:\d{1,3}|[xX]{1,3})){3}(?:\/\d+)?$/,
  /^your[-_][\w-]+$/i,
  /^%[A-Z][A-Z0-9_]+%$/,
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_HERE$/,
];

const portForm: Value = { kind: "value", type: "port", prefix: "", param: "", min: 1, max: 65535 };

/** A type of one word that leaves placeholders to the rule that is about them. */
function checked(problemOf: (text: string, form: Value) => ValueProblem | undefined): ValueType {
  return wordType((text, form) => (isPlaceholder(text) ? undefined : problemOf(text, form)));
}

/** The host defines interfaces; the places that name one belong together all the same. */
function interfaceName(): ValueType {
  const type = checked((text) => tooLong(text, "15"));
  return {
    read(words, index, form, text) {
      const word = words[index];
      const reading = type.read(words, index, form, text);
      if (word === undefined || reading?.problem !== undefined || isPlaceholder(word.value)) return reading;
      const span = { start: word.start, end: word.end };
      return { used: 1, names: [{ role: "reference", kinds: ["interface"], name: word.value, span }] };
    },
  };
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
  if (limit === "" || byteLength(text) <= Number(limit)) return undefined;
  return invalid("too-long", text, { max: limit });
}

function byteLength(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : encoder.encode(text).length;
}

const encoder = new TextEncoder();

/** Where keepalived takes an address alone, it cuts off a mask or a range before it reads it. */
export function cutMask(text: string): string {
  // A range goes first; what is left of it is not cut again.
  const dash = text.indexOf("-");
  return dash < 0 ? text.replace(/\/.*$/s, "") : text.slice(0, dash);
}

function address(text: string, written: string, family: string): ValueProblem | undefined {
  const found = parseAddress(text);
  if (found === undefined) return invalid("not-an-address", written);
  return wrongFamily(found, written, family);
}

function plainAddress(text: string, form: Value): ValueProblem | undefined {
  const alone = cutMask(text);
  if (alone === text || parseAddress(alone) === undefined) return address(text, text, form.param);
  return invalid("has-prefix", text);
}

/** Read two characters at a time, each pair as a number: with a sign or a blank in it the sum can never be right, and is taken. */
function digest(text: string): ValueProblem | undefined {
  if (/^[0-9A-Fa-f]{32}$/.test(text)) return undefined;
  const taken = /^(?:[0-9A-Fa-f]{2}|[-+\s][0-9A-Fa-f]){16}$/.test(text);
  return { ...invalid("not-a-digest", text), ...(taken ? { verdict: "silent" } : {}) };
}

/** `ADDRESS`, `ADDRESS/BITS` with no bit set behind them, `ADDRESS-LAST`: the last number or a whole address. */
function addressRange(text: string): ValueProblem | undefined {
  const [, first = "", mark, rest = ""] = /^([^-/]*)([-/]?)(.*)$/s.exec(text) ?? [];
  const found = parseAddress(first);
  if (found === undefined) return invalid("not-an-address", text);
  if (mark === "/") return groupMask(found, rest, text);
  return mark === "-" ? rangeEnd(found, rest, text) : undefined;
}

function groupMask(found: Address, bits: string, text: string): ValueProblem | undefined {
  const max = found.family === 4 ? 32 : 128;
  if (!/^\s*\+?\d+$/.test(bits) || Number(bits) < 1 || Number(bits) > max)
    return invalid("bad-group-prefix", text, { max: String(max) });
  const [network] = networkEnds(found, Number(bits));
  if (network.text === found.text) return undefined;
  return invalid("host-bits", text, { network: `${network.text}/${Number(bits)}` });
}

function rangeEnd(found: Address, end: string, text: string): ValueProblem | undefined {
  const whole = parseAddress(end);
  if (whole !== undefined) {
    const backwards = whole.family === found.family && compareBytes(whole.bytes, found.bytes) < 0;
    return backwards ? invalid("backward-range", text) : undefined;
  }
  if (/[.:]/.test(end)) return invalid("bad-range-end", text);
  const { bytes } = found;
  const v4 = found.family === 4;
  const start = v4 ? (bytes[3] ?? 0) : (bytes[14] ?? 0) * 256 + (bytes[15] ?? 0);
  if (!(v4 ? /^\+?\d*$/ : /^\+?[0-9A-Fa-f]*$/).test(end)) return invalid("bad-range-end", text);
  const last = end === "" ? 0 : Number.parseInt(end, v4 ? 10 : 16);
  if (last > (v4 ? 0xff : 0xffff)) return invalid("bad-range-end", text);
  return last > start ? undefined : invalid("backward-range", text);
}

function compareBytes(a: readonly number[], b: readonly number[]): number {
  for (const [i, byte] of a.entries()) if (byte !== b[i]) return byte - (b[i] ?? 0);
  return 0;
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

/** The addresses that VRRP itself gives to virtual routers. */
function isStandardMac(text: string): boolean {
  const [a, b, c, d, e] = text.split(":").map((octet) => Number.parseInt(octet, 16));
  return a === 0 && b === 0 && c === 0x5e && d === 0 && (e === 1 || e === 2);
}

function isGranularity(text: string): boolean {
  return /^\s*\+?\d+$/.test(text) || parseAddress(text)?.family === 4;
}

/** Names are the host's: they stand in files of /etc/iproute2. */
function numberOrName(text: string, form: Value): ValueProblem | undefined {
  const value = readAnyBase(text);
  return value === undefined ? undefined : rangeProblem(value, text, form);
}

/** `to`, or `from/to`. */
function realms(text: string): ValueProblem | undefined {
  const parts = text.split("/");
  if (parts.length > 2 || (parts.length === 2 && parts.includes(""))) return invalid("not-realms", text);
  const numbers = parts.map((part) => readAnyBase(part) ?? 0);
  return numbers.every((number) => number >= 0 && number <= 255) ? undefined : invalid("not-realms", text);
}

function isMarkAndMask(text: string): boolean {
  const parts = text.split("/");
  return parts.length <= 2 && parts.every((part) => part === "" || isUnsigned32(part));
}

function isUnsigned32(text: string): boolean {
  return /^\+?(?:0[xX][0-9A-Fa-f]{1,8}|\d{1,10})$/.test(text) && Number(text) < 2 ** 32;
}

/** Decimal, hexadecimal or octal; the daemon keeps the last 32 bits. */
function readAnyBase(text: string): number | undefined {
  const [, sign, hex, octal, decimal] =
    /^\s*([+-]?)(?:0[xX]([0-9A-Fa-f]+)|0([0-7]+)|(\d+))$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const value =
    hex !== undefined
      ? Number.parseInt(hex, 16)
      : octal !== undefined
        ? Number.parseInt(octal, 8)
        : Number(decimal);
  if (value > Number.MAX_SAFE_INTEGER) return undefined;
  return (((sign === "-" ? -value : value) % 2 ** 32) + 2 ** 32) % 2 ** 32;
}

/** One label, or two with a slash between them. */
function areLabels(text: string): boolean {
  return (
    /^(?:\d+|0[xX][0-9A-Fa-f]+)(?:\/(?:\d+|0[xX][0-9A-Fa-f]+))?$/.test(text) && text.split("/").every(isLabel)
  );
}

function isLabel(text: string): boolean {
  return Number(text) < 2 ** 20;
}

/** Up to 2.2 the last octet of a hexadecimal text must not be FF. */
function lastHex(text: string, look: RegExp): ValueProblem | undefined {
  if (!look.test(text)) return invalid("not-hex", text);
  return /^(?:..)*ff$/i.test(text) ? invalid("ends-in-ff", text) : undefined;
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
