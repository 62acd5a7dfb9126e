/**
 * Parses an nginx configuration into the common tree: statements ended by `;` or opened by `{`. It never fails;
 * what is wrong with the structure is noted where a person would mend it. Directive names mean nothing here.
 */
import { EmbeddedActionsParser, type IToken } from "chevrotain";
import type { Directive, SyntaxProblem, Tree, Word as TreeWord } from "../../syntax/tree.ts";
import { TreeBuilder } from "../../syntax/tree-builder.ts";
import { type Span, span } from "../../text/span.ts";
import {
  CloseBrace,
  Comment,
  LuaBody,
  mayFollowQuote,
  nginxLexer,
  OpenBrace,
  Semicolon,
  TemplateTag,
  tokenTypes,
  Word,
} from "./tokens.ts";

/** Parses any text; nothing is lost and nothing throws. */
export function parseNginx(text: string): Tree {
  parser ??= new NginxParser();
  const { tokens } = nginxLexer().tokenize(text);
  return parser.parse(text, tokens);
}

let parser: NginxParser | undefined;

class NginxParser extends EmbeddedActionsParser {
  #text = "";
  #builder = new TreeBuilder("");
  /** For each open body how many braces in it opened nothing. */
  #strayOpen: number[] = [0];
  /** Blocks whose closing brace stands further left than they do: the brace was meant for another block. */
  #misclosed: Directive[] = [];

  constructor() {
    super(tokenTypes, { recoveryEnabled: false, maxLookahead: 1, skipValidations: true });
    this.performSelfAnalysis();
  }

