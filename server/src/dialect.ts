/**
 * The one interface that a dialect fills. A fourth daemon is a folder under dialects/ and a line in dialects/all.ts.
 */
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { CheckedTree, KnownDirective } from "./catalogue/check.ts";
import type { CatalogueData } from "./catalogue/entry.ts";
import type { ValueTypes } from "./catalogue/value-type.ts";
import type { FileModel } from "./model/file-model.ts";
import type { Tree } from "./syntax/tree.ts";
import type { Cut } from "./syntax/tree-edit.ts";
import type { Locale } from "./text/locale.ts";
import type { Span } from "./text/span.ts";

export type DialectId = "keepalived" | "nginx" | "haproxy";

/** A name that the daemon itself defines, such as an nginx variable. */
export interface BuiltInName {
  readonly name: string;
  /** The name of a family: what follows it is free. */
  readonly prefix?: boolean;
  /** Scope that the place of use is in, at whatever depth; absent: any. */
  readonly in?: string;
  /** Target versions that know it; absent: all. */
  readonly versions?: readonly string[];
  readonly since?: string;
  readonly module?: string;
  /** A module or an edition that must be there. */
  readonly build?: string;
  /** What a condition of this name tests. */
  readonly tests?: string;
}

/** What a part of an expression makes: a sample of a type, out of another one or out of what the daemon sees. */
export interface SampleFacts {
  readonly gives: SampleType;
  readonly takes?: SampleType;
  /** How much of the traffic must have been read: the connection, TLS, bytes, HTTP; `internal`: none. */
  readonly layer?: "internal" | "L4" | "L5" | "L6" | "L7";
  /** Directives that can use it; absent: all that take expressions. */
  readonly places?: readonly string[];
}

export type SampleType = "sint" | "bool" | "str" | "bin" | "addr" | "ipv4" | "ipv6" | "meth" | "any" | "same";

/** What the daemon is told beside the text. */
export interface ParseOptions {
  /** The name that lines are chosen by (keepalived `@id`); absent: not known. */
  readonly configId?: string;
  /** The release that reads the text (HAProxy `.if version_atleast(…)`); absent: not known. */
  readonly target?: string;
}

/** Where something new is to be written. */
export interface WritingPlace {
  readonly scope: string;
  readonly offset: number;
  /** The file itself. */
  readonly model: FileModel;
  /** The files that the daemon reads together with it, itself included. */
  readonly unit: readonly FileModel[];
  /** All files of the dialect in the workspace, itself first. */
  readonly workspace: readonly FileModel[];
}

/** How the configurations of two nodes are compared. Directives and options are named as `scope/name`, or by name in every scope. */
export interface Comparison {
  /** The host's own affair: how large it is, its devices, its name servers, how it starts the daemon. */
  readonly hosts: ReadonlySet<string>;
  /** What says the node's own name. */
  readonly ownName: ReadonlySet<string>;
  /** What an address of the node itself may stand in. */
  readonly ownAddress: ReadonlySet<string>;
  /** Options that prefer one of several servers: each node may prefer the one that is near. */
  readonly preferences: ReadonlySet<string>;
  /** Directives whose arguments may stand in any order, though their form does not say so. */
  readonly anyOrder: ReadonlySet<string>;
  /** Blocks without a name of their own, with the directives in them that tell one from another. */
  readonly toldBy: ReadonlyMap<string, readonly string[]>;
  /** Directives with the option that the first of several has where none is written with it. */
  readonly firstHas: ReadonlyMap<string, string>;
  /** The list in which the place of a directive counts; absent: it does not. */
  readonly inOrder: (known: KnownDirective) => string | undefined;
  /** Included files that come with the daemon, the same everywhere. */
  readonly packaged?: RegExp;
}

/** What says in today's words what a text of former releases said. */
export interface Rewrite {
  readonly span: Span;
  readonly text: string;
  /** It means the same, whatever comes by; otherwise what was probably meant. */
  readonly exact: boolean;
}

