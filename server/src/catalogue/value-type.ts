/** What a dialect says about its value types: how a number, a time, an address is written there. */
import type { Word } from "../syntax/tree.ts";
import type { Span } from "../text/span.ts";
import type { Verdict } from "./entry.ts";
import type { Value } from "./form.ts";

export type ValueProblemKind = "invalid-value" | "value-out-of-range" | "unknown-value";

export interface ValueProblem {
  readonly kind: ValueProblemKind;
  /** The id of the wording beside the kind's rule: `not-a-number`, `bad-unit`, `too-long`, … */
  readonly message: string;
  readonly params?: Readonly<Record<string, string>>;
  /** The part of the word that is wrong; absent: the whole word. */
  readonly span?: Span;
  /** What the daemon does, where that differs from the directive's. */
  readonly verdict?: Verdict;
  /** What to write instead, where only one thing can be meant. */
  readonly replacement?: string;
}

/** A name in a value: its definition, or a use of what is defined elsewhere. */
export interface NameUse {
  readonly role: "definition" | "reference";
  /** Kinds of thing that the name may stand for; a definition has one. */
  readonly kinds: readonly string[];
  readonly name: string;
  readonly span: Span;
  /** The block that a local name is looked up in, where that is written with it: `app` of `app/web1`. */
  readonly within?: string;
  /** The daemon does not refuse one that nothing defines. */
  readonly unchecked?: true;
  /** The kinds of block that may be written before it like that, where none is. */
  readonly owners?: readonly string[];
}

/** What was read of a value: how many words it took, what is wrong with it, which names it holds. */
export interface ValueReading {
  readonly used: number;
  readonly problem?: ValueProblem;
  readonly names?: readonly NameUse[];
  /** Entries of other scopes that the value is made of: the fetches and converters of a HAProxy expression. */
  readonly uses?: readonly EntryUse[];
  /** Parts of it that are paths of files. */
  readonly paths?: readonly Word[];
}

/** A use of an entry inside a value. Its arguments are checked with the entry's form. */
export interface EntryUse {
  readonly scope: string;
  readonly name: Word;
  readonly args: readonly Word[];
  /** What is wrong with its standing here, though the entry is right in itself. */
  readonly problem?: ValueProblem;
  /** What an entry must fit to stand here, in words of the dialect: completion asks it of each that it offers. */
  readonly wanted?: string | number;
}

/** What is around a value. Most types do not ask. */
export interface ValuePlace {
  readonly target: string;
  /** Scope that the directive stands in; empty where it is not known. */
  readonly scope: string;
  /** The directive's keyword. */
  readonly keyword: string;
  /** The option or action before the value that it may belong to; empty for none. */
  readonly option: string;
}

export interface ValueType {
  /**
   * Reads the value that begins at `words[index]`. A reading with a problem is still a reading: the word was meant
   * as this value. `undefined` says that the word is something else, so another branch of the form may fit.
   */
  read(
    words: readonly Word[],
    index: number,
    form: Value,
    text: string,
    place?: ValuePlace,
  ): ValueReading | undefined;
  /** It is an expression, or a format that holds some: a directive may be read without them being looked at. */
  readonly isExpression?: true;
  /** Words that can stand here, for completion; absent: none that is known. */
  readonly samples?: readonly string[] | ((form: Value) => readonly string[]);
  /** Kinds of names that can stand here, where a mark tells them from other texts: offered before it is written. */
  readonly markedNames?: readonly string[];
  /** What a number without a unit of its own counts (`ms`), where every entry reads it so. */
  readonly unit?: string;
  /**
   * The one spelling of all that mean the same (`1m` and `60s`), of a value that fits the form, its fixed beginning
   * taken off. Absent: what is written differently means something different.
   */
  readonly canonical?: (text: string, form: Value) => string;
}

export function samplesOf(type: ValueType | undefined, form: Value): readonly string[] {
  const samples = type?.samples ?? [];
  return typeof samples === "function" ? samples(form) : samples;
}

export type ValueTypes = Readonly<Record<string, ValueType>>;

/** What is read of a word that is right and defines nothing: the same for nearly all. */
export const oneWord: ValueReading = { used: 1 };

/** A type of one word, from a function that gives the problem of its text (the fixed beginning taken off). */
export function wordType(
  problemOf: (text: string, form: Value) => ValueProblem | undefined,
  samples?: ValueType["samples"],
): ValueType {
  return {
    read(words, index, form) {
      const word = words[index];
      if (word === undefined) return undefined;
      const problem = problemOf(word.value.slice(form.prefix.length), form);
      return problem === undefined ? oneWord : { used: 1, problem };
    },
    ...(samples === undefined ? {} : { samples }),
  };
}

/** Any word. */
export const anyWord: ValueType = wordType(() => undefined);

/** A type that only words of a certain look are meant for. */
export function onlyWhere(look: RegExp, type: ValueType): ValueType {
  return {
    read(words, index, form, text, place) {
      const word = words[index];
      return word === undefined || !look.test(word.value)
        ? undefined
        : type.read(words, index, form, text, place);
    },
  };
}

/** A number within the form's range; `pattern` says how this daemon writes one. */
export function numberType(
  pattern: RegExp,
  message: string,
  parse: (text: string) => number = Number,
): ValueType {
  return wordType((text, form) => {
    if (!pattern.test(text)) return { kind: "invalid-value", message, params: { value: text } };
    return rangeProblem(parse(text), text, form);
  });
}

/** The problem of a number outside the form's range. */
export function rangeProblem(
  value: number,
  text: string,
  form: Pick<Value, "min" | "max">,
): ValueProblem | undefined {
  const { min, max } = form;
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return undefined;
  return {
    kind: "value-out-of-range",
    message: min === undefined ? "above" : max === undefined ? "below" : "outside",
    params: { value: text, min: String(min), max: String(max) },
  };
}

/** The types that every dialect has. */
export const commonTypes: ValueTypes = {
  any: anyWord,
  /** `<def KIND>`: the word defines a name of that kind. */
  def: nameType("definition"),
  /** `<ref KIND,KIND>`: the word names something of one of these kinds. */
  ref: nameType("reference"),
};

function nameType(role: NameUse["role"]): ValueType {
  return {
    read(words, index, form) {
      const word = words[index];
      if (word === undefined) return undefined;
      const name = word.value.slice(form.prefix.length);
      const start =
        word.end - word.start === word.value.length ? word.start + form.prefix.length : word.start;
      const use: NameUse = { role, kinds: form.param.split(","), name, span: { start, end: word.end } };
      return { used: 1, names: word.unknown === undefined ? [use] : [] };
    },
  };
}
