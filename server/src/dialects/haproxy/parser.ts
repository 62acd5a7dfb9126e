/**
 * The structure of a haproxy.cfg: lines of words, and sections that begin with a line whose first word is a section's
 * name and end with the next one. The grammar accepts every token stream; what a line means is left to the catalogue.
 */
import { EmbeddedActionsParser, type IToken } from "chevrotain";
import { nearestName } from "../../catalogue/near.ts";
import type { ParseOptions } from "../../dialect.ts";
import type { Directive, SyntaxProblem, Tree, Word } from "../../syntax/tree.ts";
import { TreeBuilder } from "../../syntax/tree-builder.ts";
import { Branches } from "./branches.ts";
import { haproxyData } from "./tables.ts";
import {
  Comment,
  Dropped,
  haproxyLexer,
  holdsStatement,
  LineBreak,
  ScopeLine,
  TemplateTag,
  tokenTypes,
  WordToken,
} from "./tokens.ts";
import { readWord } from "./words.ts";

/** Sections of all versions: a line that begins with one of these starts it, wherever it stands. */
export const sectionNames: ReadonlySet<string> = new Set([
  "global",
  "defaults",
  "frontend",
  "backend",
  "listen",
  "peers",
  "resolvers",
  "mailers",
  "userlist",
  "program",
  "cache",
  "ring",
  "log-forward",
  "log-profile",
  "http-errors",
  "fcgi-app",
  "crt-store",
  "traces",
  "acme",
  "namespace_list",
  "spoe-agent",
  "spoe-message",
  "spoe-group",
]);

/** Parses any text; never throws and loses nothing. */
export function parse(text: string, { target }: ParseOptions = {}): Tree {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const body = start === 0 ? text : ` ${text.slice(1)}`;
  const lines = new LineReader(text, target);
  if (start === 1) lines.byteOrderMark();
  parser ??= new LineParser();
  parser.run(haproxyLexer().tokenize(body).tokens, lines);
  return lines.finish();
}

let parser: LineParser | undefined;

class LineParser extends EmbeddedActionsParser {
  #lines: LineReader | undefined;

  constructor() {
    super(tokenTypes, { recoveryEnabled: false, maxLookahead: 1, skipValidations: true });
    this.performSelfAnalysis();
  }

  run(tokens: IToken[], lines: LineReader): void {
    this.#lines = lines;
    this.input = tokens;
    this.file();
    this.#lines = undefined;
  }

  readonly file = this.RULE("file", () => {
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.words) },
        { ALT: () => this.#leaf(this.CONSUME(LineBreak), (lines) => lines.end()) },
        { ALT: () => this.#leaf(this.CONSUME(Comment), (lines, token) => lines.comment(token)) },
        { ALT: () => this.#leaf(this.CONSUME(Dropped), (lines, token) => lines.comment(token)) },
        { ALT: () => this.#leaf(this.CONSUME(TemplateTag), (lines, token) => lines.templateTag(token)) },
        { ALT: () => this.#leaf(this.CONSUME(ScopeLine), (lines, token) => lines.scope(token)) },
      ]);
    });
  });

  readonly words = this.RULE("words", () => {
    this.AT_LEAST_ONE(() => this.#leaf(this.CONSUME(WordToken), (lines, token) => lines.word(token)));
  });

  #leaf(token: IToken, add: (lines: LineReader, token: IToken) => void): void {
    // While Chevrotain records the grammar there are no lines to add to.
    if (this.#lines !== undefined) add(this.#lines, token);
  }
}

let keywords: ReadonlySet<string> | undefined;

/** A line of some section begins so. */
function isKeyword(name: string): boolean {
  keywords ??= new Set(haproxyData.entries.map((entry) => entry.name.split(" ", 1)[0] ?? ""));
  return keywords.has(name);
}

/** Text of a template engine, which environment variables are not. */
function isTemplate(image: string): boolean {
  return image.includes("{{") || image.includes("<%") || image.includes("{%") || image.includes("@");
}

/** Collects the words of a line and hands whole lines to the tree builder. */
class LineReader {
  readonly #text: string;
  readonly #builder: TreeBuilder;
  readonly #problems: SyntaxProblem[] = [];
  #words: Word[] = [];
  /** The line's list of words has ended at an empty one: the daemon does not look at what follows. */
  #ended = false;
  #templated = false;
  /** Lines of the current section begin with blanks, as most files write them. */
  #indented = false;
  readonly #branches: Branches;

