/**
 * Two nodes say the same in different words where each names itself or the other: with those words put out of the way
 * what they say is compared.
 */
import type { Part } from "../../../catalogue/meaning.ts";
import type { NodeIdentity } from "../../../workspace/node-identity.ts";
import type { Line } from "./line.ts";

export type Side = "reference" | "own";

/** Words that stand in each other's place: the nodes' own addresses, two names of one thing. */
export interface WordPair {
  readonly reference: string;
  readonly own: string;
}

export class Substitution {
  readonly #shared: ReadonlySet<string>;
  /** Names and addresses, with whose they are. */
  readonly #owner = new Map<string, Side>();
  readonly #words: RegExp | undefined;
  readonly #roles: RegExp | undefined;
  readonly #counts: readonly (RegExp | undefined)[];
  /** By the own name the name that the reference has for the same thing. */
  readonly #names: ReadonlyMap<string, string>;
  readonly #renamed: RegExp | undefined;

  /** `shared` are the addresses that are no node's own; the pairs are what an earlier comparison has shown. */
  constructor(
    reference: NodeIdentity,
    own: NodeIdentity,
    shared: ReadonlySet<string>,
    addresses: readonly WordPair[] = [],
    names: readonly WordPair[] = [],
  ) {
    this.#shared = shared;
    this.#names = new Map(names.map((pair) => [pair.own.toLowerCase(), pair.reference]));
    this.#renamed = anyOf([...this.#names.keys()], "(?<![\\w.-])", "(?![\\w.-])");
    for (const [side, { names, addresses }] of [
      ["reference", reference],
      ["own", own],
    ] as const)
      for (const word of [...names, ...addresses]) this.#owner.set(word, side);
    for (const pair of addresses) {
      this.#owner.set(pair.reference, "reference");
      this.#owner.set(pair.own, "own");
    }
    this.#words = anyOf([...this.#owner.keys()], "(?<![a-z0-9]|[0-9]\\.)", "(?![a-z0-9]|\\.[0-9])");
    this.#roles = anyOf([...reference.roles, ...own.roles], "(?<![a-z0-9])", "(?![a-z0-9])");
    const counts = [...reference.counts, ...own.counts];
    // A letter that counts stands apart: every other word ends in one.
    this.#counts = [
      anyOf(
        counts.filter((count) => /\d/.test(count)),
        "(?<=[a-z]{2}[-_. ]?)0*",
        "(?![a-z0-9])",
      ),
      anyOf(
        counts.filter((count) => !/\d/.test(count)),
        "(?<=[a-z]{2}[-_.])",
        "(?![a-z0-9])",
      ),
    ];
  }

  /** The line with the words that are a node's own put out of the way. */
  relative(line: Line, side: Side): string {
    const { words, options } = line.meaning;
    const fixed = words.map((part) => this.relativePart(part, side));
    const loose = options.map(({ parts }) => parts.map((part) => this.relativePart(part, side)).join("\0"));
    return [fixed.join("\0"), ...loose.sort()].join("\0\0") + line.foreign;
  }

  relativePart({ text, kind }: Part, side: Side): string {
    if (kind === "keyword") return text;
    const shared = kind === "name" && side === "own" ? this.#withOtherNames(text) : text;
    const named =
      this.#words === undefined ? shared : shared.replace(this.#words, (word) => this.#mark(word, side));
    if (kind !== "text") return named;
    let apart = this.#roles === undefined ? named : named.replace(this.#roles, "\u0003");
    for (const counts of this.#counts) if (counts !== undefined) apart = apart.replace(counts, "\u0003");
    return apart;
  }

  /** The line with every address put out of the way but those that are no node's own. */
  masked(line: Line, side: Side): string {
    return this.relative(line, side).replace(anyAddress, (address) =>
      this.#shared.has(address) || isEverywhere(address) ? address : "\u0004",
    );
  }

  /** The addresses that stand in the place of each other in two lines which are the same but for them. */
  addressPairs(reference: Line, own: Line): WordPair[] {
    const [mine, theirs] = [reference, own].map((line) => line.text.match(anyAddress) ?? []);
    if (mine === undefined || mine.length !== theirs?.length) return [];
    return mine.flatMap((address, i) => {
      const other = theirs[i];
      return other === undefined || other === address || this.#owner.has(address) || this.#owner.has(other)
        ? []
        : [{ reference: address, own: other }];
    });
  }

  /** True where the line holds a word that is a node's own. */
  touches(line: Line): boolean {
    return this.relative(line, "own") !== line.text;
  }

  #withOtherNames(text: string): string {
    if (this.#renamed === undefined) return text;
    return text.replace(this.#renamed, (name) => this.#names.get(name.toLowerCase()) ?? name);
  }

  #mark(word: string, side: Side): string {
    return this.#owner.get(word.toLowerCase()) === side ? "\u0001" : "\u0002";
  }
}

const anyAddress = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]*:[0-9a-f.]*)(?![\w.])/gi;

function isEverywhere(address: string): boolean {
  return address.startsWith("127.") || address === "::" || address === "::1";
}

function anyOf(words: readonly string[], before: string, behind: string): RegExp | undefined {
  if (words.length === 0) return undefined;
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return new RegExp(`${before}(?:${escaped.join("|")})${behind}`, "gi");
}
