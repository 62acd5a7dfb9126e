/**
 * Conditions: `if`/`unless`, names of ACLs, `!`, `or` and anonymous ACLs in braces. The words are the tokens; the
 * grammar is total. What an ACL tests is left to samples.ts.
 */
import {
  createToken,
  createTokenInstance,
  EmbeddedActionsParser,
  type IToken,
  Lexer,
  type TokenType,
} from "chevrotain";
import type { Word } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";

export type Term =
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | {
      readonly kind: "anonymous";
      readonly words: readonly Word[];
      readonly open: Span;
      readonly closed: boolean;
    };

const Introduction = token("Introduction");
const Or = token("Or");
const Not = token("Not");
const Open = token("Open");
const Close = token("Close");
const Plain = token("Plain");

function token(name: string): TokenType {
  return createToken({ name, pattern: Lexer.NA });
}

class ConditionParser extends EmbeddedActionsParser {
  words: readonly Word[] = [];

  constructor() {
    super([Introduction, Or, Not, Open, Close, Plain], {
      recoveryEnabled: false,
      maxLookahead: 1,
      skipValidations: true,
    });
    this.performSelfAnalysis();
  }

  readonly condition = this.RULE("condition", (): Term[] => {
    const terms: Term[] = [];
    this.OPTION(() => this.CONSUME(Introduction));
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Or) },
        { ALT: () => this.CONSUME(Not) },
        { ALT: () => this.CONSUME(Close) },
        { ALT: () => terms.push(nameOf(this.CONSUME(Plain))) },
        { ALT: () => terms.push(this.SUBRULE(this.anonymous)) },
      ]);
    });
    return terms;
  });

  readonly anonymous = this.RULE("anonymous", (): Term => {
    const open = this.CONSUME(Open);
    const words: Word[] = [];
    const take = (taken: IToken): void => {
      const word = this.words[taken.startColumn ?? 0];
      if (word !== undefined && words.at(-1) !== word) words.push(word);
    };
    this.MANY(() => {
      this.OR([
        { ALT: () => take(this.CONSUME(Plain)) },
        { ALT: () => take(this.CONSUME(Or)) },
        { ALT: () => take(this.CONSUME(Not)) },
        { ALT: () => take(this.CONSUME2(Open)) },
      ]);
    });
    let closed = false;
    this.OPTION(() => {
      this.CONSUME(Close);
      closed = true;
    });
    return { kind: "anonymous", words, open: { start: open.startOffset, end: open.startOffset + 1 }, closed };
  });
}

let parser: ConditionParser | undefined;

/** Reads the condition that begins with its `if` or `unless`, if it has one, at `words[from]` and takes all words. */
export function parseCondition(words: readonly Word[], from: number): readonly Term[] {
  parser ??= new ConditionParser();
  parser.words = words;
  parser.input = words.slice(from).flatMap((word, i) => tokensOf(word, from + i, i === 0));
  return parser.condition();
}

export function isIntroduction(word: Word | undefined): boolean {
  return word?.value === "if" || word?.value === "unless";
}

/** The exclamation marks that begin a word, and what stands behind them. The word's index goes where columns would. */
function tokensOf(word: Word, index: number, first: boolean): IToken[] {
  if (first && isIntroduction(word)) return [instance(Introduction, word, index, 0)];
  const marks = /^!*/.exec(word.value)?.[0].length ?? 0;
  const tokens = Array.from({ length: marks }, (_, i) => instance(Not, word, index, i, 1));
  const rest = word.value.slice(marks);
  if (rest === "") return tokens;
  const type =
    rest === "||" || rest.toLowerCase() === "or" ? Or : rest === "{" ? Open : rest === "}" ? Close : Plain;
  return [...tokens, instance(type, word, index, marks)];
}

function instance(type: TokenType, word: Word, index: number, skip: number, length?: number): IToken {
  const start = Math.min(word.start + skip, word.end);
  const image = word.value.slice(skip, length === undefined ? undefined : skip + length);
  return createTokenInstance(type, image, start, word.end - 1, index, index, index, index);
}

function nameOf(taken: IToken): Term {
  return {
    kind: "name",
    name: taken.image,
    span: { start: taken.startOffset, end: (taken.endOffset ?? 0) + 1 },
  };
}
