/**
 * The grammar of list entries. Its tokens are the words of a line, sorted by what the catalogue's form took each for:
 * so the names of options stand in the catalogue alone, and the grammar says how an entry is put together.
 */
import {
  createToken,
  createTokenInstance,
  EmbeddedActionsParser,
  type IToken,
  Lexer,
  type TokenType,
} from "chevrotain";
import { type CheckedTree, matchOf } from "../../../catalogue/check.ts";
import { type Form, parseForm } from "../../../catalogue/form.ts";
import type { Matched } from "../../../catalogue/match.ts";
import type { Directive, Word } from "../../../syntax/tree.ts";

/** An entry taken apart. */
export interface EntryParts {
  /** What the entry is about: an address, the network of a route, names. */
  readonly subjects: readonly Word[];
  readonly options: readonly OptionParts[];
  readonly nexthops: readonly NexthopParts[];
  /** The words from the first that has no place in the entry on. */
  readonly rest: readonly Word[];
}

/** An option with its values; the options of an `encap` stand in `inner`. */
export interface OptionParts {
  readonly keyword: Word;
  readonly values: readonly Word[];
  readonly inner: readonly OptionParts[];
}

export interface NexthopParts {
  readonly keyword: Word;
  readonly options: readonly OptionParts[];
}

const Subject = token("Subject");
const Option = token("Option");
const Value = token("Value");
const Nexthop = token("Nexthop");
const NexthopOption = token("NexthopOption");
const EncapOption = token("EncapOption");
const Rest = token("Rest");

const tokenTypes = [Subject, Option, Value, Nexthop, NexthopOption, EncapOption, Rest];

/** Keywords that are no options of the line itself, by the scope that the catalogue has them in. */
const typeByScope: Readonly<Record<string, TokenType>> = {
  "route-nexthop": Nexthop,
  "nexthop-option": NexthopOption,
  "encap-ip-option": EncapOption,
  "encap-ip6-option": EncapOption,
};

function token(name: string): TokenType {
  return createToken({ name, pattern: Lexer.NA });
}

/** Accepts every stream of tokens. A token's column is the index of its word. */
class EntryParser extends EmbeddedActionsParser {
  words: readonly Word[] = [];

  constructor() {
    super(tokenTypes, { recoveryEnabled: false, maxLookahead: 1, skipValidations: true });
    this.performSelfAnalysis();
  }

  /** The network of a route may stand between its options; next hops come last. */
  readonly entry = this.RULE("entry", (): EntryParts => {
    const subjects: Word[] = [];
    const options: OptionParts[] = [];
    const nexthops: NexthopParts[] = [];
    this.MANY1(() => {
      this.OR([
        { ALT: () => this.#keep(subjects, this.CONSUME(Subject)) },
        { ALT: () => options.push(this.SUBRULE(this.ownOption)) },
      ]);
    });
    this.MANY2(() => nexthops.push(this.SUBRULE(this.nexthop)));
    return { subjects, options, nexthops, rest: this.SUBRULE(this.rest) };
  });

  readonly ownOption = this.RULE("ownOption", (): OptionParts => {
    const keyword = this.CONSUME(Option);
    return this.#option(keyword, this.SUBRULE(this.values), this.SUBRULE(this.encapsulation));
  });

  readonly nexthop = this.RULE("nexthop", (): NexthopParts => {
    const keyword = this.CONSUME(Nexthop);
    const options: OptionParts[] = [];
    this.MANY(() => options.push(this.SUBRULE(this.nexthopOption)));
    return { keyword: this.#word(keyword), options };
  });

  readonly nexthopOption = this.RULE("nexthopOption", (): OptionParts => {
    const keyword = this.CONSUME(NexthopOption);
    return this.#option(keyword, this.SUBRULE(this.values), this.SUBRULE(this.encapsulation));
  });

  readonly encapsulation = this.RULE("encapsulation", (): OptionParts[] => {
    const options: OptionParts[] = [];
    this.MANY(() => {
      const keyword = this.CONSUME(EncapOption);
      options.push(this.#option(keyword, this.SUBRULE(this.values), []));
    });
    return options;
  });

  readonly values = this.RULE("values", (): Word[] => {
    const values: Word[] = [];
    this.MANY(() => this.#keep(values, this.CONSUME(Value)));
    return values;
  });

  readonly rest = this.RULE("rest", (): Word[] => {
    const rest: Word[] = [];
    this.MANY(() => {
      this.OR(tokenTypes.map((type) => ({ ALT: () => this.#keep(rest, this.CONSUME(type)) })));
    });
    return rest;
  });

  #option(keyword: IToken, values: readonly Word[], inner: readonly OptionParts[]): OptionParts {
    return { keyword: this.#word(keyword), values, inner };
  }

  #keep(words: Word[], taken: IToken): void {
    words.push(this.#word(taken));
  }

  #word({ startColumn, image, startOffset, endOffset }: IToken): Word {
    const word = this.words[startColumn ?? 0];
    // While Chevrotain records the grammar there are no words.
    return word ?? { value: image, start: startOffset, end: (endOffset ?? startOffset) + 1, quoted: false };
  }
}

let parser: EntryParser | undefined;

/** The entry on a line of a list block; `undefined` where the catalogue does not know the line. */
export function parseEntry(checked: CheckedTree, line: Directive): EntryParts | undefined {
  const known = checked.known.get(line);
  if (known === undefined) return undefined;
  parser ??= new EntryParser();
  parser.words = line.words;
  parser.input = tokensOf(line.words, matchOf(checked, known).matched, ownLeaves(known.entry.args));
  return parser.entry();
}

/** Values of the line's own form are subjects, those of an option's form its values. */
function tokensOf(
  words: readonly Word[],
  matched: readonly Matched[],
  own: ReadonlySet<Matched["leaf"]>,
): IToken[] {
  const types: TokenType[] = words.map(() => Rest);
  for (const { index, leaf, reading } of matched) {
    const type =
      leaf.kind === "entry" ? (typeByScope[leaf.scope] ?? Option) : own.has(leaf) ? Subject : Value;
    types.fill(type, index, index + (reading?.used ?? 1));
  }
  return words.map((word, index) =>
    createTokenInstance(
      types[index] ?? Rest,
      word.value,
      word.start,
      word.end - 1,
      index,
      index,
      index,
      index,
    ),
  );
}

const leavesByForm = new Map<string, ReadonlySet<Matched["leaf"]>>();

function ownLeaves(notation: string): ReadonlySet<Matched["leaf"]> {
  let leaves = leavesByForm.get(notation);
  if (leaves === undefined) {
    leaves = new Set(leavesOf(parseForm(notation)));
    leavesByForm.set(notation, leaves);
  }
  return leaves;
}

function leavesOf(form: Form): Matched["leaf"][] {
  switch (form.kind) {
    case "sequence":
      return form.items.flatMap(leavesOf);
    case "choice":
      return form.options.flatMap(leavesOf);
    case "optional":
    case "repeat":
      return leavesOf(form.item);
    case "entry":
      return [];
    default:
      return [form];
  }
}
