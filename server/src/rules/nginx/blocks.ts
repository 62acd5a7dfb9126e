/**
 * The configuration as nginx reads it: blocks with what their includes bring in. A file that is included in two places
 * makes its blocks twice, each with parents of its own.
 */
import type { KnownDirective } from "../../catalogue/check.ts";
import type { Directive, Node } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { knownHere, type PartOfFile } from "../locality.ts";
import type { FileSubject } from "../rule.ts";

/** A directive with the file it stands in. */
export interface Statement {
  readonly file: SourceFile;
  readonly directive: Directive;
  readonly known: KnownDirective | undefined;
}

export interface Block {
  /** The directive that opens it; absent for the top level. */
  readonly opener: Statement | undefined;
  /** Scope of what it holds: `http`, `location`, …; `undefined` where a fragment's place is not known. */
  readonly scope: string | undefined;
  readonly parent: Block | undefined;
  /** Its directives in the order nginx reads them, blocks among them, includes replaced by what they bring in. */
  readonly statements: readonly Statement[];
  readonly blocks: readonly Block[];
  /** False where an include of it could not be read, or a template may add to it. */
  readonly complete: boolean;
  /** Those of its statements that have this name. */
  called(name: string): readonly Statement[];
}

/** A block that something opens: all but the top level. */
export interface OpenedBlock extends Block {
  readonly opener: Statement;
  readonly parent: Block;
}

/** A file of blocks that is included over and over makes no more of them than this. */
const maxBlocks = 200_000;

/** What stands in a block is collected when somebody asks: after an edit most are never asked. */
class BlockOfUnit implements Block {
  readonly opener: Statement | undefined;
  readonly scope: string | undefined;
  readonly parent: Block | undefined;
  readonly #file: SourceFile;
  readonly #reading: Reading;
  #collected: { readonly statements: readonly Statement[]; readonly complete: boolean } | undefined;
  #blocks: readonly BlockOfUnit[] | undefined;
  #byName: ReadonlyMap<string, readonly Statement[]> | undefined;

  constructor(
    reading: Reading,
    file: SourceFile,
    scope: string | undefined,
    parent?: Block,
    opener?: Statement,
  ) {
    this.#reading = reading;
    this.#file = file;
    this.scope = scope;
    this.parent = parent;
    this.opener = opener;
  }

  get statements(): readonly Statement[] {
    return this.#read().statements;
  }

  get complete(): boolean {
    return this.#read().complete;
  }

  get blocks(): readonly BlockOfUnit[] {
    this.#blocks ??= this.statements.flatMap((statement) => {
      const opens = statement.known?.entry.opens;
      if (opens === undefined || statement.directive.body === undefined) return [];
      return [new BlockOfUnit(this.#reading, statement.file, opens, this, statement)];
    });
    return this.#blocks;
  }

  called(name: string): readonly Statement[] {
    // Without a look at all the others, where no include can bring in more.
    const own =
      this.opener === undefined || isFrame(this) ? undefined : childrenByName(this.opener.directive);
    if (own === undefined || own.has("include")) {
      this.#byName ??= grouped(this.statements, ({ directive }) => directive.words[0].value);
      return this.#byName.get(name) ?? none;
    }
    return own.get(name)?.map((directive) => this.#reading.statement(this.#file, directive)) ?? none;
  }

  #read() {
    if (this.#collected === undefined) {
      const statements: Statement[] = [];
      const file = this.#file;
      const nodes =
        this.opener === undefined ? file.tree.children : (this.opener.directive.body?.children ?? []);
      const isWhole = collect(this.#reading, file, nodes, statements, 0);
      this.#collected = { statements, complete: isWhole && !file.tree.templated };
    }
    return this.#collected;
  }
}

/** What the blocks of a unit are read from. A directive is one statement, in however many blocks it stands. */
class Reading {
  readonly snapshot: Snapshot;
  readonly #statements = new Map<Directive, Statement>();

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
  }

