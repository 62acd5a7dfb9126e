/** What a health check over HTTP asks for, as the lines of one section say it. */
import type { Word } from "../../syntax/tree.ts";
import type { Line } from "./haproxy-rule.ts";

export interface CheckRequest {
  /** Absent: no line says so, and it is `OPTIONS`. */
  readonly method?: Word;
  /** Absent: no line says so, and it is `/`. */
  readonly path?: Word;
}

/** The option or a step of the check; other `http-check` lines set something beside the steps. */
export function isOfCheck(line: Line): boolean {
  const step = line.directive.words[1]?.value;
  return (
    isOption(line) || (line.keyword === "http-check" && step !== "send-state" && step !== "disable-on-404")
  );
}

export function isOption({ keyword }: Line): boolean {
  return keyword === "option httpchk";
}

export function isSend({ keyword, directive }: Line): boolean {
  return keyword === "http-check" && directive.words[1]?.value === "send";
}

/** What `option httpchk` or `http-check send` says of the request. */
export function requestIn(line: Line): CheckRequest {
  const { words } = line.directive;
  if (isSend(line)) return { ...named("method", words, "meth"), ...named("path", words, "uri", "uri-lf") };
  const [, , first, second] = words;
  if (first === undefined) return {};
  return second === undefined ? { path: first } : { method: first, path: second };
}

/** What they come to: the option and the first `send` make one request, and of two that say something the later counts. */
export function requestOf(lines: readonly Line[]): CheckRequest {
  const send = lines.find(isSend);
  const saying = lines.filter((line) => line === send || isOption(line));
  return Object.assign({}, ...saying.map(requestIn));
}

export function spellRequest({ method, path }: CheckRequest): string {
  return `${method?.value ?? "OPTIONS"} ${path?.value ?? "/"}`;
}

function named(part: keyof CheckRequest, words: readonly Word[], ...names: readonly string[]): CheckRequest {
  const at = words.findIndex(({ value }, i) => i > 1 && names.includes(value));
  const word = words[at + 1];
  return at < 0 || word === undefined ? {} : { [part]: word };
}