  parse(text: string, tokens: IToken[]): Tree {
    this.#text = text;
    this.#builder = new TreeBuilder(text);
    this.#strayOpen = [0];
    this.#misclosed = [];
    if (text.charCodeAt(0) === 0xfeff) {
      this.#builder.problem({
        kind: "unexpected-token",
        start: 0,
        end: 1,
        message: "byte-order-mark",
        removable: true,
      });
    }
    this.input = tokens;
    this.file();
    const unclosed: Directive[] = [];
    const tree = this.#builder.finish((directive) => {
      unclosed.push(directive);
      return undefined;
    });
    return {
      ...tree,
      problems: [...tree.problems, ...this.#unclosedProblems(unclosed)].sort((a, b) => a.start - b.start),
    };
  }

  readonly file = this.RULE("file", () => {
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.statement) },
        { ALT: () => this.SUBRULE(this.trivia) },
        { ALT: () => this.#act(this.CONSUME(CloseBrace), (token) => this.#close(token)) },
        { ALT: () => this.#act(this.CONSUME(Semicolon), (token) => this.#unexpected(token)) },
        { ALT: () => this.#act(this.CONSUME(OpenBrace), (token) => this.#strayOpening(token)) },
        { ALT: () => this.#act(this.CONSUME(LuaBody), (token) => this.#unexpected(token)) },
      ]);
    });
  });

  readonly statement = this.RULE("statement", () => {
    const words: IToken[] = [];
    this.AT_LEAST_ONE(() => {
      const word = this.CONSUME(Word);
      this.ACTION(() => words.push(word));
      this.MANY(() => this.SUBRULE(this.trivia));
    });
    const ended = this.OR([
      { ALT: () => this.#act(this.CONSUME(Semicolon), (token) => this.#simple(words, token)) },
      { ALT: () => this.#act(this.CONSUME(OpenBrace), (token) => this.#block(words, token)) },
      { ALT: () => this.#act(this.CONSUME(LuaBody), (token) => this.#lua(words, token)) },
      { ALT: () => this.ACTION(() => this.#unterminated(words)) },
    ]);
    return ended;
  });

  readonly trivia = this.RULE("trivia", () => {
    this.OR([
      { ALT: () => this.#act(this.CONSUME(Comment), (token) => this.#builder.comment(spanOf(token))) },
      {
        ALT: () =>
          this.#act(this.CONSUME(TemplateTag), (token) =>
            this.#builder.comment(spanOf(token), "template-tag"),
          ),
      },
    ]);
  });

  #act(token: IToken, action: (token: IToken) => void): void {
    this.ACTION(() => action(token));
  }

  #simple(words: readonly IToken[], terminator: IToken): void {
    this.#directive(words, spanOf(terminator));
  }

  #block(words: readonly IToken[], brace: IToken): void {
    const directive = this.#directive(words);
    if (directive === undefined) return;
    this.#builder.open(directive, spanOf(brace));
    this.#strayOpen.push(0);
  }

  #lua(words: readonly IToken[], body: IToken): void {
    const directive = this.#directive(words);
    if (directive === undefined) return;
    const { start, end } = spanOf(body);
    this.#builder.open(directive, span(start, start + 1));
    const closed = end - start > 1 && luaIsClosed(this.#text, start, end);
    const inner = span(start + 1, closed ? end - 1 : end);
    if (inner.end > inner.start) this.#builder.opaque(inner);
    this.#builder.close(closed ? span(end - 1, end) : undefined, end);
    if (!closed) this.#builder.problem(unclosedBlock(directive));
  }

  /** The statement runs into a `}` or the end of the text. */
  #unterminated(words: readonly IToken[]): void {
    const directive = this.#directive(words);
    const last = directive?.words.at(-1);
    if (last === undefined || this.#text[last.start] === undefined) return;
    const at = last.end;
    const insert = { at, text: ";" };
    this.#builder.problem({
      kind: "missing-terminator",
      start: last.start,
      end: at,
      params: { mark: ";", name: last.value.slice(0, 60) },
      insert,
    });
  }

  #close(token: IToken): void {
    const at = spanOf(token);
    const pending = this.#strayOpen.length - 1;
    if ((this.#strayOpen[pending] ?? 0) > 0) {
      this.#strayOpen[pending] = (this.#strayOpen[pending] ?? 0) - 1;
      this.#builder.stray(at);
      return;
    }
    const innermost = this.#builder.innermost;
    if (!this.#builder.close(at, at.end) || innermost === undefined) {
      this.#builder.stray(at);
      this.#builder.problem({ kind: "stray-brace", ...at, params: { brace: "}" } });
      return;
    }
    this.#strayOpen.pop();
    const column = indentation(this.#text, at.start);
    if (column !== undefined && column < (indentation(this.#text, innermost.start) ?? 0))
      this.#misclosed.push(innermost);
  }

  #unexpected(token: IToken): void {
    const at = spanOf(token);
    this.#builder.stray(at);
    this.#builder.problem({ kind: "unexpected-token", ...at, params: { token: token.image.slice(0, 1) } });
  }

  #strayOpening(token: IToken): void {
    this.#unexpected(token);
    this.#strayOpen[this.#strayOpen.length - 1] = (this.#strayOpen.at(-1) ?? 0) + 1;
  }

  #directive(tokens: readonly IToken[], terminator?: Span): Directive | undefined {
    const [first, ...others] = tokens.map((token) => this.#word(token));
    return first === undefined ? undefined : this.#builder.directive([first, ...others], [], terminator);
  }

  #word(token: IToken): TreeWord {
    const { start, end } = spanOf(token);
    const { image } = token;
    const quote = image[0] === '"' || image[0] === "'" ? image[0] : "";
    const unknown = unknownOf(image);
    if (quote === "") return { start, end, value: readEscapes(image), quoted: false, ...unknown };
    const closed = image.length > 1 && image.endsWith(quote) && !endsEscaped(image);
    if (!closed) this.#builder.problem({ kind: "unclosed-quote", start, end });
    else if (!mayFollowQuote(this.#text[end]) && this.#text[end] !== "}") {
      this.#builder.problem({
        kind: "unexpected-token",
        start: end,
        end: end + 1,
        params: { token: this.#text[end] ?? "" },
      });
    }
    return {
      start,
      end,
      value: readEscapes(image.slice(1, closed ? -1 : undefined)),
      quoted: true,
      ...unknown,
    };
  }

  /** One problem for each brace that is missing: first where the indentation says it is, then at the innermost open block. */
  #unclosedProblems(unclosed: readonly Directive[]): SyntaxProblem[] {
    const [only] = unclosed;
    if (only !== undefined && unclosed.length === 1 && this.#misclosed.length === 0) {
      const text = /\n\s*$/.test(this.#text) ? "}\n" : "\n}\n";
      return [{ ...unclosedBlock(only), insert: { at: this.#text.length, text } }];
    }
    const suspects = [...this.#misclosed.slice(0, 1), ...unclosed];
    return suspects.slice(0, unclosed.length).map(unclosedBlock);
  }
}

function unclosedBlock(directive: Directive): SyntaxProblem {
  const [name] = directive.words;
  const end = directive.body?.open?.end ?? name.end;
  return { kind: "unclosed-block", start: name.start, end, params: { name: name.value, close: "}" } };
}

function luaIsClosed(text: string, start: number, end: number): boolean {
  return end < text.length || (text[end - 1] === "}" && end - start > 1);
}

/** White space before an offset that is the first on its line; `undefined` where something stands before it. */
function indentation(text: string, offset: number): number | undefined {
  let column = 0;
  for (let at = offset - 1; at >= 0; at--) {
    const character = text[at];
    if (character === "\n") break;
    if (character === "\t") column += 8;
    else if (character === " ") column++;
    else return undefined;
  }
  return column;
}

function endsEscaped(image: string): boolean {
  let slashes = 0;
  for (let at = image.length - 2; at > 0 && image[at] === "\\"; at--) slashes++;
  return slashes % 2 === 1;
}

/** Undoes the escapes nginx undoes; every other backslash stays, so regular expressions survive. */
function readEscapes(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(["'\\trn])/g, (_, character: string) => controls[character] ?? character);
}

const controls: Readonly<Record<string, string>> = { t: "\t", r: "\r", n: "\n" };

/**
 * Words whose value a template engine or the environment decides. nginx has `${name}` of its own; names in capitals
 * are taken for environment variables, which is how they are written in files for envsubst.
 */
function unknownOf(image: string): { unknown: "value" | "several" } | undefined {
  if (!/[{<@$]/.test(image)) return undefined;
  if (encloses(image, "{{", "}}") || encloses(image, "<%=", "%>")) return { unknown: "several" };
  const templated = holds(image, "{{", "}}") || holds(image, "<%=", "%>") || environmentName.test(image);
  return templated ? { unknown: "value" } : undefined;
}

const environmentName = /@[A-Za-z_]\w*@|\$\{[A-Z][A-Z0-9_]+\}|\$[A-Z][A-Z0-9_]+(?![A-Za-z0-9_])/;

function holds(image: string, open: string, close: string): boolean {
  const at = image.indexOf(open);
  return at >= 0 && image.indexOf(close, at + open.length) >= 0;
}

function encloses(image: string, open: string, close: string): boolean {
  return image.startsWith(open) && image.indexOf(close) >= image.length - close.length - 1;
}

function spanOf(token: IToken): Span {
  return span(token.startOffset, token.startOffset + token.image.length);
}
