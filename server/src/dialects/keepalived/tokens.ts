/**
 * The tokens of keepalived.conf. Lines matter, so line breaks are tokens; what may only stand at the start of a line
 * (`$NAME=`, `~SEQ`, `@id`, `include`) is told apart by the token before it. No pattern here can fail to end.
 */
import {
  type CustomPatternMatcherFunc,
  createToken,
  createTokenInstance,
  type IToken,
  Lexer,
  type TokenType,
} from "chevrotain";
import { cutsOf } from "./long-lines.ts";

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
/** `@id` where it is not known whether the daemon reads the line. */
export const Condition = custom("Condition", condition);
/** `@id` of a line that the daemon reads. */
const MetCondition = custom("MetCondition", metCondition, "trivia");
/** All of a line that the daemon leaves out, braces too. */
const LeftOut = custom("LeftOut", leftOut, "trivia");
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
  MetCondition,
  LeftOut,
  Condition,
  Quoted,
  Word,
  OpenBrace,
  CloseBrace,
];

export interface Tokens {
  readonly tokens: IToken[];
  /** Comments, template tags and what conditions leave out. */
  readonly trivia: IToken[];
  /** Where the daemon cuts a line that is too long. */
  readonly cuts: readonly number[];
}

let lexer: Lexer | undefined;
/** The id that the daemon is started with; `undefined`: not known. */
let configId: string | undefined;
/** Where the last condition ended that is met: a second one behind it is a word. */
let metEnd = 0;

/** The tokens of a text as a daemon with this id reads it. */
export function tokenize(text: string, id: string | undefined): Tokens {
  // Made on first use: a run over other files does without.
  lexer ??= new Lexer(tokenTypes, { positionTracking: "onlyOffset", skipValidations: true });
  configId = id;
  const cuts = cutsOf(text);
  const tokens: IToken[] = [];
  const trivia: IToken[] = [];
  for (let i = 0; i <= cuts.length; i++) {
    const from = cuts[i - 1] ?? 0;
    metEnd = 0;
    const piece = lexer.tokenize(cuts.length === 0 ? text : text.slice(from, cuts[i]));
    if (cuts.length === 0) return { tokens: piece.tokens, trivia: piece.groups.trivia ?? [], cuts };
    if (from > 0) tokens.push(lineEndAt(from));
    for (const token of piece.tokens) tokens.push(moved(token, from));
    for (const token of piece.groups.trivia ?? []) trivia.push(moved(token, from));
  }
  return { tokens, trivia, cuts };
}

/** True where a daemon with this id reads a line with this condition. */
export function isMet(written: string, id: string): boolean {
  return written.startsWith("@^") ? written.slice(2) !== id : written.slice(1) === id;
}

function moved(token: IToken, by: number): IToken {
  token.startOffset += by;
  return token;
}

/** A line's end where none is written. */
function lineEndAt(offset: number): IToken {
  return createTokenInstance(Newline, "", offset, offset, 0, 0, 0, 0);
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

/** A backslash before the mark does not help: it is gone when the daemon reads the line for the second time. */
function comment(text: string, offset: number): [string] | null {
  const first = text[offset];
  if (first !== "#" && first !== "!" && !(first === "\\" && isMark(text[offset + 1]))) return null;
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
  // The value goes on while a line ends in a backslash; a blank line ends it.
  while (text[end - 1] === "\\" && lineEnd < text.length) {
    const start = lineEnd + 1;
    lineEnd = lineBreak(text, start);
    const next = valueEnd(text, start, lineEnd);
    if (next <= start) break;
    end = next;
  }
  return [text.slice(offset, Math.max(end, offset + head.length))];
}

function sequence(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  if (text[offset] !== "~" || !atLineStart(tokens)) return null;
  if (sticky(/~(?:SEQx?|LST)\(/y, text, offset) === undefined) return null;
  return [text.slice(offset, valueEnd(text, offset, lineBreak(text, offset)))];
}

function condition(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  if (text[offset] !== "@" || configId !== undefined) return null;
  const image = conditionAt(text, offset, tokens);
  return image === undefined ? null : [image];
}

function metCondition(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  if (text[offset] !== "@" || configId === undefined) return null;
  const image = conditionAt(text, offset, tokens);
  if (image === undefined || !isMet(image, configId)) return null;
  metEnd = offset + image.length;
  return [image];
}

function leftOut(text: string, offset: number, tokens: readonly IToken[]): [string] | null {
  if (text[offset] !== "@" || configId === undefined) return null;
  const image = conditionAt(text, offset, tokens);
  if (image === undefined || isMet(image, configId)) return null;
  return [text.slice(offset, trimmed(text, offset, lineBreak(text, offset)))];
}

/** `@id` and `@^id` up to the next blank; a second one does not count, and `@NAME@` is a template's. */
function conditionAt(text: string, offset: number, tokens: readonly IToken[]): string | undefined {
  if (!atLineStart(tokens) || tokens[tokens.length - 1]?.tokenType === Condition) return undefined;
  if (metEnd > 0 && /^[ \t]*$/.test(text.slice(metEnd, offset))) return undefined;
  const image = sticky(/@\^?[^\s#!]*/y, text, offset) ?? "@";
  return image.length > 2 && image.endsWith("@") ? undefined : image;
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
        if (isMark(text[at + 1])) return at;
        at++;
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

function isMark(character: string | undefined): boolean {
  return character === "#" || character === "!";
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
    else if (c === "\\" && isMark(text[at + 1])) at++;
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
