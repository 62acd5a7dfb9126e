/**
 * The two small languages inside HAProxy's words: sample expressions (`req.hdr(host),lower`) and log-format strings
 * (`%ci %[path]`). One lexer with modes and one total grammar; what the names mean is left to samples.ts.
 */
import {
  type CustomPatternMatcherFunc,
  createToken,
  EmbeddedActionsParser,
  type IToken,
  Lexer,
} from "chevrotain";
import type { Span } from "../../text/span.ts";

/** A fetch or a converter with its arguments. Offsets count from the start of the text. */
export interface Call extends Span {
  readonly name: string;
  readonly args: readonly Argument[];
  /** The closing parenthesis is missing. */
  readonly unclosed: boolean;
}

export interface Argument extends Span {
  /** Quotes taken off, escapes undone. */
  readonly value: string;
}

export interface Expression extends Span {
  /** The first is a fetch, the others are converters. Where none stands there is a gap: an empty name. */
  readonly calls: readonly Call[];
}

export type LogFormatItem =
  | { readonly kind: "alias"; readonly name: string; readonly span: Span }
  /** `closed` says that the `]` stands right behind the expression. */
  | {
      readonly kind: "expression";
      readonly expression: Expression;
      readonly span: Span;
      readonly closed: boolean;
    }
  /** A `%` that begins nothing. */
  | { readonly kind: "percent"; readonly span: Span };

const Percent = createToken({ name: "Percent", pattern: /%(?:\([^)]*\))?%/ });
const Open = createToken({
  name: "Open",
  pattern: /%(?:\([^)]*\))?(?:\{[^}]*\})?\[/,
  push_mode: "expression",
});
const Alias = createToken({ name: "Alias", pattern: /%(?:\([^)]*\))?(?:\{[^}]*\})?[A-Za-z][A-Za-z0-9]*/ });
const Lone = createToken({ name: "Lone", pattern: /%/ });
const Plain = createToken({ name: "Plain", pattern: /[^%]+/, line_breaks: true });

const Name = createToken({ name: "Name", pattern: /[A-Za-z0-9._\-+:]+/ });
const Comma = createToken({ name: "Comma", pattern: /,/ });
const OpenArguments = createToken({ name: "OpenArguments", pattern: /\(/, push_mode: "arguments" });
const Close = createToken({ name: "Close", pattern: /\]/, pop_mode: true });
const Other = createToken({ name: "Other", pattern: /[\s\S]/, line_breaks: true });

const ArgumentText = createToken({ name: "ArgumentText", pattern: argumentText(), line_breaks: true });
const CloseArguments = createToken({ name: "CloseArguments", pattern: /\)/, pop_mode: true });

const modes = {
  text: [Percent, Open, Alias, Lone, Plain],
  expression: [Name, Comma, OpenArguments, Close, Other],
  arguments: [Comma, CloseArguments, ArgumentText],
};
let lexer: Lexer | undefined;

/** Made on first use: a run over other files does without. */
function sampleLexer(): Lexer {
  lexer ??= new Lexer(
    { modes, defaultMode: "text" },
    { positionTracking: "onlyOffset", skipValidations: true },
  );
  return lexer;
}

