/**
 * A unit's directives as they are compared: what they mean, block by block, with the included files in the place of
 * their `include`.
 */
import type { KnownDirective } from "../../../catalogue/check.ts";
import { type Meaning, meaningOf, type Option, plainMeaning, textOf } from "../../../catalogue/meaning.ts";
import type { Comparison } from "../../../dialect.ts";
import { type Directive, headSpan, type Node, type Word } from "../../../syntax/tree.ts";
import type { Span } from "../../../text/span.ts";
import { remembered } from "../../../workspace/remembered.ts";
import type { ResolvedInclude, Snapshot, Unit } from "../../../workspace/snapshot.ts";
import type { SourceFile } from "../../../workspace/source-file.ts";

/** What the lines of one unit have in common. */
interface Reader {
  readonly comparison: Comparison;
  readonly includes: ReadonlyMap<SourceFile, readonly ResolvedInclude[]>;
}

/** A block's lines, or those of the whole unit. */
export interface Body {
  /** The blocks it is made of; none for the whole unit. */
  readonly heads: readonly Line[];
  readonly lines: readonly Line[];
  /** A file that is not at hand may hold more of it. */
  readonly open: boolean;
  /** What stands in it can not be told from the text. */
  readonly unreadable: boolean;
}

/** One directive of a unit. */
export class Line {
  readonly file: SourceFile;
  readonly directive: Directive;
  /** Absent where nothing is known of it. A mistyped one is read as what it was meant for. */
  readonly known: KnownDirective | undefined;
  readonly name: string;
  /** How many lines stand before it in its block. */
  readonly at: number;
  /** Its words as the daemon reads them. */
  readonly raw: string;
  readonly #reader: Reader;
  #meaning: Meaning | undefined;
  #text: string | undefined;
  #body: Body | undefined;
  #joined: Body | undefined;

  constructor(
    reader: Reader,
    file: SourceFile,
    directive: Directive,
    known: KnownDirective | undefined,
    at: number,
  ) {
    this.#reader = reader;
    this.at = at;
    this.file = file;
    this.directive = known?.directive ?? directive;
    this.known = known;
    this.name = known?.entry.name ?? directive.words[0].value;
    let raw = "";
    for (const { value } of this.directive.prefixes) raw += `${value}\0`;
    for (const { value } of this.directive.words) raw += `${value}\0`;
    this.raw = raw + this.foreign;
  }

  get comparison(): Comparison {
    return this.#reader.comparison;
  }

  get isBlock(): boolean {
    return this.directive.body !== undefined && this.directive.body.opaque === undefined;
  }

  /** True where the dialect names the directive in a set of `scope/name`. */
  isIn(names: { has(name: string): boolean }): boolean {
    return (
      names.has(this.name) || (this.known !== undefined && names.has(`${this.known.scope}/${this.name}`))
    );
  }

  get meaning(): Meaning {
    this.#meaning ??= this.#read();
    return this.#meaning;
  }

  /** The meaning as one text. */
  get text(): string {
    this.#text ??= textOf(this.meaning) + this.foreign;
    return this.#text;
  }

  /** A body in another language. */
  get foreign(): string {
    const opaque = this.directive.body?.opaque;
    return opaque === undefined
      ? ""
      : `\0${this.file.text.slice(opaque.start, opaque.end).replace(/\s+/g, " ")}`;
  }

  /** What it says, without some of its options. */
  textWithout(left: (option: Option) => boolean): string {
    const { words, options } = this.meaning;
    return textOf({ words, options: options.filter((option) => !left(option)) });
  }

  /** The name that the line defines. */
  get defined(): string | undefined {
    return this.meaning.words.find(({ kind }) => kind === "definition")?.text;
  }

  /** A value that only a template or the environment knows, or a mistake: what it does can not be compared. */
  get isUncertain(): boolean {
    return this.directive.words.some((word) => word.unknown !== undefined) || isRefused(this);
  }

  get body(): Body {
    this.#body ??= bodyOf(this.#reader, [this]);
    return this.#body;
  }

  /** The lines of several blocks that are one to the daemon, this one the first of them. */
  bodyWith(others: readonly Line[]): Body {
    if (others.length === 0) return this.body;
    const heads = [this, ...others];
    const known = this.#joined;
    if (known?.heads.length !== heads.length || !heads.every((head, i) => head === known.heads[i]))
      this.#joined = bodyOf(this.#reader, heads);
    return this.#joined ?? this.body;
  }

  get head(): Span {
    return headSpan(this.directive);
  }

  #read(): Meaning {
    const { prefixes, words } = this.directive;
    if (this.known === undefined) return plainMeaning(prefixes, words);
    const { hosts, anyOrder } = this.#reader.comparison;
    return meaningOf(this.file.checked, this.known, { anyOrder: this.isIn(anyOrder), leftOut: hosts });
  }
}