  statement(file: SourceFile, directive: Directive): Statement {
    let statement = this.#statements.get(directive);
    if (statement === undefined) {
      statement = { file, directive, known: file.checked.known.get(directive) };
      this.#statements.set(directive, statement);
    }
    return statement;
  }
}

const none: readonly never[] = [];

/** Of a block in a piece: that of a frame changes. */
const childrenByName = remembered(({ body }: Directive) =>
  grouped(
    (body?.children ?? []).filter((node) => node.kind === "directive"),
    ({ words }) => words[0].value,
  ),
);

function grouped<T>(all: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    const same = found.get(name);
    if (same === undefined) found.set(name, [one]);
    else same.push(one);
  }
  return found;
}

/** The top level of a configuration. */
export const topBlock = remembered((unit: Unit, snapshot: Snapshot): Block | undefined => {
  const [main] = unit.files;
  return main === undefined
    ? undefined
    : new BlockOfUnit(new Reading(snapshot), main, main.checked.rootScope);
});

/** All blocks of a unit, outer ones first and those beside each other in nginx's order. The first is the top level. */
export const allBlocks = remembered((unit: Unit, snapshot: Snapshot): readonly Block[] => {
  const top = topBlock(unit, snapshot);
  const all = top === undefined ? [] : [top];
  for (const block of all) if (all.length < maxBlocks) all.push(...block.blocks);
  return all;
});

/** Blocks that hold blocks of the kinds below. */
const frames = new Set(["main", "http", "stream", "mail"]);
const inFrames = new Set([
  ...frames,
  "events",
  "map",
  "events",
  "server",
  "upstream",
  "stream-server",
  "stream-upstream",
  "mail-server",
]);

/** True for the top level and for those of these blocks that stand nowhere else than there. */
function isFrame({ scope = "", parent }: Block): boolean {
  return parent === undefined || (frames.has(scope) && isFrame(parent));
}

/** Those that stand in no other block than `http` and its like. */
const blocksInFrames = remembered((unit: Unit, snapshot: Snapshot): readonly Block[] => {
  const top = topBlock(unit, snapshot);
  const all = top === undefined ? [] : [top];
  for (const block of all) if (isFrame(block) && all.length < maxBlocks) all.push(...block.blocks);
  return all;
});

/** The blocks of a unit whose body is in one of these scopes. */
export function blocksIn(unit: Unit, snapshot: Snapshot, ...scopes: readonly string[]): OpenedBlock[] {
  const all = scopes.every((scope) => inFrames.has(scope)) ? blocksInFrames : allBlocks;
  return all(unit, snapshot)
    .filter(isOpened)
    .filter(({ scope }) => scope !== undefined && scopes.includes(scope));
}

/** Those among them that the file itself opens, each once, wherever it is included. */
export function ownBlocks(subject: FileSubject, ...scopes: readonly string[]): OpenedBlock[] {
  const found = new Map<Directive, OpenedBlock>();
  const isInFrame = scopes.every((scope) => inFrames.has(scope));
  for (const block of isInFrame ? framedHere(subject) : blocksHere(subject)) {
    if (!isOpened(block) || block.scope === undefined || !scopes.includes(block.scope)) continue;
    const { opener } = block;
    if (opener.file === subject.file && !found.has(opener.directive)) found.set(opener.directive, block);
  }
  return [...found.values()];
}

function framedHere({ unit, snapshot, within }: FileSubject): readonly Block[] {
  const all = blocksInFrames(unit, snapshot);
  return within === undefined
    ? all
    : all.filter(({ opener }) => opener !== undefined && within.has(opener.directive));
}