export interface Dialect {
  readonly id: DialectId;
  /** The catalogue as stored; read once, on first use. */
  readonly data: () => CatalogueData;
  readonly types: ValueTypes;
  /** Never throws and loses no character, whatever the text. */
  parse(text: string, options?: ParseOptions): Tree;
  /** How a text is cut into pieces, so that after an edit few must be read again; absent: it is read as a whole. */
  readonly cut?: Cut;
  /**
   * The scope of the file's top level: that of a main file, or that of the block a fragment is included into as far
   * as its path and content tell; `undefined` where they do not.
   */
  rootScope(tree: Tree, catalogue: Catalogue, path: string): string | undefined;
  /** True where that is a guess, which nothing in the text bears out; absent: it never is. */
  readonly isScopeGuessed?: (tree: Tree, catalogue: Catalogue) => boolean;
  /** Reads the checked tree as what the daemon would make of it. */
  bind(checked: CheckedTree): FileModel;
  /**
   * How sure a file is of this dialect, from its path and its first lines: 0 no, 1 only by its name, 2 by name and
   * content or by content alone.
   */
  recognise(path: string, head: string): 0 | 1 | 2;
  /** Our own explanations by `scope/name`, as Markdown; read on first use. What a language lacks is not in the map. */
  readonly docs: (locale: Locale) => ReadonlyMap<string, string>;
  /** The directive with which the daemon refuses what it warns of otherwise; absent: there is none. */
  readonly refusesWarnings?: string;
  /** A block may begin in one file and end in another. */
  readonly splitsBlocks?: true;
  /**
   * Blocks that stand nowhere but at the top level: one that begins no further in than the block that is open shows
   * that a brace was forgotten. Absent: how far in a line begins says nothing.
   */
  readonly topLevelBlocks?: ReadonlySet<string>;
  /** The part of the daemon that a place belongs to, from the scopes around it: names of one are not known in another. Absent: it is all one. */
  readonly familyOf?: (scopes: readonly (string | undefined)[]) => string | undefined;
  /** Kinds of names that are known only inside the block that defines them; absent: none. */
  readonly localKinds?: readonly string[];
  /** The mode without which a keyword does nothing; absent: there are no modes. */
  readonly needsMode?: (keyword: string) => string | undefined;
  /** Where paths stand in options and inside values too: what tells a line that may hold one. Absent: only as words of their own. */
  readonly pathSigns?: RegExp;
  /** The directives that say from which directories relative paths count, beside that of the file; absent: none. */
  readonly pathBases?: readonly string[];
  /** Kinds of names that the host defines, not the configuration: interfaces; absent: none. */
  readonly hostKinds?: readonly string[];
  /** What a block is written as when it is new, in snippet notation; `undefined`: its name and its arguments. */
  readonly snippet?: (name: string, place: WritingPlace) => string | undefined;
  /** What is mostly written in a block, in that order; absent: nothing more than anything else. */
  readonly usualIn?: (scope: string) => readonly string[];
  /** False for what would have no effect at a place; absent: all has. */
  readonly isUseful?: (name: string, place: WritingPlace) => boolean;
  /** False for an entry that a part of a value could be by its scope alone, but not with what is `wanted` there (EntryUse). */
  readonly fits?: (scope: string, name: string, wanted: string | number, target: string) => boolean;
  /** The daemon's own names of a kind; absent: it has none. */
  readonly builtIns?: (kind: string) => readonly BuiltInName[];
  /** The beginning of a `variable` up to the cursor, its name as group 1, where it may stand in any text; absent: nowhere. */
  readonly variableBeginning?: RegExp;
  /** What a `variable` may be called; absent: a word of letters, digits and `_`. */
  readonly variableName?: RegExp;
  /** What a removed or deprecated directive, or the option at a place in it, is written as now; absent: that is not known. */
  readonly rewrite?: (known: KnownDirective, name: string, at: Span, text: string) => Rewrite | undefined;
  /** What an entry of a scope makes as a part of an expression; absent: no entry is one. */
  readonly sampleFacts?: (scope: string, name: string) => SampleFacts | undefined;
  /** How nodes' configurations are compared; absent: they are not, line by line. */
  readonly comparison?: Comparison;
}