function bodyOf(reader: Reader, heads: readonly Line[]): Body {
  const collected = new Collector(reader);
  for (const { directive, known, file } of heads)
    collected.nodes(directive.body?.children ?? [], file, known?.entry.opens, 0);
  return collected.body(heads);
}

/** All that a unit's daemon reads; `undefined` where the dialect says nothing of how it is compared. */
export const bodyOfUnit = remembered((unit: Unit, snapshot: Snapshot): Body | undefined => {
  const [main] = unit.files;
  const comparison = main?.dialect.comparison;
  if (comparison === undefined) return undefined;
  const includes = new Map(unit.files.map((file) => [file, snapshot.includesOf(file)]));
  const included = new Set([...includes.values()].flat().flatMap(({ targets }) => targets));
  const collected = new Collector({ comparison, includes });
  // The files of a directory are read one after the other; what is included is found at its place.
  for (const file of unit.files)
    if (file === main || !included.has(file))
      collected.nodes(file.tree.children, file, file.checked.rootScope, 0);
  return collected.body([]);
});

/** Files that include each other so deep are no configuration. */
const maxDepth = 20;

class Collector {
  readonly #reader: Reader;
  readonly #lines: Line[] = [];
  #open = false;
  #unreadable = false;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  body(heads: readonly Line[]): Body {
    return { heads, lines: this.#lines, open: this.#open, unreadable: this.#unreadable };
  }

  nodes(nodes: readonly Node[], file: SourceFile, scope: string | undefined, depth: number): void {
    for (const node of nodes) {
      if (node.kind !== "directive") continue;
      if (node.words[0].unknown !== undefined) this.#unreadable = true;
      else if (!this.#include(node, file, depth)) this.#line(node, file, scope);
    }
  }

  #line(directive: Directive, file: SourceFile, scope: string | undefined): void {
    const known = file.checked.known.get(directive) ?? meant(file, directive, scope);
    this.#lines.push(new Line(this.#reader, file, directive, known, this.#lines.length));
  }

  #include(directive: Directive, file: SourceFile, depth: number): boolean {
    if (file.model.includes.length === 0) return false;
    const include = includesByStart(file).get(directive.words[1]?.start ?? -1);
    if (include === undefined) return false;
    const resolved = this.#reader.includes.get(file)?.find((r) => r.include === include);
    const isWhole = resolved?.outcome === "found" && depth < maxDepth;
    if (!isWhole && this.#reader.comparison.packaged?.test(include.pattern) !== true) this.#open = true;
    if (!isWhole) return true;
    for (const target of resolved.targets)
      this.nodes(target.tree.children, target, target.checked.rootScope, depth + 1);
    return true;
  }
}

const includesByStart = remembered(
  ({ model }: SourceFile) => new Map(model.includes.map((include) => [include.span.start, include])),
);

/** What a mistyped directive was meant for: its mistake is said elsewhere. */
function meant(
  { checked }: SourceFile,
  directive: Directive,
  scope: string | undefined,
): KnownDirective | undefined {
  if (scope === undefined || checked.problems.length === 0) return undefined;
  const { start } = directive.words[0];
  const problem = mistypedIn(checked).get(start);
  if (problem?.replacement === undefined) return undefined;
  const { replacement, end } = problem;
  const names = replacement.split(" ").map((value): Word => ({ start, end, value, quoted: false }));
  const [first, ...others] = names;
  if (first === undefined) return undefined;
  const rest = directive.words.filter((word) => word.start >= end);
  const corrected: Directive = { ...directive, words: [first, ...others, ...rest] };
  const found = checked.catalogue.find(
    scope,
    corrected.words.map(({ value }) => value),
  );
  if (found === undefined) return undefined;
  const { entry, length } = found;
  return { directive: corrected, scope, entry, nameLength: length, conditional: false, match: undefined };
}

const mistypedIn = remembered(
  (checked: SourceFile["checked"]) =>
    new Map(checked.problems.flatMap((p) => (p.kind === "unknown-directive" ? [[p.start, p] as const] : []))),
);

/** True where the daemon refuses the line: that is said elsewhere, and nothing follows for the other node. */
function isRefused({ file, head, known }: Line): boolean {
  const starts = refusedIn(file);
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < head.start) low = middle + 1;
    else high = middle;
  }
  const at = starts[low];
  if (at === undefined || at >= head.end) return known === undefined;
  // A mistyped name alone is read as what it was meant for.
  return known === undefined || at !== known.directive.words[0].start || !mistypedIn(file.checked).has(at);
}

const refusedIn = remembered(({ checked }: SourceFile): readonly number[] =>
  checked.problems
    .filter(({ verdict }) => verdict === "reject")
    .map(({ start }) => start)
    .sort((a, b) => a - b),
);