/** The blocks in which a rule finds something in the pieces that it is to look at. */
const blocksHere = remembered((subject: FileSubject): readonly Block[] => {
  const { file, unit, snapshot, within } = subject;
  // Where a file is included into blocks, only a look at all of them tells which are its own.
  if (within === undefined || file !== unit.files[0]) return allBlocks(unit, snapshot);
  const all = blocksInFrames(unit, snapshot).filter(
    (block) => isFrame(block) || (block.opener !== undefined && within.has(block.opener.directive)),
  );
  for (const block of all) if (!isFrame(block)) all.push(...block.blocks);
  return all;
});

export function isOpened(block: Block): block is OpenedBlock {
  return block.opener !== undefined && block.parent !== undefined;
}

/** The block and those around it, the innermost first. */
export function* outward(block: Block): Generator<Block> {
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) yield at;
}

/** A statement with the block that it stands in. */
export interface Held {
  readonly statement: Statement;
  readonly block: Block;
}

/** The statements of a file that have this name, each with its block; those of a file that is included twice twice. */
export function held(subject: FileSubject, name: string): readonly Held[] {
  const { file, within } = subject;
  const all = (heldByName(subject).get(name) ?? []).filter(({ statement }) => statement.file === file);
  return within === undefined ? all : all.filter((one) => isWithin(one, within));
}

/** True where a statement stands in one of these pieces, or is one. */
function isWithin({ statement, block }: Held, within: ReadonlySet<Node>): boolean {
  if (within.has(statement.directive)) return true;
  for (const at of outward(block))
    if (at.opener !== undefined && !isFrame(at) && within.has(at.opener.directive)) return true;
  return false;
}

const heldByName = remembered((subject: FileSubject) =>
  grouped(
    blocksHere(subject).flatMap((block) => block.statements.map((statement): Held => ({ statement, block }))),
    ({ statement }) => statement.directive.words[0].value,
  ),
);

/** The directives of a block that have one of these names, in order. */
export function statementsCalled(block: Block, ...names: readonly string[]): readonly Statement[] {
  const [only = ""] = names;
  if (names.length === 1) return block.called(only);
  const found = names.flatMap((name) => block.called(name));
  return found.length < 2 || names.filter((name) => block.called(name).length > 0).length < 2
    ? found
    : block.statements.filter(({ directive }) => names.includes(directive.words[0].value));
}

export function isCalled({ directive }: Statement, name: string): boolean {
  return directive.words[0].value === name;
}

/** The directives of a file that have this name, in whatever block. */
export function called(subject: PartOfFile, name: string): readonly KnownDirective[] {
  return directivesByName(subject).get(name) ?? [];
}

const directivesByName = remembered((subject: PartOfFile) =>
  grouped(knownHere(subject), ({ entry }) => entry.name),
);

/** Deeper than anybody nests includes; circles are cut before. */
const maxDepth = 20;

/** Adds what the nodes hold; false where an include among them could not be read. */
function collect(
  reading: Reading,
  file: SourceFile,
  nodes: readonly Node[],
  into: Statement[],
  depth: number,
): boolean {
  let complete = true;
  for (const node of nodes) {
    if (node.kind !== "directive") continue;
    if (node.words[0].value !== "include") {
      into.push(reading.statement(file, node));
      continue;
    }
    const found = reading.snapshot
      .includesOf(file)
      .filter(({ include }) => include.span.start >= node.start && include.span.end <= node.end);
    if (found.length === 0 || depth > maxDepth) complete = false;
    for (const { include, outcome, targets } of depth > maxDepth ? [] : found) {
      if (outcome !== "found" && !definesNothing(include.pattern)) complete = false;
      for (const target of targets) {
        if (target.tree.templated) complete = false;
        if (!collect(reading, target, target.tree.children, into, depth + 1)) complete = false;
      }
    }
  }
  return complete;
}

/** Files that come with nginx and hold only types or parameters. */
export function definesNothing(pattern: string): boolean {
  return /(?:^|\/)(?:mime\.types|fastcgi_params|fastcgi\.conf|uwsgi_params|scgi_params|proxy_params|koi-utf|koi-win|win-utf)$/.test(
    pattern,
  );
}
