/**
 * The tokens of keepalived.conf. Lines matter, so line breaks are tokens; what may only stand at the start of a line
 * (`$NAME=`, `~SEQ`, `@id`, `include`) is told apart by the token before it. No pattern here can fail to end.
 */
import { type CustomPatternMatcherFunc, createToken, type IToken, Lexer, type TokenType } from "chevrotain";

/** How far a template expression or tag may reach. */
const maxTemplate = 1000;

const blankCodes = new Set([0, 9, 11, 12, 13, 32]);
const newline = 10;

export const Newline = createToken({ name: "Newline", pattern: /\n[\n \t\r\f\v\0]*/, line_breaks: true });
const Blank = createToken({
  name: "Blank",
  pattern: /[ \t\r\f\v\0\ufeff]+/,
  group: Lexer.SKIPPED,
  line_breaks: false,
});
export const TemplateTag = custom("TemplateTag", templateTag, "trivia");
export const Comment = custom("Comment", comment, "trivia");
export const OpenBrace = createToken({ name: "OpenBrace", pattern: /\{/ });
export const CloseBrace = createToken({ name: "CloseBrace", pattern: /\}/ });
export const Condition = custom("Condition", condition);
export const Definition = custom("Definition", definition);
export const Sequence = custom("Sequence", sequence);
export const Include = custom("Include", include);
export const IncludeGlob = custom("IncludeGlob", includeGlob);
export const Quoted = createToken({ name: "Quoted", pattern: /"[^"\n]*"?/, line_breaks: false });
export const Word = custom("Word", word);

/** In the order they are tried. */
export const tokenTypes: TokenType[] = [
  Newline,
  Blank,
  TemplateTag,
  Comment,
  IncludeGlob,
  Include,
  Definition,
  Sequence,
  Condition,
  Quoted,
  Word,
  OpenBrace,
  CloseBrace,
];

let lexer: Lexer | undefined;

/** Made on first use: a run over other files does without. */
export function keepalivedLexer(): Lexer {
  lexer ??= new Lexer(tokenTypes, { positionTracking: "onlyOffset", skipValidations: true });
  return lexer;
}

function custom(name: string, pattern: CustomPatternMatcherFunc, group?: string): TokenType {
  return createToken({ name, pattern, line_breaks: true, ...(group === undefined ? {} : { group }) });
}

/** The daemon reads what follows a brace or a condition as a line of its own. */
function atLineStart(tokens: readonly IToken[]): boolean {
  const type = tokens[tokens.length - 1]?.tokenType;
  return (
    type === undefined || type === Newline || type === OpenBrace || type === CloseBrace || type === Condition
  );
}

function comment(text: string, offset: number): [string] | null {
  const first = text[offset];
  if (first !== "#" && first !== "!") return null;
  return [text.slice(offset, trimmed(text, offset, lineBreak(text, offset)))];
}

/** `{% … %}` and `<% … %>`; also `{# … #}`, on one line where the `{` may as well open a block before a comment. */
function templateTag(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  const first = text[offset];
  const second = text[offset + 1];
  const tag = first === "{" && second === "%" ? "%}" : first === "<" && second === "%" ? "%>" : "#}";
  if (tag === "#}" ? first !== "{" || second !== "#" : tag === "%>" && text[offset + 2] === "=") return null;
  const end = closing(text, offset + 2, tag, tag === "#}" && mayOpenBlock(tokens));
  return end === undefined ? null : [text.slice(offset, end)];
}

/** True where the last piece before line breaks is a word, so that a brace here opens its block. */
function mayOpenBlock(tokens: readonly IToken[]): boolean {
  let at = tokens.length - 1;
  while (at >= 0 && at > tokens.length - 20 && tokens[at]?.tokenType === Newline) at--;
  const type = tokens[at]?.tokenType;
  return type === Word || type === Quoted || type === Newline;
}

function definition(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  if (text[offset] !== "$" || !atLineStart(tokens)) return null;
  const head = sticky(/\$[A-Za-z_]\w*=/y, text, offset);
  if (head === undefined) return null;
  let lineEnd = lineBreak(text, offset + head.length);
  let end = valueEnd(text, offset + head.length, lineEnd);
  // The value goes on while a line ends in a backslash; an empty line ends it.
  while (text[end - 1] === "\\" && lineEnd < text.length && text[lineEnd + 1] !== "\n") {
    const start = lineEnd + 1;
    lineEnd = lineBreak(text, start);
    end = Math.max(valueEnd(text, start, lineEnd), start);
    if (text.slice(start, end).trim() === "" && lineEnd < text.length) {
      const next = lineEnd + 1;
      lineEnd = lineBreak(text, next);
      end = Math.max(valueEnd(text, next, lineEnd), next);
    }
  }
  return [text.slice(offset, Math.max(end, offset + head.length))];
}

function sequence(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  if (text[offset] !== "~" || !atLineStart(tokens)) return null;
  if (sticky(/~(?:SEQx?|LST)\(/y, text, offset) === undefined) return null;
  return [text.slice(offset, valueEnd(text, offset, lineBreak(text, offset)))];
}

/** `@id` and `@^id`; `@NAME@` is a template's. */
function condition(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  if (text[offset] !== "@" || !atLineStart(tokens) || tokens[tokens.length - 1]?.tokenType === Condition)
    return null;
  const image = sticky(/@\^?[^\s{}"#!]*/y, text, offset) ?? "@";
  return image.length > 2 && image.endsWith("@") ? null : [image];
}

function include(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  if (text[offset] !== "i" || !atLineStart(tokens)) return null;
  const image = sticky(/include[rmwba]?(?=[ \t])/y, text, offset);
  return image === undefined ? null : [image];
}

/** All of the rest of the line is one pattern, braces and quotes too. */
function includeGlob(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  if (tokens[tokens.length - 1]?.tokenType !== Include) return null;
  const end = valueEnd(text, offset, lineBreak(text, offset));
  return end > offset ? [text.slice(offset, end)] : null;
}

function word(text: string, offset: number): [string] | null {
  const end = wordEnd(text, offset);
  return end > offset ? [text.slice(offset, end)] : null;
}

function wordEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === newline || blankCodes.has(code)) return at;
    switch (text[at]) {
      case '"':
      case "#":
      case "!":
      case "}":
        return at;
      case "{": {
        const end = text[at + 1] === "{" ? closing(text, at + 2, "}}", true) : undefined;
        if (end === undefined) return at;
        at = end;
        break;
      }
      case "$": {
        const name = text[at + 1] === "{" ? sticky(/\$\{[^{}"\n]{1,200}\}/y, text, at) : undefined;
        at += name?.length ?? 1;
        break;
      }
      case "<": {
        const end = text.startsWith("<%", at) ? closing(text, at + 2, "%>", true) : undefined;
        if (end !== undefined && text[at + 2] !== "=") return at;
        at = end ?? at + 1;
        break;
      }
      case "\\":
        at += text[at + 1] === "#" || text[at + 1] === "!" ? 2 : 1;
        break;
      default:
        at++;
    }
  }
  return at;
}

/** The end of a template mark that was opened before `from`, if it is near enough. */
function closing(text: string, from: number, mark: string, sameLine: boolean): number | undefined {
  const window = text.slice(from, from + maxTemplate);
  const at = window.indexOf(mark);
  if (at < 0) return undefined;
  if (sameLine) {
    const end = window.indexOf("\n");
    if (end >= 0 && end < at) return undefined;
  }
  return from + at + mark.length;
}

function lineBreak(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
}

/** The end of a line's text before a comment and the blanks in front of it. */
function valueEnd(text: string, start: number, end: number): number {
  let quoted = false;
  for (let at = start; at < end; at++) {
    const c = text[at];
    if (c === '"') quoted = !quoted;
    else if (c === "\\" && (text[at + 1] === "#" || text[at + 1] === "!")) at++;
    else if ((c === "#" || c === "!") && !quoted) return trimmed(text, start, at);
  }
  return trimmed(text, start, end);
}

function trimmed(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && blankCodes.has(text.charCodeAt(at - 1))) at--;
  return at;
}

function sticky(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}