  constructor(text: string, target: string | undefined) {
    this.#text = text;
    this.#branches = new Branches(text, target);
    this.#builder = new TreeBuilder(text);
  }

  byteOrderMark(): void {
    const found = { message: "byte-order-mark", removable: true } as const;
    this.#builder.problem({ kind: "unexpected-token", start: 0, end: 1, ...found });
  }

  word(token: IToken): void {
    const { startOffset } = token;
    if (this.#ended) {
      this.#builder.comment({ start: startOffset, end: startOffset + token.image.length });
      return;
    }
    const word = readWord(this.#text, startOffset, token.image, this.#problems);
    if (this.#words.length === 0 && !token.image.startsWith(".") && this.#branches.isSkipped) {
      this.#builder.comment(word, "condition");
      return;
    }
    if (word.unknown !== undefined && isTemplate(token.image)) {
      this.#templated = true;
      if (holdsStatement(token.image)) this.#builder.templated();
    }
    if (word.value === "" && word.unknown === undefined) {
      this.#ended = true;
      this.#builder.comment(word);
    } else this.#words.push(word);
  }

  comment(token: IToken): void {
    const { startOffset } = token;
    this.#builder.comment({ start: startOffset, end: startOffset + token.image.length });
  }

  templateTag(token: IToken): void {
    const { startOffset } = token;
    this.#templated = true;
    this.#builder.comment({ start: startOffset, end: startOffset + token.image.length }, "template-tag");
  }

  /** `[name]`, which SPOE files have: the brackets are the keyword. */
  scope(token: IToken): void {
    const { startOffset, image } = token;
    const end = startOffset + image.trimEnd().length;
    if (!/^\[[A-Za-z0-9_:.-]+\]$/.test(image.trimEnd())) {
      this.#builder.problem({
        kind: "unexpected-token",
        start: startOffset,
        end,
        params: { token: image.trimEnd() },
      });
    }
    this.#words.push({ start: startOffset, end, value: "[]", quoted: false });
  }

  end(): void {
    const [first, second] = this.#words;
    if (first !== undefined) {
      const isPrefix =
        (first.value === "no" || first.value === "default") && !first.quoted && second !== undefined;
      const [keyword, ...others] = isPrefix ? this.#words.slice(1) : this.#words;
      if (keyword !== undefined) this.#line([keyword, ...others], isPrefix ? [first] : []);
    }
    this.#words = [];
    this.#ended = false;
  }

  finish(): Tree {
    this.end();
    const { length } = this.#text;
    const end = this.#text[length - 1];
    if (length > 0 && end !== "\n" && !this.#templated) {
      const start = this.#text.lastIndexOf("\n") + 1;
      this.#builder.problem({
        kind: "missing-newline",
        start,
        end: length,
        insert: { at: length, text: "\n" },
      });
    }
    for (const problem of this.#problems) this.#builder.problem(problem);
    return this.#builder.finish();
  }

  #line(words: [Word, ...Word[]], prefixes: readonly Word[]): void {
    const first = prefixes[0] ?? words[0];
    const atMargin = first.start === 0 || this.#text[first.start - 1] === "\n";
    const opens =
      prefixes.length === 0 && (sectionNames.has(first.value) || this.#mistypedSection(words, atMargin));
    if (opens) this.#builder.close(undefined, first.start);
    const conditional = this.#branches.isConditional([
      first,
      ...(prefixes.length > 0 ? words : words.slice(1)),
    ]);
    const directive = this.#builder.directive(words, prefixes, undefined, conditional);
    if (opens) this.#open(directive);
    else if (this.#builder.depth > 0) this.#indented = !atMargin;
  }

  #open(directive: Directive): void {
    this.#builder.open(directive);
    this.#indented = false;
  }

  /**
   * The daemon takes a mistyped header for a keyword of the section before, and complains of every line below. Here
   * it opens a body of its own, so that one finding at the header says all.
   */
  #mistypedSection(words: readonly Word[], atMargin: boolean): boolean {
    const name = words[0]?.value ?? "";
    // What is wrong with its quotes may keep a line at the margin where all others are moved.
    if ((this.#problems.at(-1)?.start ?? -1) >= (words[0]?.start ?? 0)) return false;
    if (!atMargin || words.length > 2 || (this.#builder.depth > 0 && !this.#indented)) return false;
    return nearestName(name, sectionNames) !== undefined && !isKeyword(name);
  }
}
