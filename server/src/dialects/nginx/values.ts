/** How nginx reads numbers, times, sizes, addresses and names: as strict as its own check run, and no stricter. */
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
import { compareAddresses, parseAddress } from "../../model/address.ts";
import { condition } from "./condition.ts";
import { bindAddress, endpoint, listenAddress, passAddress, passUrl, resolverAddress } from "./endpoint.ts";
import { locationMatch } from "./location.ts";
import { logTarget } from "./log-target.ts";
import { mapKey, pattern, regex, serverName } from "./regex.ts";
import { spanIn, target, text, variable } from "./text.ts";
import { largest, parseSize, parseTime } from "./units.ts";

export const nginxTypes: ValueTypes = {
  string: anyWord,
  file: anyWord,
  text,
  path: text,
  target,
  "log-target": logTarget,
  // A form that ends in any text can still see a misspelt option in front of it.
  "log-text": onlyWhere(/^(?!escape=)/, text),
  // `=404` at the end of `try_files` is a status, never a file.
  fallback: {
    ...target,
    read: (words, index, form, source) =>
      words[index]?.value.startsWith("=") ? undefined : target.read(words, index, form, source),
  },
  variable,
  regex,
  pattern,
  "map-key": mapKey,
  "server-name": serverName,
  location: locationMatch,
  condition,
  listen: listenAddress,
  peer: endpoint,
  upstream: passAddress,
  url: passUrl,
  bind: bindAddress,
  num: { ...wordType((value, form) => number(value, form, /^\d+$/)), canonical: (v) => String(Number(v)) },
  signed: wordType((value, form) => number(value, form, /^[-+]?\d+$/)),
  "power-num": wordType((value, form) => number(value, form, /^\d+$/) ?? powerProblem(Number(value), value)),
  "power-size": wordType(
    (value, form) => size(value, form, false) ?? powerProblem(parseSize(value, false), value),
  ),
  "pool-size": wordType((value, form) => size(value, form, false) ?? poolProblem(value)),
  "hash-levels": hashLevels(),
  "charset-byte": wordType((value) => (isByte(value) ? undefined : invalid("not-hex", value))),
  // A character of UTF-8 takes more.
  "charset-bytes": wordType((value) =>
    isByte(value) || /^(?:[\da-f]{2})+$/i.test(value) ? undefined : invalid("not-hex", value),
  ),
  size: { ...wordType((value, form) => size(value, form, false)), unit: "bytes", canonical: byteCount },
  offset: { ...wordType((value, form) => size(value, form, true)), unit: "bytes", canonical: byteCount },
  "rate-text": unlessVariable((value, form) => size(value, form, false)),
  time: {
    ...wordType((value) =>
      parseTime(value, "milliseconds") === undefined ? invalid("not-a-time", value) : undefined,
    ),
    unit: "s",
    canonical: (value) => `${parseTime(value, "milliseconds")}ms`,
  },
  seconds: {
    ...wordType((value) =>
      parseTime(value, "seconds") === undefined ? invalid("not-a-time", value) : undefined,
    ),
    unit: "s",
    canonical: (value) => `${parseTime(value, "seconds")}ms`,
  },
  expires: unlessVariable(expires),
  switch: {
    ...wordType((value) => (/^o(?:n|ff)$/.test(value) ? undefined : invalid("not-a-switch", value))),
    samples: ["on", "off"],
  },
  keepalive: wordType((value) => (isKeepalive(value) ? undefined : invalid("not-a-keepalive", value))),
  rate: wordType((value) =>
    /^\d*[1-9]\d*(?:r\/[sm])?$/.test(value) ? undefined : invalid("not-a-rate", value),
  ),
  zone: zone(),
  "cache-zone": zoneUse("cache-zone"),
  pool: zoneUse("thread-pool"),
  "resolver-address": onlyWhere(/^(?!valid=|ipv[46]=|status_zone=)/, resolverAddress),
  "user-id-mark": wordType((value) =>
    /^(?:off|[A-Za-z0-9=])$/.test(value) ? undefined : invalid("not-a-mark-letter", value),
  ),
  cpus: wordType((value) => (/^[01 ]*$/.test(value) ? undefined : invalid("not-a-cpu-mask", value))),
  levels: wordType((value) =>
    /^[12](?::[12]){0,2}$/.test(value) ? undefined : invalid("bad-levels", value),
  ),
  percent: wordType((value) =>
    /^(?:\*|(?=.*[1-9])\d*(?:\.\d{0,2})?%)$/.test(value) ? undefined : invalid("not-a-percentage", value),
  ),
  access: wordType((value) =>
    /^(?:user|group|all):rw?$/.test(value) ? undefined : invalid("not-an-access", value),
  ),
  cidr: wordType(network),
  "geo-network": wordType(geoNetwork),
  "return-code": onlyWhere(
    /^\d+$/,
    wordType((value) => rangeProblem(Number(value), value, { ...statusForm, min: 0, max: 999 })),
  ),
  redirect: redirect(),
  "error-code": onlyWhere(/^[^=]/, wordType(errorCode)),
  "cache-code": onlyWhere(
    /^(?:any|\d+)$/,
    wordType((value) =>
      value === "any" ? undefined : rangeProblem(Number(value), value, { ...statusForm, min: 100, max: 599 }),
    ),
  ),
  response: onlyWhere(
    /^=/,
    wordType((value) => (/^=\d*$/.test(value) ? undefined : invalid("not-a-status-code", value))),
  ),
};

