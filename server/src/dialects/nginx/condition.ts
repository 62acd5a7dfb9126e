/**
 * The condition of an `if`, from the bracket to the bracket. nginx has already cut it into words, so the grammar is
 * one over words: a variable alone, a comparison, a match or a file test.
 */
import { createToken, EmbeddedActionsParser, type IToken, type TokenType } from "chevrotain";
import type { NameUse, ValueProblem, ValueReading, ValueType } from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";
import { readRegex } from "./regex.ts";
import { readText, references, spanIn, type TextReading } from "./text.ts";

const Variable = createToken({ name: "Variable", pattern: /\$.+/ });
const Compare = createToken({ name: "Compare", pattern: /!?=/ });
const Match = createToken({ name: "Match", pattern: /!?~\*?/ });
const FileTest = createToken({ name: "FileTest", pattern: /!?-[defx]/ });
const Other = createToken({ name: "Other", pattern: /.+/ });
const End = createToken({ name: "End", pattern: /\)/ });
const tokenTypes = [Compare, Match, FileTest, Variable, Other, End];

/** A word of the condition with the brackets taken off. */
export interface Part {
  readonly word: Word;
  readonly value: string;
  /** Where `value` begins in the word's value. */
  readonly from: number;
}

export const condition: ValueType = {
  read(words, index, _form, source): ValueReading | undefined {
    const given = words.slice(index);
    const [first] = given;
    const last = given.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const used = given.length;
    if (given.some((word) => word.unknown !== undefined)) return { used };
    if (!first.value.startsWith("(")) return { used, problem: problem("no-condition-start", first) };
    if (!last.value.endsWith(")")) return { used, problem: problem("no-condition-end", last) };
    const parts = inBrackets(given);
    const [only] = parts;
    if (only === undefined) return { used, problem: problem("empty-condition", first) };
    parser ??= new ConditionParser();
    const wrong = parser.wrongPart(parts);
    if (wrong !== undefined) return { used, problem: mistakeAt(parts, wrong) };
    return { used, ...readParts(parts, source) };
  },
  samples: ["($host = )", "($request_method = POST)", "(-f $request_filename)"],
};

let parser: ConditionParser | undefined;

class ConditionParser extends EmbeddedActionsParser {
  constructor() {
    super(tokenTypes, { recoveryEnabled: false, maxLookahead: 1, skipValidations: true });
    this.performSelfAnalysis();
  }

  /** The index of the part that does not fit; that of the last one where a part is missing; `undefined` where all is well. */
  wrongPart(parts: readonly Part[]): number | undefined {
    this.input = [...parts.map(tokenOf), makeToken(End, ")", parts.length)];
    this.condition();
    const [error] = this.errors;
    return error === undefined ? undefined : Math.min(error.token.startOffset, parts.length - 1);
  }

  readonly condition = this.RULE("condition", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(Variable);
          this.OPTION(() => {
            this.OR1([{ ALT: () => this.CONSUME(Compare) }, { ALT: () => this.CONSUME(Match) }]);
            this.SUBRULE(this.operand);
          });
        },
      },
      {
        ALT: () => {
          this.CONSUME(FileTest);
          this.SUBRULE1(this.operand);
        },
      },
    ]);
    this.CONSUME(End);
  });

  readonly operand = this.RULE("operand", () => {
    this.OR([
      { ALT: () => this.CONSUME(Variable) },
      { ALT: () => this.CONSUME(Compare) },
      { ALT: () => this.CONSUME(Match) },
      { ALT: () => this.CONSUME(FileTest) },
      { ALT: () => this.CONSUME(Other) },
    ]);
  });
}

function tokenOf({ value }: Part, index: number): IToken {
  const type = /^!?=$/.test(value)
    ? Compare
    : /^!?~\*?$/.test(value)
      ? Match
      : /^!?-[defx]$/.test(value)
        ? FileTest
        : /^\$./s.test(value)
          ? Variable
          : Other;
  return makeToken(type, value, index);
}

function makeToken(tokenType: TokenType, image: string, startOffset: number): IToken {
  return { tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0, image, startOffset };
}

/** Takes the brackets off; a word that was nothing else is gone. */
export function inBrackets(words: readonly Word[]): Part[] {
  const parts: Part[] = [];
  for (const [i, word] of words.entries()) {
    const from = i === 0 ? 1 : 0;
    const to = word.value.length - (i === words.length - 1 ? 1 : 0);
    const alone = (i === 0 || i === words.length - 1) && from >= to;
    if (!alone) parts.push({ word, value: word.value.slice(from, to), from });
  }
  return parts;
}

function mistakeAt(parts: readonly Part[], index: number): ValueProblem {
  const part = parts[index] ?? parts[0];
  const place = part?.word ?? { start: 0, end: 0 };
  const span = { start: place.start, end: place.end };
  const value = part?.value ?? "";
  if (value === "==")
    return { kind: "invalid-value", message: "no-double-equals", params: { value }, span, replacement: "=" };
  if (/^(?:&&|\|\||and|or)$/.test(value))
    return { kind: "invalid-value", message: "no-logic", params: { value }, span };
  return { kind: "invalid-value", message: "bad-condition", params: { value }, span };
}

function problem(message: string, word: Word): ValueProblem {
  return {
    kind: "invalid-value",
    message,
    params: { value: word.value },
    span: { start: word.start, end: word.end },
  };
}

/** The names in a condition of the right shape: the variable, and what it is compared or matched with. */
function readParts(parts: readonly Part[], source: string): { names: NameUse[]; problem?: ValueProblem } {
  const names: NameUse[] = [];
  let found: ValueProblem | undefined;
  const [first, operator, operand] = parts;
  const isTest = first !== undefined && /^!?-/.test(first.value);
  const isMatch = operator !== undefined && /~/.test(operator.value) && !isTest;
  const texts = isTest || isMatch ? [] : [operand];
  if (isTest) texts.push(operator);
  // Of the variable nginx takes all that follows the `$` for its name.
  else if (first !== undefined) {
    const span = spanIn(first.word, source, first.from + 1, first.from + first.value.length);
    names.push({ role: "reference", kinds: ["variable"], name: first.value.slice(1).toLowerCase(), span });
  }
  for (const part of texts) {
    if (part === undefined) continue;
    const reading: TextReading = readText(withEnd(part), source, part.from);
    names.push(...references(reading));
    found ??= reading.problem;
  }
  if (isMatch && operand !== undefined) {
    const reading = readRegex(withEnd(operand), source, operand.from);
    names.push(...(reading.names ?? []));
    found ??= reading.problem;
  }
  return found === undefined ? { names } : { names, problem: found };
}

/** The word without the closing bracket that was glued to it. */
function withEnd({ word, value, from }: Part): Word {
  return { ...word, value: word.value.slice(0, from + value.length) };
}
