/**
 * Conditions of `.if` and `.elif` (cfgcond.c): predicates and numbers with `!`, `&&`, `||` and parentheses, and what
 * they come to as far as the text and the release decide it: the rest is the machine's business.
 */
import type { EntryUse, ValueReading, ValueType } from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";
import { placeInWord } from "./words.ts";

export const fileCondition: ValueType = {
  read(words, index, _form, text) {
    const own = words.slice(index);
    if (own.length === 0) return undefined;
    if (own.some((word) => word.unknown !== undefined)) return { used: own.length };
    return { used: own.length, ...new FileCondition(own, text).read() };
  },
};

/** True, false, or not known: what the daemon makes of a condition. Nothing at all is false. */
export type Answer = boolean | undefined;

export function answerOf(words: readonly Word[], source: string, target: string | undefined): Answer {
  if (words.length === 0) return false;
  if (words.some((word) => word.unknown !== undefined)) return undefined;
  const condition = new FileCondition(words, source, target);
  return condition.read().problem === undefined ? condition.answer : undefined;
}

export function or(a: Answer, b: Answer): Answer {
  if (a === true || b === true) return true;
  return a === false && b === false ? false : undefined;
}

export function and(a: Answer, b: Answer): Answer {
  return not(or(not(a), not(b)));
}

function not(answer: Answer): Answer {
  return answer === undefined ? undefined : !answer;
}

/** A number, or a predicate up to its parenthesis. */
const term = /[+-]?(?:0[xX][0-9A-Fa-f]+|0[0-7]*(?!\d)|[1-9]\d*)|([a-z_]+)\(/y;
/** Predicates of one argument, which may be left out with its parentheses; the daemon is as strict as to end the word. */
const bare = /(?:defined|feature|enabled|version_atleast|version_before|ssllib_name_startswith)(?= |$)/y;
/** The arguments up to the parenthesis that ends them; quotes keep one from doing so. */
const callArguments = /(?:"[^"]*"|'[^']*'|[^)"'])*/y;

/** Features that every package of the daemon is built with. */
const everywhere = new Set(["THREAD", "OPENSSL"]);

/** What has been read of a pair of parentheses, or of the whole. */
interface Group {
  /** The alternatives before the last `||`. */
  before: Answer;
  /** The terms behind it. */
  terms: Answer;
  readonly negated: boolean;
}

class FileCondition {
  /** Meaningful once a text without a problem has been read. */
  answer: Answer;
  readonly #words: readonly Word[];
  readonly #source: string;
  /** The words as the daemon sees them, with a blank between two. */
  readonly #text: string;
  readonly #uses: EntryUse[] = [];
  readonly #target: string | undefined;

  constructor(words: readonly Word[], source: string, target?: string) {
    this.#words = words;
    this.#target = target;
    this.#source = source;
    this.#text = words.map((word) => word.value).join(" ");
  }

  read(): Omit<ValueReading, "used"> {
    const groups: Group[] = [];
    let group = groupOf(false);
    let at = this.#blanks(0);
    for (;;) {
      let negated = false;
      for (; this.#text[at] === "!" || this.#text[at] === "("; at = this.#blanks(at + 1)) {
        if (this.#text[at] === "!") negated = !negated;
        else {
          groups.push(group);
          group = groupOf(negated);
          negated = false;
        }
      }
      const term = this.#term(at);
      if (term === undefined) return this.#problem(at);
      group.terms = and(group.terms, negated ? not(term.answer) : term.answer);
      at = this.#blanks(term.end);
      for (; this.#text[at] === ")"; at = this.#blanks(at + 1)) {
        const outer = groups.pop();
        if (outer === undefined) break;
        outer.terms = and(outer.terms, group.negated ? not(resultOf(group)) : resultOf(group));
        group = outer;
      }
      if (at >= this.#text.length) {
        this.answer = resultOf(group);
        return groups.length > 0 ? this.#problem(at) : { uses: this.#uses };
      }
      if (!this.#text.startsWith("&&", at) && !this.#text.startsWith("||", at)) return this.#problem(at);
      if (this.#text[at] === "|") {
        group.before = resultOf(group);
        group.terms = true;
      }
      at = this.#blanks(at + 2);
    }
  }

  /** The term that begins here, where one does: where it ends, and what it comes to. */
  #term(at: number): { readonly end: number; readonly answer: Answer } | undefined {
    term.lastIndex = at;
    const found = term.exec(this.#text);
    if (found === null) {
      bare.lastIndex = at;
      const [name] = bare.exec(this.#text) ?? [];
      if (name === undefined) return undefined;
      this.#uses.push({
        scope: "file predicate",
        name: this.#part(at, at + name.length),
        args: [this.#part(at, at)],
      });
      return { end: at + name.length, answer: undefined };
    }
    const [read, name] = found;
    if (name === undefined)
      return { end: at + read.length, answer: /[1-9a-f]/i.test(read.replace(/^.?0x/i, "")) };
    const start = at + read.length;
    callArguments.lastIndex = start;
    const inside = callArguments.exec(this.#text)?.[0] ?? "";
    if (this.#text[start + inside.length] !== ")") return undefined;
    let from = start;
    const args = inside.split(",").map((part) => {
      const arg = this.#part(from, from + part.length);
      from += part.length + 1;
      return arg;
    });
    this.#uses.push({ scope: "file predicate", name: this.#part(at, at + name.length), args });
    return { end: start + inside.length + 1, answer: this.#call(name, inside) };
  }

  #call(name: string, argument: string): Answer {
    if (name === "feature") return everywhere.has(argument) ? true : undefined;
    if (name === "version_atleast") return isAtLeast(this.#target, argument);
    return name === "version_before" ? not(isAtLeast(this.#target, argument)) : undefined;
  }

  #blanks(from: number): number {
    let at = from;
    while (this.#text[at] === " ") at++;
    return at;
  }

  #problem(at: number): Omit<ValueReading, "used"> {
    const { start, end } = this.#part(Math.min(at, this.#text.length - 1), this.#text.length);
    const params = { value: this.#text };
    return {
      uses: this.#uses,
      problem: { kind: "invalid-value", message: "file-condition", params, span: { start, end } },
    };
  }

  /** A piece of the text as a word of its own. */
  #part(from: number, to: number): Word {
    return {
      value: this.#text.slice(from, to),
      quoted: false,
      start: this.#place(from),
      end: to > from ? this.#place(to - 1) + 1 : this.#place(from),
    };
  }

  /** Where in the file a place of the text stands. */
  #place(index: number): number {
    let rest = index;
    for (const word of this.#words) {
      if (rest <= word.value.length) return placeInWord(this.#source, word)(rest);
      rest -= word.value.length + 1;
    }
    return this.#words.at(-1)?.end ?? 0;
  }
}

function groupOf(negated: boolean): Group {
  return { before: false, terms: true, negated };
}

function resultOf({ before, terms }: Group): Answer {
  return or(before, terms);
}

/** A target stands for all its patch releases: which of them it is, is not known. */
function isAtLeast(target: string | undefined, version: string): Answer {
  const wanted = /^(\d{1,4})(?:\.(\d{1,4})(\.0*[1-9])?)?(?:[.-]|$)/.exec(version);
  const [major = Number.NaN, minor = Number.NaN] = target?.split(".").map(Number) ?? [];
  if (wanted === null || Number.isNaN(major + minor)) return undefined;
  const difference = major - Number(wanted[1]) || minor - Number(wanted[2] ?? 0);
  if (difference !== 0) return difference > 0;
  return wanted[3] === undefined ? true : undefined;
}