const statusForm: Value = { kind: "value", type: "num", prefix: "", param: "" };

export function invalid(
  message: string,
  value: string,
  params: Readonly<Record<string, string>> = {},
): ValueProblem {
  return { kind: "invalid-value", message, params: { value, ...params } };
}

/** A type whose words may also be made of variables. */
/** `on`, `off`, or how long, how often and how many times, of which any may be left out but not all. */
function isKeepalive(value: string): boolean {
  if (value === "on" || value === "off") return true;
  const [idle = "", interval = "", ...count] = value.split(":");
  const times = [idle, interval].map((part) => (part === "" ? 0 : parseTime(part, "seconds")));
  const tries = count.join(":");
  return (
    /^\d*$/.test(tries) && !times.includes(undefined) && [...times, Number(tries)].some((part) => part !== 0)
  );
}

function unlessVariable(problemOf: (text: string, form: Value) => ValueProblem | undefined): ValueType {
  const type = wordType(problemOf);
  return {
    read(words, index, form, source) {
      return (words[index]?.value.includes("$") ? text : type).read(words, index, form, source);
    },
  };
}

function number(value: string, form: Value, look: RegExp): ValueProblem | undefined {
  return look.test(value) && BigInt(value.replace(/^[-+]/, "")) <= largest
    ? rangeProblem(Number(value), value, form)
    : invalid("not-a-number", value);
}

/** Of a size that is one. */
function byteCount(value: string): string {
  return String(parseSize(value, true));
}

function size(value: string, form: Value, giga: boolean): ValueProblem | undefined {
  const bytes = parseSize(value, giga);
  if (bytes === undefined)
    return invalid(!giga && /^\d+[gG]$/.test(value) ? "no-gigabytes" : "not-a-size", value);
  return rangeProblem(bytes, value, form);
}

function powerProblem(number: number | undefined, value: string): ValueProblem | undefined {
  return number === undefined || Number.isInteger(Math.log2(number))
    ? undefined
    : invalid("not-a-power", value);
}

/** nginx aligns its pools (NGX_POOL_ALIGNMENT). */
function poolProblem(value: string): ValueProblem | undefined {
  return (parseSize(value, false) ?? 0) % 16 === 0
    ? undefined
    : invalid("not-a-multiple", value, { of: "16" });
}

/** Up to three levels of directories, by how many characters each is called. */
function hashLevels(): ValueType {
  return {
    read(words, index) {
      const given = words.slice(index, index + 3);
      if (given.length === 0) return undefined;
      const total = given.reduce(
        (sum, word) => sum + (word.unknown === undefined ? Number(word.value) : 1),
        0,
      );
      const fits =
        given.every(({ value, unknown }) => unknown !== undefined || /^0*[1-9]\d*$/.test(value)) &&
        total <= 10;
      if (fits) return { used: given.length };
      return {
        used: given.length,
        problem: invalid("bad-hash-levels", given.map((word) => word.value).join(" ")),
      };
    },
  };
}

