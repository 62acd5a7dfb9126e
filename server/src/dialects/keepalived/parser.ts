/**
 * Reads keepalived.conf as the daemon's own reader does: line by line, braces wherever they stand. The grammar takes
 * any sequence of tokens; what goes wrong is noted where a person would mend it. What a keyword means is not known here.
 */
import { EmbeddedActionsParser, type IToken } from "chevrotain";
import type { ParseOptions } from "../../dialect.ts";
import type { Comment as CommentNode, Directive, Tree, Word } from "../../syntax/tree.ts";
import { TreeBuilder } from "../../syntax/tree-builder.ts";
import type { Span } from "../../text/span.ts";
import { commandKeywords, topLevelBlocks } from "./tables.ts";
import {
  CloseBrace,
  Comment,
  Condition,
  Definition,
  Include,
  IncludeGlob,
  isMet,
  Newline,
  OpenBrace,
  Quoted,
  Sequence,
  TemplateTag,
  tokenize,
  tokenTypes,
  Word as WordToken,
} from "./tokens.ts";
import { sequenceNames } from "./variables.ts";
import { commandWords, quotedWord, Variables } from "./words.ts";

/** The tree of a text; any text has one. */
export function parse(text: string, { configId }: ParseOptions = {}): Tree {
  const { tokens, trivia, cuts } = tokenize(text, configId);
  const reader = new Reader(text, configId);
  for (const token of trivia) reader.comment(token);
  for (const [i, cut] of cuts.entries()) {
    const end = Math.min(lineEndFrom(text, cut), cuts[i + 1] ?? text.length);
    reader.builder.problem({ kind: "line-cut", start: cut, end });
  }
  if (text.startsWith("\ufeff")) {
    reader.builder.problem({
      kind: "unexpected-token",
      start: 0,
      end: 1,
      message: "byte-order-mark",
      removable: true,
    });
  }
  grammar ??= new Grammar();
  grammar.read(tokens, reader);
  return reader.finish();
}

let grammar: Grammar | undefined;

class Grammar extends EmbeddedActionsParser {
  #reader: Reader | undefined;

  constructor() {
    super(tokenTypes, { recoveryEnabled: false, maxLookahead: 1, skipValidations: true });
    this.performSelfAnalysis();
  }

  read(tokens: IToken[], reader: Reader): void {
    this.#reader = reader;
    this.input = tokens;
    this.file();
    this.#reader = undefined;
  }

