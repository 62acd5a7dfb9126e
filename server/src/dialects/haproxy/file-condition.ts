/**
 * Conditions of `.if` and `.elif` (cfgcond.c): predicates and numbers with `!`, `&&`, `||` and parentheses. What they
 * come to is not asked here: much of it is the machine's business.
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

/** A number, or a predicate up to its parenthesis. */
const term = /[+-]?(?:0[xX][0-9A-Fa-f]+|0[0-7]*(?!\d)|[1-9]\d*)|([a-z_]+)\(/y;
/** Predicates of one argument, which may be left out with its parentheses; the daemon is as strict as to end the word. */
const bare = /(?:defined|feature|enabled|version_atleast|version_before|ssllib_name_startswith)(?= |$)/y;
/** The arguments up to the parenthesis that ends them; quotes keep one from doing so. */
const callArguments = /(?:"[^"]*"|'[^']*'|[^)"'])*/y;

class FileCondition {
  readonly #words: readonly Word[];
  readonly #source: string;
  /** The words as the daemon sees them, with a blank between two. */
  readonly #text: string;
  readonly #uses: EntryUse[] = [];

  constructor(words: readonly Word[], source: string) {
    this.#words = words;
    this.#source = source;
    this.#text = words.map((word) => word.value).join(" ");
  }

  read(): Omit<ValueReading, "used"> {
    let depth = 0;
    let at = this.#blanks(0);
    for (;;) {
      for (; this.#text[at] === "!" || this.#text[at] === "("; at = this.#blanks(at + 1))
        if (this.#text[at] === "(") depth++;
      const end = this.#term(at);
      if (end === undefined) return this.#problem(at);
      at = this.#blanks(end);
      for (; depth > 0 && this.#text[at] === ")"; at = this.#blanks(at + 1)) depth--;
      if (at >= this.#text.length) return depth > 0 ? this.#problem(at) : { uses: this.#uses };
      if (!this.#text.startsWith("&&", at) && !this.#text.startsWith("||", at)) return this.#problem(at);
      at = this.#blanks(at + 2);
    }
  }

  /** Where the term that begins here ends, or `undefined` where none does. */
  #term(at: number): number | undefined {
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
      return at + name.length;
    }
    const [read, name] = found;
    if (name === undefined) return at + read.length;
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
    return start + inside.length + 1;
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