/** One byte in hexadecimal digits. */
function isByte(value: string): boolean {
  return /^[\da-f]+$/i.test(value) && Number.parseInt(value, 16) <= 255;
}

function expires(value: string): ValueProblem | undefined {
  if (/^(?:epoch|max|off)$/.test(value)) return undefined;
  return parseTime(value.replace(/^[@+-]/, ""), "seconds") === undefined
    ? invalid("not-a-time", value)
    : undefined;
}

function network(value: string): ValueProblem | undefined {
  const slash = value.indexOf("/");
  const written = slash < 0 ? value : value.slice(0, slash);
  const address = parseAddress(written);
  if (address === undefined) {
    const problem = invalid("not-an-address", value);
    return isSloppy(written) ? { ...problem, verdict: "silent" } : problem;
  }
  if (slash < 0) return undefined;
  const max = address.family === 4 ? 32 : 128;
  const mask = value.slice(slash + 1);
  return /^\d+$/.test(mask) && Number(mask) <= max
    ? undefined
    : invalid("bad-prefix", value, { max: String(max) });
}

/** nginx takes a number that is left out for 0, and any number of zeros before one. */
function isSloppy(text: string): boolean {
  return /^\d*(?:\.\d*){3}$/.test(text) && text.split(".").every((part) => Number(part) <= 255);
}

/** A network, or from the first to the last address where `ranges` says so. */
function geoNetwork(value: string): ValueProblem | undefined {
  const [first = "", last = "", ...more] = value.split("-");
  const isRange = [first, last].every((end) => parseAddress(end)?.family === 4) && more.length === 0;
  if (!isRange) return network(value);
  return compareAddresses(first, last) > 0 ? invalid("backward-range", value) : undefined;
}

function errorCode(value: string): ValueProblem | undefined {
  if (!/^\d+$/.test(value)) return invalid("not-a-status-code", value);
  if (Number(value) === 499) return invalid("internal-status", value);
  return rangeProblem(Number(value), value, { ...statusForm, min: 300, max: 599 });
}

/** `return` with one argument that is no code needs an address to send the client to. */
function redirect(): ValueType {
  return {
    read(words, index, form, source) {
      const word = words[index];
      if (word === undefined) return undefined;
      if (!/^(?:https?:\/\/|\$scheme)/.test(word.value))
        return { used: 1, problem: invalid("not-a-redirect", word.value) };
      return text.read(words, index, form, source);
    },
    samples: ["https://$host$request_uri"],
  };
}

/** `name:size` of shared memory: defines the name. nginx refuses less than eight pages; no machine has pages under 4k. */
function zone(): ValueType {
  return {
    read(words, index, form) {
      const word = words[index];
      if (word === undefined) return undefined;
      const value = word.value.slice(form.prefix.length);
      const colon = value.indexOf(":");
      if (colon < 0) return { used: 1, problem: invalid("no-zone-size", value) };
      const bytes = parseSize(value.slice(colon + 1), false);
      const start = word.start + (word.quoted ? 1 : 0) + form.prefix.length;
      const name = value.slice(0, colon);
      if (name === "") return { used: 1, problem: invalid("no-zone-name", value) };
      const span = { start, end: start + name.length };
      // A session cache of one name may be set up again.
      const names =
        form.param === "" ? [] : [{ role: "definition", kinds: [form.param], name, span } as const];
      if (bytes === undefined)
        return { used: 1, names, problem: invalid("not-a-size", value.slice(colon + 1)) };
      return bytes < 8 * 4096
        ? { used: 1, names, problem: invalid("zone-too-small", value) }
        : { used: 1, names };
    },
  };
}

/** A name, or a text that has it when a request comes. */
function zoneUse(kind: string): ValueType {
  return {
    read(words, index, form, source) {
      const word = words[index];
      if (word === undefined) return undefined;
      if (word.value.includes("$")) return text.read(words, index, form, source);
      const { length } = form.prefix;
      const span = spanIn(word, source, length, word.value.length);
      return { used: 1, names: [{ role: "reference", kinds: [kind], name: word.value.slice(length), span }] };
    },
  };
}
