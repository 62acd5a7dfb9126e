/**
 * What a line of former releases says in today's words. Only what can be told from the line itself: an expression that
 * may match a request line or any header has no one successor, and is left to its author.
 */
import type { KnownDirective } from "../../catalogue/check.ts";
import type { Rewrite } from "../../dialect.ts";
import type { Directive } from "../../syntax/tree.ts";
import { leadingBlanks, lineStart } from "../../text/line-start.ts";
import type { Span } from "../../text/span.ts";

type Rewriter = (line: OldLine) => { readonly text: string; readonly exact: boolean } | undefined;

interface OldLine {
  /** The first two values behind the keyword. */
  readonly value: string;
  readonly second: string;
  /** The text behind them, from a blank on. */
  readonly behindFirst: string;
  readonly behindSecond: string;
  readonly indent: string;
  readonly text: string;
}

const request = "http-request";
const response = "http-response";
const gone: Rewriter = () => ({ text: "", exact: true });

const rewriters: Readonly<Record<string, Rewriter>> = {
  reqadd: adding(request),
  rspadd: adding(response),
  reqdel: deleting(request),
  reqidel: deleting(request),
  rspdel: deleting(response),
  rspidel: deleting(response),
  reqrep: replacing(request),
  reqirep: replacing(request),
  rsprep: replacing(response),
  rspirep: replacing(response),
  reqdeny: forAll("deny"),
  reqideny: forAll("deny"),
  reqtarpit: forAll("tarpit"),
  reqitarpit: forAll("tarpit"),
  reqallow: forAll("allow"),
  reqiallow: forAll("allow"),
  block: ({ value, behindFirst }) => ({ text: `${request} deny ${value}${behindFirst}`, exact: true }),
  "monitor-net": ({ value }) => ({ text: `${request} return status 200 if { src ${value} }`, exact: false }),
  "mode health": ({ indent }) => ({ text: `mode http\n${indent}${request} return status 200`, exact: false }),
  "bind-process": gone,
  "tune.chksize": gone,
  resolution_pool_size: gone,
  "option http-tunnel": () => ({ text: "", exact: false }),
  nbproc({ value, text }) {
    if (value === "1") return { text: "", exact: true };
    return /^\s*nbthread\b/m.test(text) ? undefined : { text: `nbthread ${value}`, exact: false };
  },
};

export function rewrite(
  { directive, nameLength, scope }: KnownDirective,
  name: string,
  at: Span,
  text: string,
): Rewrite | undefined {
  if (name === "process") return rewriteProcess(directive, at);
  const { words } = directive;
  const [first, second] = [words[nameLength], words[nameLength + 1]];
  // Unnamed `defaults` take no rules.
  if (scope === "defaults" || words.some((word) => word.unknown !== undefined)) return undefined;
  const last = words[words.length - 1] ?? words[0];
  const line = rewriters[name]?.({
    value: first?.value ?? "",
    second: second?.value ?? "",
    behindFirst: text.slice(first?.end ?? last.end, last.end),
    behindSecond: text.slice(second?.end ?? last.end, last.end),
    indent: leadingBlanks(text, directive.start),
    text,
  });
  if (line === undefined) return undefined;
  if (line.text !== "") return { span: { start: directive.start, end: last.end }, ...line };
  const end = text.indexOf("\n", last.end);
  return { span: { start: lineStart(text, directive.start), end: end < 0 ? text.length : end + 1 }, ...line };
}

/** `process 1/2`: the processes are gone, the threads stay. */
function rewriteProcess({ words }: Directive, { start }: Span): Rewrite | undefined {
  const at = words.findIndex((word) => word.start === start);
  const [before, option, value] = [words[at - 1], words[at], words[at + 1]];
  if (before === undefined || option === undefined || value === undefined || value.unknown !== undefined)
    return undefined;
  const threads = /^[^/]+\/(.+)$/.exec(value.value)?.[1];
  return threads === undefined
    ? { span: { start: before.end, end: value.end }, text: "", exact: true }
    : { span: { start: option.start, end: value.end }, text: `thread ${threads}`, exact: true };
}

/** `Name: value`. */
const header = /^([A-Za-z0-9_-]+):[ \t]*(.*)$/s;

function adding(rules: string): Rewriter {
  return ({ value, behindFirst }) => {
    const [, name, content = ""] = header.exec(value) ?? [];
    if (name === undefined || content === "") return undefined;
    return { text: `${rules} add-header ${name} ${format(content)}${behindFirst}`, exact: true };
  };
}

function deleting(rules: string): Rewriter {
  return ({ value, behindFirst }) => {
    const name = /^\^([A-Za-z0-9_-]+):[ ]?(?:\.\*)?\$?$/.exec(value)?.[1];
    return name === undefined
      ? undefined
      : { text: `${rules} del-header ${name}${behindFirst}`, exact: true };
  };
}

/** An action for requests that an expression matches: one that all match. */
function forAll(action: string): Rewriter {
  return ({ value, behindFirst }) =>
    /^(?:\.\*?|\^)$/.test(value) ? { text: `${request} ${action}${behindFirst}`, exact: true } : undefined;
}

function replacing(rules: string): Rewriter {
  return ({ value, second, behindSecond }) => {
    const words =
      replacedHeader(value, second) ?? (rules === request ? replacedPath(value, second) : undefined);
    return words === undefined ? undefined : { text: `${rules} ${words}${behindSecond}`, exact: false };
  };
}

/** `^Name: regex` by `Name: text`: the value of one header. */
function replacedHeader(search: string, by: string): string | undefined {
  const [, name, rest = ""] = /^\^([A-Za-z0-9_-]+):(.*)$/s.exec(search) ?? [];
  const [, again, content = ""] = header.exec(by) ?? [];
  if (
    name === undefined ||
    again === undefined ||
    name.toLowerCase() !== again.toLowerCase() ||
    content === ""
  )
    return undefined;
  const regex = rest.replace(/^(?:\\s[*+]?|\[ \][*+]?| [*+]?)/, "");
  const anchored = regex === "" ? ".*" : /^(?:\^|\(?\.\*)/.test(regex) ? regex : `^${regex}`;
  return `replace-header ${name} ${quoted(anchored)} ${format(content)}`;
}

/** `^([^ :]*) /old/(.*)` by `\1 /new/\2`: the path behind the method, and all that follows it. */
function replacedPath(search: string, by: string): string | undefined {
  const [, path] = /^\^\(\[\^[^\]]*\][*+]\) (\/[^ ]*\(\.\*\))$/.exec(search) ?? [];
  const [, target] = /^\\1 ([^ ]+)$/.exec(by) ?? [];
  const groups = path?.match(/\((?!\?)/g)?.length;
  if (path === undefined || target === undefined || /\\1(?!\d)/.test(target)) return undefined;
  const renumbered = target.replace(/\\(\d)/g, (_, digit: string) => `\\${Number(digit) - 1}`);
  return renumbered.endsWith(`\\${groups}`)
    ? `replace-path ${quoted(`^${path}`)} ${format(renumbered)}`
    : undefined;
}

/** Text as a log format: a `%` would begin something. */
function format(text: string): string {
  return quoted(text.replaceAll("%", "%%"));
}

function quoted(text: string): string {
  if (/^(?:[^\s"'\\#$]|\\\d)+$/.test(text)) return text;
  return text.includes("'") ? `"${text.replace(/["\\$]/g, "\\$&")}"` : `'${text}'`;
}
