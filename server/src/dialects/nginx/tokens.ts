/**
 * How nginx cuts a text into words (ngx_conf_read_token), with the marks of template engines read as words or tags.
 * Which words make a statement is the parser's business.
 */
import { createToken, Lexer, type TokenType } from "chevrotain";
import { scanLuaBody } from "./lua.ts";

type Scan = (
  text: string,
  offset: number,
  before: readonly { readonly tokenType: TokenType; readonly image: string }[],
) => number;

const Space = createToken({
  name: "Space",
  pattern: /[ \t\r\n\0]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
const ByteOrderMark = scanned(
  "ByteOrderMark",
  (text, offset) => (offset === 0 && text.startsWith("\ufeff") ? 1 : -1),
  Lexer.SKIPPED,
);
export const Comment = scanned("Comment", scanComment);
/** `{% … %}`, `{# … #}`, `<% … %>` and template control lines: they stand beside the configuration. */
export const TemplateTag = scanned("TemplateTag", scanTemplateTag);
export const Semicolon = createToken({ name: "Semicolon", pattern: ";" });
/** The braces of a `*_by_lua_block` with what is between them. */
export const LuaBody = scanned("LuaBody", (text, offset, before) =>
  text[offset] === "{" && isLuaBlock(before) ? scanLuaBody(text, offset) : -1,
);
export const Word = scanned("Word", scanWord);
export const OpenBrace = createToken({ name: "OpenBrace", pattern: "{" });
export const CloseBrace = createToken({ name: "CloseBrace", pattern: "}" });

/** In the order they are tried. */
export const tokenTypes = [
  Space,
  ByteOrderMark,
  Comment,
  Semicolon,
  CloseBrace,
  TemplateTag,
  LuaBody,
  Word,
  OpenBrace,
];

let lexer: Lexer | undefined;

/** Made on first use: a run over other files does without. */
export function nginxLexer(): Lexer {
  lexer ??= new Lexer(tokenTypes, { positionTracking: "onlyOffset", skipValidations: true });
  return lexer;
}

function scanned(name: string, scan: Scan, group?: string): TokenType {
  return createToken({
    name,
    line_breaks: true,
    ...(group === undefined ? {} : { group }),
    pattern: (text: string, offset: number, before: { tokenType: TokenType; image: string }[]) => {
      const end = scan(text, offset, before);
      return end > offset ? [text.slice(offset, end)] : null;
    },
  });
}

function scanComment(text: string, offset: number): number {
  if (text.charCodeAt(offset) !== 35) return -1;
  const lineFeed = indexFrom(text, "\n", offset);
  if (lineFeed < 0) return text.length;
  return text.charCodeAt(lineFeed - 1) === 13 ? lineFeed - 1 : lineFeed;
}

/** A template tag, where nginx itself could not read on: `{` has no place at the start of a statement. */
function scanTemplateTag(text: string, offset: number, before: Parameters<Scan>[2]): number {
  const second = text[offset + 1];
  const first = text[offset];
  if (first === "<") {
    if (second !== "%" || text[offset + 2] === "=") return -1;
    return endAfter(text, "%>", offset + 2);
  }
  if (first !== "{") return -1;
  if (second === "%") return endAfter(text, "%}", offset + 2);
  if (!atStatementStart(text, before)) return -1;
  if (second === "#") return endOnLine(text, "#}", offset + 2);
  if (second !== "{") return -1;
  const end = endOfExpression(text, offset);
  if (end < 0) return -1;
  const control = /^\{\{[-~]?\s*(?:if|else|end|range|with|define|template|include|block|[#/^!>*])/.test(
    text.slice(offset, offset + 40),
  );
  return control || isAlone(text, offset, end) ? end : -1;
}

function isAlone(text: string, start: number, end: number): boolean {
  let from = start - 1;
  while (from >= 0 && (text[from] === " " || text[from] === "\t")) from--;
  let to = end;
  while (to < text.length && /[ \t\r]/.test(text[to] ?? "")) to++;
  return (from < 0 || text[from] === "\n") && (to >= text.length || text[to] === "\n");
}

/** True where no word of a statement has been read yet. Comments and tags are walked back over once, not from each of them. */
function atStatementStart(text: string, before: Parameters<Scan>[2]): boolean {
  const known =
    lastStart.text === text && lastStart.count <= before.length ? lastStart : { count: 0, start: true };
  let { start } = known;
  for (let i = before.length - 1; i >= known.count; i--) {
    const type = before[i]?.tokenType;
    if (type === Comment || type === TemplateTag) continue;
    start = type !== Word;
    break;
  }
  lastStart = { text, count: before.length, start };
  return start;
}

let lastStart = { text: "", count: 0, start: true };

function isLuaBlock(before: Parameters<Scan>[2]): boolean {
  let first: string | undefined;
  // No Lua directive has more words, and looking back over all of an endless statement would be quadratic.
  for (let i = before.length - 1; i >= Math.max(0, before.length - 32); i--) {
    const token = before[i];
    if (token?.tokenType === Word) first = token.image;
    else if (token?.tokenType !== Comment && token?.tokenType !== TemplateTag) break;
  }
  return first?.endsWith("_by_lua_block") ?? false;
}

function scanWord(text: string, offset: number): number {
  const first = text[offset];
  if (first === '"' || first === "'") return scanQuoted(text, offset, first);
  return scanUnquoted(text, offset);
}

function scanUnquoted(text: string, offset: number): number {
  const { length } = text;
  let afterDollar = false;
  let at = offset;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === 123) {
      if (!afterDollar) {
        const expression = endOfExpression(text, at);
        if (expression < 0) return at;
        at = expression;
        continue;
      }
    } else if (code === 60 && text.charCodeAt(at + 1) === 37) {
      const end = text[at + 2] === "=" ? endOnLine(text, "%>", at + 3) : -1;
      if (end < 0 && at > offset && text[at + 2] !== "=") return at;
      at = end < 0 ? at + 1 : end;
      afterDollar = false;
      continue;
    } else {
      afterDollar = code === 36;
      if (code === 32 || code === 9 || code === 13 || code === 10 || code === 59) return at;
      if (code === 92) at++;
    }
    at++;
  }
  return length;
}

/**
 * A quoted word ends at its quote. One that runs over a line end into something that can not follow a quote, or to
 * the end of the text, was most likely never closed: it ends with its own line then, so that the rest can be read.
 */
function scanQuoted(text: string, offset: number, quote: string): number {
  const { length } = text;
  const quoteCode = quote.charCodeAt(0);
  let lineEnd = -1;
  if (unclosed.text === text && offset >= (quote === '"' ? unclosed.double : unclosed.single))
    return recoveredEnd(text, offset);
  for (let at = offset + 1; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === quoteCode) {
      return lineEnd < 0 || mayFollowQuote(text[at + 1]) ? at + 1 : recoveredEnd(text, offset);
    }
    if (code === 92) at++;
    else if (code === 10 && lineEnd < 0) lineEnd = at;
    else if (code === 123 && text.charCodeAt(at + 1) === 123) {
      const end = endOfExpression(text, at);
      if (end > 0 && text[at + 2] !== quote && !text.slice(at, end).includes(";")) at = end - 1;
    }
  }
  if (unclosed.text !== text)
    unclosed = { text, double: Number.POSITIVE_INFINITY, single: Number.POSITIVE_INFINITY };
  if (quote === '"') unclosed.double = offset;
  else unclosed.single = offset;
  return recoveredEnd(text, offset);
}

/** From which offset on no quote of a kind is closed any more: found once for a text, so that many quotes stay cheap. */
let unclosed = { text: "", double: Number.POSITIVE_INFINITY, single: Number.POSITIVE_INFINITY };

function recoveredEnd(text: string, offset: number): number {
  const lineFeed = indexFrom(text, "\n", offset);
  let end = lineFeed < 0 ? text.length : lineFeed;
  while (end > offset + 1 && /[ \t\r]/.test(text[end - 1] ?? "")) end--;
  if (end > offset + 1 && /[;{]/.test(text[end - 1] ?? "")) end--;
  while (end > offset + 1 && /[ \t]/.test(text[end - 1] ?? "")) end--;
  return end;
}

/** What nginx accepts right behind a closing quote; the bracket closes `if (… "x")`. */
export function mayFollowQuote(character: string | undefined): boolean {
  return character === undefined || " \t\r\n;{)".includes(character);
}

/** The end of `{{ … }}` on its own line, or -1. */
function endOfExpression(text: string, at: number): number {
  if (text.charCodeAt(at) !== 123 || text.charCodeAt(at + 1) !== 123) return -1;
  let end = endOnLine(text, "}}", at + 2);
  while (end > 0 && text.charCodeAt(end) === 125) end++;
  return end;
}

function endOnLine(text: string, mark: string, from: number): number {
  const at = indexFrom(text, mark, from);
  if (at < 0) return -1;
  const lineFeed = indexFrom(text, "\n", from);
  return lineFeed >= 0 && lineFeed < at ? -1 : at + mark.length;
}

function endAfter(text: string, mark: string, from: number): number {
  const at = indexFrom(text, mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** `indexOf` that remembers its last answer for each mark: asked again from every brace of a long line, it reads the line once. */
function indexFrom(text: string, mark: string, from: number): number {
  if (found.text !== text) found = { text, marks: new Map() };
  const last = found.marks.get(mark);
  if (last !== undefined && last.from <= from && (last.at < 0 || last.at >= from)) return last.at;
  const at = text.indexOf(mark, from);
  found.marks.set(mark, { from, at });
  return at;
}

let found: { text: string; marks: Map<string, { from: number; at: number }> } = {
  text: "",
  marks: new Map(),
};
