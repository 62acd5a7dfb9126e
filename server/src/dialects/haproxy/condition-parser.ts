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
  const tokens: IToken[] = [];
  for (let index = from; index < words.length; index++) {
    const word = words[index];
    if (word !== undefined) addTokens(tokens, word, index, index === from);
  }
  parser.input = tokens;
  return parser.condition();
}

export function isIntroduction(word: Word | undefined): boolean {
  return word?.value === "if" || word?.value === "unless";
}

/** The exclamation marks that begin a word, and what stands behind them. The word's index goes where columns would. */
function addTokens(tokens: IToken[], word: Word, index: number, first: boolean): void {
  const { value } = word;
  if (first && isIntroduction(word)) {
    tokens.push(instance(Introduction, value, word, index, 0));
    return;
  }
  let marks = 0;
  while (value[marks] === "!") tokens.push(instance(Not, "!", word, index, marks++));
  const rest = marks === 0 ? value : value.slice(marks);
  if (rest !== "") tokens.push(instance(typeOf(rest), rest, word, index, marks));
}

function typeOf(text: string): TokenType {
  if (text === "{") return Open;
  if (text === "}") return Close;
  return text === "||" || (text.length === 2 && text.toLowerCase() === "or") ? Or : Plain;
}

function instance(type: TokenType, image: string, word: Word, index: number, skip: number): IToken {
  const start = Math.min(word.start + skip, word.end);
  return createTokenInstance(type, image, start, word.end - 1, index, index, index, index);
}

function nameOf(taken: IToken): Term {
  return {
    kind: "name",
    name: taken.image,
    span: { start: taken.startOffset, end: (taken.endOffset ?? 0) + 1 },
  };
}
