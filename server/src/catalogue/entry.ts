/**
 * What a directive is, as data: where it stands, what its arguments are, which versions know it, what the daemon
 * does when it is wrong. An option of a directive (`weight=` of an nginx `server`, `check` of a HAProxy `server`)
 * is an entry too: its scope is the name of the option list.
 */

/** What the daemon's own check run does: exits non-zero because of it, prints a message and goes on, says nothing. */
export type Verdict = "reject" | "warn" | "silent";

export interface Entry {
  /** The keyword; several words where the daemon reads them as one (`timeout connect`). `*` stands for a line without keyword: its first word is the first argument. One that ends in `=` has its value in the same word. */
  readonly name: string;
  /** Scopes it may stand in; `*` is every scope. */
  readonly in: readonly string[];
  /** Scopes that are not meant by `*`; option lists are not in any case. */
  readonly notIn?: readonly string[];
  /** Form of the arguments in the notation of form.ts; empty for none. */
  readonly args: string;
  /** The scope of its body, where it opens one. */
  readonly opens?: string;
  /** The scope of its body where it is given a name: named HAProxy `defaults` may hold more than unnamed ones. */
  readonly opensNamed?: string;
  /** The body may be left out. */
  readonly bodyOptional?: boolean;
  /** Name and first argument are one word: `set-var(txn.x)`. `ignored`: the daemon finds the name and never looks at what is in the parentheses. */
  readonly paren?: "required" | "optional" | "ignored";
  /** The daemon compares no more of a word than the name is long: `add-aclx` is it too. */
  readonly begins?: true;
  /** The value type that reads such a word as a whole, with its parameter. */
  readonly parenType?: string;
  /** Words that may stand before it and change how it is read: HAProxy `no` and `default`. */
  readonly prefixes?: readonly string[];
  /** Form of the arguments behind such a word; absent: the same. */
  readonly prefixedArgs?: string;
  /** Target versions that know it; absent: all. */
  readonly versions?: readonly string[];
  /** First release that has it, as the daemon's authors number it. */
  readonly since?: string;
  /** First release that no longer has it. */
  readonly removed?: string;
  /** A compile-time option or a module that must be there; where it is set, an absent directive is not held against the file. */
  readonly build?: string;
  /** The directive that must stand above it: what allows experiments, or what is on its way out. */
  readonly exposedBy?: string;
  /** Why it should no longer be written; the replacement in backticks where there is one. */
  readonly deprecated?: string;
  /** The entry of the same scope that takes the same arguments in its place. */
  readonly renamed?: string;
  /** What the daemon does with a deprecated one; absent: silent. */
  readonly deprecatedVerdict?: Verdict;
  /** What the daemon does with a second one in the same body; absent: it may repeat. */
  readonly again?: Verdict;
  /** The same for some of its scopes, where they differ. */
  readonly againIn?: Readonly<Record<string, Verdict>>;
  /** How many arguments have to be the same for it to be a second one: a thread pool of the same name. */
  readonly sameArguments?: number;
  /** An argument that refuses every other one in the same body: `off`, where others add up. */
  readonly alone?: string;
  /** What the daemon does with words behind a complete form; absent: reject. */
  readonly surplus?: Verdict;
  /** The same, and of any wrong word, at the head of a block that holds lines, where that differs from an empty one. */
  readonly surplusAboveLines?: Verdict;
  /** What the daemon does when an argument is missing; absent: reject. */
  readonly missing?: Verdict;
  /** What the daemon does with a value that does not fit its form; absent: reject. */
  readonly invalid?: Verdict;
  /** What the daemon does with a mistake in an expression or a format among its arguments; absent: reject. */
  readonly expressions?: Verdict;
  /** Scopes where it is accepted and has no effect, with what the daemon does there. */
  readonly ignoredIn?: Readonly<Record<string, Verdict>>;
  /** Blocks of this kind are one to the daemon: what one of them holds may be said again by another. */
  readonly merged?: boolean;
  /** Begins or ends a part of the file that may not be read (`.if`): files of several nodes that hold one are not compared. */
  readonly branches?: boolean;
  /** Enum values are compared without regard to case. */
  readonly ignoreCase?: boolean;
  readonly unit?: string;
  /** Values to offer where many more would do. */
  readonly samples?: readonly string[];
  readonly default?: string;
  /** The module it belongs to, where the daemon is built from modules. */
  readonly module?: string;
  /** What differs in a target version. */
  readonly byVersion?: Readonly<Record<string, Partial<Entry>>>;
}

/** One dialect's catalogue as it is stored. */
export interface CatalogueData {
  /** Target versions, oldest first; the last one is the default. */
  readonly targets: readonly string[];
  readonly entries: readonly Entry[];
}