/** Text up to the next comma or parenthesis that no quote and no backslash protects. */
function argumentText(): CustomPatternMatcherFunc {
  return (text, start) => {
    let quote = "";
    let at = start;
    for (; at < text.length; at++) {
      const character = text[at] ?? "";
      if (character === "\\" && quote !== "'" && /[\\ "'rnt]/.test(text[at + 1] ?? "")) at++;
      else if (quote !== "") {
        if (character === quote) quote = "";
      } else if (character === "'" || character === '"') quote = character;
      else if (character === "," || character === ")") break;
    }
    const end = Math.min(at, text.length);
    return end === start ? null : [text.slice(start, end)];
  };
}

class SampleParser extends EmbeddedActionsParser {
  /** Length of the text that is parsed. */
  length = 0;

  constructor() {
    super([...new Set([...modes.text, ...modes.expression, ...modes.arguments])], {
      recoveryEnabled: false,
      maxLookahead: 1,
      skipValidations: true,
    });
    this.performSelfAnalysis();
  }

  readonly logFormat = this.RULE("logFormat", (): LogFormatItem[] => {
    const items: LogFormatItem[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Plain) },
        { ALT: () => this.CONSUME(Percent) },
        { ALT: () => items.push({ kind: "percent", span: spanOf(this.CONSUME(Lone)) }) },
        { ALT: () => items.push(aliasOf(this.CONSUME(Alias))) },
        { ALT: () => items.push(this.SUBRULE(this.embedded)) },
      ]);
    });
    return items;
  });

  readonly embedded = this.RULE("embedded", (): LogFormatItem => {
    const open = spanOf(this.CONSUME(Open));
    const expression = this.SUBRULE(this.expression);
    let closed = true;
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Other) },
        { ALT: () => this.CONSUME(Name) },
        { ALT: () => this.CONSUME(OpenArguments) },
        { ALT: () => this.CONSUME(ArgumentText) },
        { ALT: () => this.CONSUME(CloseArguments) },
        { ALT: () => this.CONSUME(Comma) },
      ]);
      closed = false;
    });
    let found = false;
    this.OPTION(() => {
      this.CONSUME(Close);
      found = true;
    });
    return {
      kind: "expression",
      expression,
      span: { start: open.start, end: found ? this.LA(0).startOffset + 1 : this.#next() },
      closed: closed && found,
    };
  });

  readonly expression = this.RULE("expression", (): Expression => {
    const calls: Call[] = [];
    const start = this.#next();
    let first: Call = { name: "", args: [], unclosed: false, start, end: start };
    this.OPTION(() => {
      first = this.SUBRULE(this.call);
    });
    calls.push(first);
    this.MANY(() => {
      this.AT_LEAST_ONE(() => this.CONSUME(Comma));
      this.OPTION2(() => calls.push(this.SUBRULE2(this.call)));
    });
    return { calls, start, end: this.#next() };
  });

  readonly call = this.RULE("call", (): Call => {
    const token = this.CONSUME(Name);
    const span = spanOf(token);
    let { end } = span;
    let unclosed = false;
    const args: Argument[] = [];
    this.OPTION(() => {
      unclosed = true;
      end = spanOf(this.CONSUME(OpenArguments)).end;
      args.push(this.SUBRULE(this.argument));
      this.MANY(() => {
        this.CONSUME(Comma);
        args.push(this.SUBRULE2(this.argument));
      });
      end = this.#next();
      this.OPTION2(() => {
        end = spanOf(this.CONSUME(CloseArguments)).end;
        unclosed = false;
      });
    });
    return { name: token.image, start: span.start, end, args, unclosed };
  });

  readonly argument = this.RULE("argument", (): Argument => {
    const at = this.#next();
    let argument: Argument = { start: at, end: at, value: "" };
    this.OPTION(() => {
      argument = argumentOf(this.CONSUME(ArgumentText));
    });
    return argument;
  });

  /** Where the next token begins; the text's end behind the last. */
  #next(): number {
    const { startOffset } = this.LA(1);
    return startOffset >= 0 ? startOffset : this.length;
  }
}

let parser: SampleParser | undefined;

/** Reads the expression at the start of a text; `rest` is where what does not belong to it begins. */
export function parseExpression(text: string): { readonly expression: Expression; readonly rest: number } {
  let expression = expressions.get(text);
  if (expression === undefined) {
    expression = run(text, "expression", (p) => p.expression());
    if (expressions.size >= maxRemembered) expressions.clear();
    expressions.set(text, expression);
  }
  return { expression, rest: expression.end };
}

export function parseLogFormat(text: string): readonly LogFormatItem[] {
  return run(text, "text", (p) => p.logFormat());
}

/** The same few expressions (`src`, `path`, `ssl_fc`) make up most of a file. */
const expressions = new Map<string, Expression>();
const maxRemembered = 1_000;

function run<T>(text: string, mode: string, rule: (parser: SampleParser) => T): T {
  parser ??= new SampleParser();
  parser.length = text.length;
  parser.input = sampleLexer().tokenize(text, mode).tokens;
  return rule(parser);
}

function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: token.startOffset + token.image.length };
}

function aliasOf(token: IToken): LogFormatItem {
  const name = /[A-Za-z0-9]*$/.exec(token.image)?.[0] ?? "";
  const { end } = spanOf(token);
  return { kind: "alias", name, span: { start: end - name.length, end } };
}

function argumentOf(token: IToken): Argument {
  let value = "";
  let quote = "";
  for (let at = 0; at < token.image.length; at++) {
    const character = token.image[at] ?? "";
    if (character === "\\" && quote !== "'") {
      const next = token.image[++at] ?? "";
      value += /[\\ "'rnt]/.test(next) ? next : `\\${next}`;
    } else if (character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) quote = character;
    else value += character;
  }
  return { ...spanOf(token), value };
}
