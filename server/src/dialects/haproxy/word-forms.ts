/** Words that HAProxy takes apart and that are no sample expressions: lists, ranges, sets of threads, networks. */
import { regexMistake } from "../../catalogue/regex.ts";
import { type ValueProblem, type ValueType, wordType } from "../../catalogue/value-type.ts";
import { parseAddress, parseNetwork } from "../../model/address.ts";

/** The look of a word, and one of that look to show. */
const looks: Readonly<Record<string, readonly [look: RegExp, example: string]>> = {
  /** A file mode, read with strtol() in base 8. */
  octal: [/^[0-7]+$/, "600"],
  "code-ranges": [/^[+-]?[1-5]\d\d(?:-[1-5]\d\d)?(?:,[1-5]\d\d(?:-[1-5]\d\d)?)*$/, "400-499"],
  "thread-range": [/^[1-9]\d*(?:-[1-9]\d*)?$/, "1-4"],
  "cookie-attribute": [/^[^;]+$/, "SameSite=Lax"],
  /** In capitals too. */
  switch: [/^(?:on|off)$/i, "on"],
  "node-name": [/^[A-Za-z0-9_-]+$/, "lb-1"],
  "environment-name": [/^[^=]+$/, "NAME"],
  domain: [/^[A-Za-z0-9_.-]+$/, ".example.com"],
  guid: [/^[A-Za-z0-9_.:-]+$/, "web-1"],
  "congestion-control": [/^(?:cubic|newreno|bbr|nocc)/, "cubic(64k)"],
  "hex-text": [/^(?:[0-9A-Fa-f]{2})+$/, "0d0a"],
  /** How many servers a template makes, or their first and last number. */
  "server-range": [/^\+?0*[1-9]\d*(?:[^\d-].*)?$|^\+?\d+-\+?\d+/, "1-8"],
  "thread-set": [sets("(?:\\d+/)?(?:all|odd|even|(?!0)\\d+-?\\d*)"), "1/1-4"],
  "cpu-set": [sets("\\d+(?:[-/]\\d*)?"), "0-3"],
  "cpu-map": [
    /^(?:auto:)?(?:all|odd|even|[1-9]\d*(?:-\d*)?)(?:\/(?:all|odd|even|[1-9]\d*(?:-\d*)?))?$/,
    "auto:1/1-4",
  ],
  "process-set": [/^(?:all|odd|even|1)(?:\/(?:all|odd|even|[1-9]\d*(?:-\d*)?))?$/, "1/1-4"],
  "tlv-format": [
    /^[^(]*$|\((?:0[xX][0-9A-Fa-f]{1,2}|0[0-7]{0,3}|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])\)/,
    "set-proxy-v2-tlv-fmt(0x20)",
  ],
  "name-in-parentheses": [/^[^(]+$|\([^)]+\)/, "hdr(host)"],
  "count-in-parentheses": [/^[^(]+$|\((?:\+?0*[1-9]\d*)?\)/, "random(2)"],
};

function sets(part: string): RegExp {
  return new RegExp(`^${part}(?:,${part})*$`);
}

function lookType(look: RegExp, example: string): ValueType {
  return wordType((text) => (look.test(text) ? undefined : notLike(text, example)), [example]);
}

export const wordTypes: Readonly<Record<string, ValueType>> = {
  ...Object.fromEntries(Object.entries(looks).map(([name, look]) => [name, lookType(...look)])),
  /** `<list a,b>`: words of this list with commas between them; most readers take one at the end too. */
  list: wordType(
    (text, form) => notListed(text.replace(/(?<=.),$/, "").split(","), form.param.split(",")),
    (form) => form.param.split(","),
  ),
  /** Status codes and ranges of them; what is left out is 0. */
  "status-list": wordType((text) => {
    const wrong = text.split(",").find((part) => {
      const [, from, range, to] = /^(\d*)(-(\d*))?$/.exec(part) ?? [];
      return from === undefined || (range !== undefined && Number(from) > Number(to));
    });
    return wrong === undefined ? undefined : notLike(wrong, "200-299");
  }),
  /** Which of how many messages are logged. */
  "log-sample": wordType((text) => (isSample(text) ? undefined : notLike(text, "1-2,5:7"))),
  /** Where a server's address comes from when HAProxy starts. */
  "init-addresses": wordType(
    (text) => {
      const named = text.split(",").filter((part) => part !== "" && parseAddress(part) === undefined);
      return notListed(named, ["last", "libc", "none"]);
    },
    ["last", "libc", "none"],
  ),
  /** Networks with commas between them. What may be a name is for the host to say: a number alone, if not `strict`. */
  networks: wordType((text, form) => {
    const wrong = text
      .split(",")
      .find((part) => /^[\da-f.:]*(?:\/|$)/i.test(part) && !isNetwork(part, form.param === "strict"));
    return wrong === undefined ? undefined : notLike(wrong, "10.0.0.0/8");
  }),
  /** An address or a name without port. */
  host: wordType((text) =>
    parseAddress(text) !== undefined || !/[@/:]/.test(text) ? undefined : notLike(text, "192.0.2.1"),
  ),
  /** Errors of certificates; `<error-ids numbers>` takes no names of them. */
  "error-ids": wordType((text, form) => {
    const named = form.param === "numbers" ? /^$/ : /^X509_V_ERR_\w+$/;
    const wrong = text
      .split(",")
      .find((part) => !named.test(part) && !/^0*(?:[1-9]|[1-8]\d|9[0-4])\b/.test(part));
    return text === "all" || wrong === undefined ? undefined : notLike(wrong, "all");
  }),
  /** What is right only behind another word, and is then taken with that. */
  "behind-source": wordType((text) => ({
    kind: "invalid-value",
    message: "not-like",
    params: { value: text, example: "source 192.0.2.1 usesrc clientip" },
  })),
  regex: wordType((text) => {
    const message = text === "" ? undefined : regexMistake(text);
    return message === undefined ? undefined : { kind: "invalid-value", message, params: { value: text } };
  }),
  /** Two spellings of one header. */
  "two-cases": {
    read(words, index) {
      const [from, to] = [words[index], words[index + 1]];
      if (from === undefined || to === undefined) return undefined;
      if (from.unknown !== undefined || to.unknown !== undefined) return { used: 2 };
      if (from.value.toLowerCase() === to.value.toLowerCase()) return { used: 2 };
      return { used: 2, problem: { ...notLike(to.value, from.value), span: to } };
    },
  },
  /** `<counters 2 9>`: `sc-inc-gpc(1,0)`, two numbers in parentheses, the last one up to 9. */
  counters: wordType((text, form) => {
    const [count = "1", last = "Infinity"] = form.param.split(" ");
    const numbers = /\(([^)]*)\)/.exec(text)?.[1]?.split(",");
    if (numbers === undefined && count === "1" && !text.includes("(")) return undefined;
    const right = numbers?.length === Number(count) && numbers.every((n) => /^\s*[+-]?\d*$/.test(n));
    if (right && Number(numbers?.at(-1)) <= Number(last)) return undefined;
    return notLike(text, text.replace(/\(.*|$/, count === "1" ? "(0)" : "(0,1)"));
  }),
};

function notLike(value: string, example: string): ValueProblem {
  return { kind: "invalid-value", message: "not-like", params: { value, example } };
}

function notListed(parts: readonly string[], known: readonly string[]): ValueProblem | undefined {
  const value = parts.find((part) => !known.includes(part));
  if (value === undefined) return undefined;
  return {
    kind: "unknown-value",
    message: "unknown",
    params: { value, expected: known.map((word) => `\`${word}\``).join(", ") },
  };
}

/** Ranges that do not overlap, and a number of messages that holds them all. */
function isSample(text: string): boolean {
  const [, list = "", size] = /^((?:\d+(?:-\d+)?,)*\d+(?:-\d+)?),?:(\d+)$/.exec(text) ?? [];
  const ranges = list.split(",").map((part) => part.split("-").map(Number));
  ranges.sort(([a = 0], [b = 0]) => a - b);
  let last = 0;
  for (const [from = 0, to] of ranges) {
    if (from <= last || (to !== undefined && to <= from)) return false;
    last = to ?? from;
  }
  return last <= Number(size);
}

/** An IPv4 network may have a mask behind it, and its address may be a number alone. */
function isNetwork(text: string, strict: boolean): boolean {
  const [address = "", mask, ...rest] = text.split("/");
  if (rest.length > 0) return false;
  const network = parseNetwork(address)?.address;
  if (network === undefined) return !strict && /^\d+$/.test(address);
  if (mask === undefined) return true;
  if (/^\d+$/.test(mask)) return Number(mask) <= (network.family === 4 ? 32 : 128);
  return network.family === 4 && parseAddress(mask)?.family === 4;
}