  private readonly file = this.RULE("file", () => {
    this.MANY(() => {
      this.OR([
        { ALT: () => this.#pass(this.CONSUME(Newline), (token, reader) => reader.newline(token)) },
        { ALT: () => this.#pass(this.CONSUME(OpenBrace), (token, reader) => reader.open(token)) },
        { ALT: () => this.#pass(this.CONSUME(CloseBrace), (token, reader) => reader.close(token)) },
        { ALT: () => this.#pass(this.CONSUME(Condition), (token, reader) => reader.condition(token)) },
        { ALT: () => this.#pass(this.CONSUME(Definition), (token, reader) => reader.definition(token)) },
        { ALT: () => this.#pass(this.CONSUME(Sequence), (token, reader) => reader.sequence(token)) },
        { ALT: () => this.SUBRULE(this.include) },
        { ALT: () => this.SUBRULE(this.line) },
      ]);
    });
  });

  private readonly include = this.RULE("include", () => {
    const keyword = this.CONSUME(Include);
    const pattern = this.OPTION(() => this.CONSUME(IncludeGlob));
    this.#pass(keyword, (token, reader) => reader.include(token, pattern));
  });

  private readonly line = this.RULE("line", () => {
    const words: IToken[] = [];
    this.AT_LEAST_ONE(() => {
      const token = this.OR([{ ALT: () => this.CONSUME(WordToken) }, { ALT: () => this.CONSUME(Quoted) }]);
      this.ACTION(() => words.push(token));
    });
    this.ACTION(() => this.#reader?.line(words));
  });

  #pass(token: IToken, to: (token: IToken, reader: Reader) => void): void {
    this.ACTION(() => {
      if (this.#reader !== undefined) to(token, this.#reader);
    });
  }
}

interface Opener {
  readonly directive: Directive;
  /** Column of the opener's line. */
  readonly indent: number;
}

/** Makes nodes of the grammar's pieces and keeps what lines and braces need to know of each other. */
class Reader {
  readonly builder: TreeBuilder;
  readonly #text: string;
  readonly #configId: string | undefined;
  readonly #variables = new Variables();
  readonly #openers: Opener[] = [];
  /** Depths at which a brace was opened that belongs to nothing. */
  readonly #strayOpen: number[] = [];
  #prefixes: Word[] = [];
  /** The line that a following brace opens a body for. */
  #pending: Directive | undefined;
  #pendingIndent = 0;
  #lineStart = 0;
  #atLineStart = true;
  #lastEnd = 0;
  /** A block inside which a brace closed something further out: the one that lacks its own. */
  #suspect: Opener | undefined;
  #hasTags = false;

  constructor(text: string, configId: string | undefined) {
    this.#text = text;
    this.#configId = configId;
    this.builder = new TreeBuilder(text);
  }

  comment(token: IToken): void {
    this.#hasTags ||= token.tokenType === TemplateTag;
    this.builder.comment(spanOf(token), commentKind(token));
  }

  newline(token: IToken): void {
    this.#dropPrefixes();
    this.#lineStart = token.startOffset + token.image.lastIndexOf("\n") + 1;
    this.#atLineStart = true;
  }

  condition(token: IToken): void {
    this.#prefixes.push(plainWord(token, token.image));
  }

  definition(token: IToken): void {
    const equals = token.image.indexOf("=");
    const name = token.image.slice(1, equals);
    const raw = token.image.slice(equals + 1);
    const start = token.startOffset;
    const blank = raw.length - raw.trimStart().length;
    const prefixes = this.#prefixes;
    this.#prefixes = [];
    const value = prefixes.length > 0 || this.#hasTags ? undefined : this.#valueOf(raw.trim());
    if (value === undefined) this.#variables.doubt(name);
    else this.#variables.define(name, value);
    this.builder.definition({
      kind: "definition",
      start: prefixes[0]?.start ?? start,
      end: endOf(token),
      prefixes,
      name: { start: start + 1, end: start + equals, value: name, quoted: false },
      value: { start: start + equals + 1 + blank, end: start + token.image.length },
    });
    this.#seen(token);
  }

  /** The lines of a value that count; `undefined` where that is not known. */
  #valueOf(raw: string): string | undefined {
    if (!/\n\s*@/.test(raw)) return raw;
    const id = this.#configId;
    if (id === undefined) return undefined;
    return raw
      .split("\n")
      .flatMap((line, i) => {
        const condition = i === 0 ? undefined : /^\s*(@\S*)/.exec(line);
        if (condition == null) return [line];
        return isMet(condition[1] ?? "", id) ? [line.slice(condition[0].length)] : [];
      })
      .join("\n");
  }

  sequence(token: IToken): void {
    for (const { name } of sequenceNames(token.image)) this.#variables.doubt(name);
    this.#directive([{ ...plainWord(token, token.image), unknown: "several" }], token);
  }

  include(token: IToken, pattern: IToken | undefined): void {
    const words: [Word, ...Word[]] = [plainWord(token, token.image)];
    if (pattern !== undefined) words.push(this.#variables.word(spanOf(pattern), pattern.image, false, "\n"));
    this.#directive(words, pattern ?? token);
    // What is read there may define anything anew.
    this.#variables.doubtAll();
  }

  line(tokens: readonly IToken[]): void {
    const [first, ...rest] = tokens;
    if (first === undefined) return;
    const words: [Word, ...Word[]] = [this.#word(first)];
    const last = rest[rest.length - 1];
    const from = rest[0]?.startOffset ?? endOf(first);
    const to = last === undefined ? from : endOf(last);
    if (commandKeywords.has(words[0].value) && !hasTemplateMark(this.#text.slice(from, to))) {
      for (const word of commandWords(this.#text, from, to, this.#variables, this.builder)) words.push(word);
    } else for (const token of rest) words.push(this.#word(token));
    this.#directive(words, last ?? first);
  }

  open(token: IToken): void {
    const span = spanOf(token);
    this.#dropPrefixes();
    const directive = this.#pending;
    if (directive === undefined) {
      this.builder.stray(span);
      this.builder.problem({ kind: "stray-brace", ...span, params: { brace: "{" } });
      this.#strayOpen.push(this.builder.depth);
    } else {
      this.builder.open(directive, span);
      this.#openers.push({ directive, indent: this.#pendingIndent });
    }
    this.#pending = undefined;
    this.#seen(token);
  }

  close(token: IToken): void {
    const span = spanOf(token);
    this.#dropPrefixes();
    this.#pending = undefined;
    if (this.#strayOpen.at(-1) === this.builder.depth) {
      this.#strayOpen.pop();
      this.builder.stray(span);
    } else if (this.builder.depth === 0) {
      this.builder.stray(span);
      this.builder.problem({ kind: "stray-brace", ...span, params: { brace: "}" } });
    } else {
      if (this.#atLineStart) this.#noteIndent(span.start - this.#lineStart);
      this.#openers.pop();
      this.builder.close(span, span.end);
    }
    this.#seen(token);
  }

  finish(): Tree {
    this.#dropPrefixes();
    // A brace out of a variable opens or closes a block too.
    if (this.#variables.bracesPutIn) this.builder.templated();
    this.#reportUnclosed(undefined);
    return this.builder.finish();
  }

  #directive(words: [Word, ...Word[]], last: IToken): void {
    const [first] = words;
    const indent = (this.#prefixes[0] ?? first).start - this.#lineStart;
    this.#closeBefore(first, indent);
    this.#pending = this.builder.directive(words, this.#prefixes, undefined, this.#prefixes.length > 0);
    this.#pendingIndent = this.#atLineStart ? indent : (this.#openers.at(-1)?.indent ?? 0) + 1;
    this.#prefixes = [];
    this.#seen(last);
  }

  /** A top-level block at the margin, inside a block that is still open: the brace that should have closed it is missing. */
  #closeBefore(keyword: Word, indent: number): void {
    const [outermost] = this.#openers;
    if (outermost === undefined || !this.#atLineStart || indent > outermost.indent) return;
    if (!topLevelBlocks.has(keyword.value)) return;
    this.#reportUnclosed({ at: this.#lastEnd, text: "\n}" });
    while (this.builder.close(undefined, this.#lastEnd));
    this.#openers.length = 0;
    this.#strayOpen.length = 0;
  }

  #reportUnclosed(insert: { readonly at: number; readonly text: string } | undefined): void {
    const [outermost] = this.#openers;
    const opener = this.#suspect ?? outermost;
    this.#suspect = undefined;
    if (opener === undefined || outermost === undefined) return;
    const only = this.#openers.length === 1 && opener === outermost;
    const [keyword, name] = opener.directive.words;
    this.builder.problem({
      kind: "unclosed-block",
      start: keyword.start,
      end: keyword.end,
      params: { name: name === undefined ? keyword.value : `${keyword.value} ${name.value}`, close: "}" },
      ...(only ? { insert: insert ?? { at: this.#lastEnd, text: "\n}" } } : {}),
    });
  }

  /** A closing brace that stands further left than the line it closes, but just below one further out. */
  #noteIndent(column: number): void {
    const inner = this.#openers.at(-1);
    const outer = this.#openers.at(-2);
    if (inner === undefined || outer === undefined || this.#suspect !== undefined) return;
    if (column < inner.indent && column === outer.indent) this.#suspect = inner;
  }

  #word(token: IToken): Word {
    if (token.tokenType !== Quoted)
      return this.#variables.word(spanOf(token), token.image, false, this.#text[endOf(token)] ?? "\n");
    return quotedWord(spanOf(token), token.image, this.#variables, this.builder);
  }

  #dropPrefixes(): void {
    for (const prefix of this.#prefixes) this.builder.stray(prefix);
    this.#prefixes = [];
  }

  #seen(token: IToken): void {
    this.#atLineStart = false;
    this.#lastEnd = endOf(token);
  }
}

function commentKind({ tokenType }: IToken): CommentNode["kind"] {
  if (tokenType === Comment) return "comment";
  return tokenType === TemplateTag ? "template-tag" : "condition";
}

function lineEndFrom(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

/** A template's own blanks and tags must not be split like a command's. */
function hasTemplateMark(text: string): boolean {
  return /\{[{%#]|<%/.test(text);
}

function plainWord(token: IToken, value: string): Word {
  return { ...spanOf(token), value, quoted: false };
}

function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: endOf(token) };
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}
