/**
 * The tokens of a haproxy.cfg. Lines matter, so line breaks are tokens; blanks are skipped. What a word's quotes and
 * escapes stand for is left to words.ts.
 */
import { type CustomPatternMatcherFunc, createToken, type IToken, Lexer, type TokenType } from "chevrotain";

const tab = 9;
const lineFeed = 10;
const verticalTab = 11;
const formFeed = 12;
const carriageReturn = 13;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const backslash = 92;

/** A template construct longer than this is taken as text: an unclosed one must not cost a scan of the whole file. */
const longestTemplate = 4000;

/** Statements of Go templates and handlebars, which stand on a line of their own and leave nothing behind. */
const statement =
  /\{\{-?\s*(?:\/\*|[#/]|(?:range|if|else|end|with|define|template|block|for|endfor|endif)\b)/y;

export const Blank = createToken({
  name: "Blank",
  pattern: /[ \t\v\f]+|\r[ \t\v\f\r]*(?![^\n])/,
  group: Lexer.SKIPPED,
});
export const LineBreak = createToken({ name: "LineBreak", pattern: /\n/, line_breaks: true });
export const Comment = createToken({ name: "Comment", pattern: /#[^\r\n]*/ });
/** A carriage return ends the line for the daemon: it drops what stands between it and the line feed. */
export const Dropped = createToken({ name: "Dropped", pattern: /\r[^\n]*/, line_breaks: false });
export const TemplateTag = createToken({
  name: "TemplateTag",
  pattern: custom(templateTag),
  line_breaks: true,
});
export const ScopeLine = createToken({ name: "ScopeLine", pattern: custom(scopeLine), line_breaks: false });
export const WordToken = createToken({ name: "Word", pattern: custom(word), line_breaks: false });

export const tokenTypes: TokenType[] = [
  Blank,
  LineBreak,
  Comment,
  Dropped,
  TemplateTag,
  ScopeLine,
  WordToken,
];

let lexer: Lexer | undefined;

/** Made on first use: a run over other files does without. */
export function haproxyLexer(): Lexer {
  lexer ??= new Lexer(tokenTypes, { positionTracking: "onlyOffset", skipValidations: true });
  return lexer;
}

/** Wraps a scanner that gives the end of its token, or the start where there is none. */
function custom(
  scan: (text: string, start: number, atLineStart: boolean) => number,
): CustomPatternMatcherFunc {
  return (text, offset, tokens) => {
    const end = scan(text, offset, startsLine(tokens));
    // Chevrotain reads the image and, of the match, nothing else.
    return end === offset ? null : [text.slice(offset, end)];
  };
}

function startsLine(tokens: readonly IToken[]): boolean {
  const last = tokens[tokens.length - 1]?.tokenType;
  return last === undefined || last === LineBreak || last === TemplateTag;
}

function templateTag(text: string, start: number, atLineStart: boolean): number {
  const first = text[start];
  const second = text[start + 1];
  if (!atLineStart) return start;
  if (first === "{" && second === "%" && /[\s\-+]/.test(text[start + 2] ?? ""))
    return closedBy(text, start, "%}");
  if (first === "{" && second === "#") return closedBy(text, start, "#}");
  if (first === "<" && second === "%" && text[start + 2] !== "=") return closedBy(text, start, "%>");
  if (first === "{" && second === "{") {
    statement.lastIndex = start;
    if (statement.test(text)) return closedBy(text, start, "}}");
  }
  return start;
}

function closedBy(text: string, start: number, close: string): number {
  const found = nextOf(text, close, start + 2);
  return found - start > longestTemplate ? start : found + close.length;
}

const lastSearch = new Map<
  string,
  { readonly text: string; readonly from: number; readonly found: number }
>();

/** `indexOf` that remembers its last answer for each mark, so that many openers without a close cost one scan in all. */
function nextOf(text: string, mark: string, from: number): number {
  const last = lastSearch.get(mark);
  if (last !== undefined && last.from <= from && from <= last.found && last.text === text) return last.found;
  const at = text.indexOf(mark, from);
  const found = at < 0 ? Number.POSITIVE_INFINITY : at;
  lastSearch.set(mark, { text, from, found });
  return found;
}

function scopeLine(text: string, start: number, atLineStart: boolean): number {
  if (!atLineStart || text[start] !== "[") return start;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || code === carriageReturn || code === hash) return at;
    if (text[at] === "]") return at + 1;
  }
  return text.length;
}

/** A word: quotes may open and close inside it, a backslash keeps the next character in it, `#` ends it. */
function word(text: string, start: number): number {
  let quote = 0;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || code === carriageReturn) break;
    if (code === backslash && quote !== singleQuote) {
      const next = text.charCodeAt(at + 1);
      if (next !== lineFeed && next !== carriageReturn && at + 1 < text.length) at++;
    } else if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === doubleQuote || code === singleQuote) quote = code;
    else if (code === hash || code === space || code === tab || code === verticalTab || code === formFeed)
      break;
    else at = Math.max(at, templateEnd(text, at) - 1);
  }
  return at;
}

/** A tag in the middle of a word: `roundrobin{{range …}}`. */
export function holdsStatement(image: string): boolean {
  return /\{\{-?\s*(?:\/\*|[#/]|(?:range|if|else|end|with|define|template|block|for|endfor|endif)\b)|\{%[\s\-+]|<%[^=]/.test(
    image,
  );
}

/** Where a template construct that begins here ends on the same line; its start where none does. */
export function templateEnd(text: string, start: number): number {
  const second = text[start + 1];
  const first = text[start];
  const close =
    first === "{" && second === "{"
      ? "}}"
      : first === "{" && second === "%" && /[ \-+]/.test(text[start + 2] ?? "")
        ? "%}"
        : first === "<" && second === "%"
          ? "%>"
          : undefined;
  if (close === undefined) return start;
  const end = closedBy(text, start, close);
  return nextOf(text, "\n", start) < end ? start : end;
}
