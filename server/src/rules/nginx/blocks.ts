/**
 * The configuration as nginx reads it: blocks with what their includes bring in. A file that is included in two places
 * makes its blocks twice, each with parents of its own.
 */
import type { KnownDirective } from "../../catalogue/check.ts";
import type { Directive, Node } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
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
}

/** A block that something opens: all but the top level. */
export interface OpenedBlock extends Block {
  readonly opener: Statement;
  readonly parent: Block;
}

interface Draft extends Block {
  readonly statements: Statement[];
  readonly blocks: Draft[];
  complete: boolean;
}

/** A file of blocks that is included over and over makes no more of them than this. */
const maxBlocks = 200_000;

/** All blocks of a unit, outer ones first and those beside each other in nginx's order. The first is the top level. */
export const allBlocks = remembered((unit: Unit, snapshot: Snapshot): readonly Block[] => {
  const [main] = unit.files;
  if (main === undefined) return [];
  const all = [draft(main.checked.rootScope)];
  for (const block of all) {
    const { opener } = block;
    const file = opener?.file ?? main;
    const nodes = opener === undefined ? main.tree.children : (opener.directive.body?.children ?? []);
    block.complete = collect(snapshot, file, nodes, block.statements, 0) && !file.tree.templated;
    for (const statement of block.statements) {
      const opens = statement.known?.entry.opens;
      if (opens === undefined || statement.directive.body === undefined || all.length > maxBlocks) continue;
      const inner = draft(opens, block, statement);
      block.blocks.push(inner);
      all.push(inner);
    }
  }
  return all;
});

function draft(scope: string | undefined, parent?: Block, opener?: Statement): Draft {
  return { scope, parent, opener, statements: [], blocks: [], complete: true };
}

/** The blocks of a unit whose body is in one of these scopes. */
export function blocksIn(unit: Unit, snapshot: Snapshot, ...scopes: readonly string[]): OpenedBlock[] {
  return allBlocks(unit, snapshot)
    .filter(isOpened)
    .filter(({ scope }) => scope !== undefined && scopes.includes(scope));
}

/** Those among them that the file itself opens, each once, wherever it is included. */
export function ownBlocks(
  { file, unit, snapshot }: FileSubject,
  ...scopes: readonly string[]
): OpenedBlock[] {
  const found = new Map<Directive, OpenedBlock>();
  for (const block of blocksIn(unit, snapshot, ...scopes)) {
    const { opener } = block;
    if (opener.file === file && !found.has(opener.directive)) found.set(opener.directive, block);
  }
  return [...found.values()];
}

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
export function held({ file, unit, snapshot }: FileSubject, name: string): readonly Held[] {
  return (heldByName(unit, snapshot).get(name) ?? []).filter(({ statement }) => statement.file === file);
}

const heldByName = remembered((unit: Unit, snapshot: Snapshot) => {
  const found = new Map<string, Held[]>();
  for (const block of allBlocks(unit, snapshot)) {
    for (const statement of block.statements) {
      const name = statement.directive.words[0].value;
      const same = found.get(name);
      if (same === undefined) found.set(name, [{ statement, block }]);
      else same.push({ statement, block });
    }
  }
  return found;
});

/** The directives of a block that have one of these names, in order. */
export function statementsCalled(block: Block, ...names: readonly string[]): readonly Statement[] {
  const byName = statementsByName(block);
  const [only = ""] = names;
  if (names.length === 1) return byName.get(only) ?? none;
  const found = names.flatMap((name) => byName.get(name) ?? none);
  return found.length < 2 || names.filter((name) => byName.has(name)).length < 2
    ? found
    : block.statements.filter(({ directive }) => names.includes(directive.words[0].value));
}

const none: readonly Statement[] = [];

const statementsByName = remembered((block: Block) => {
  const found = new Map<string, Statement[]>();
  for (const statement of block.statements) {
    const name = statement.directive.words[0].value;
    const same = found.get(name);
    if (same === undefined) found.set(name, [statement]);
    else same.push(statement);
  }
  return found;
});

export function isCalled({ directive }: Statement, name: string): boolean {
  return directive.words[0].value === name;
}

/** The directives of a file that have this name, in whatever block. */
export function called(file: SourceFile, name: string): readonly KnownDirective[] {
  return directivesByName(file).get(name) ?? [];
}

const directivesByName = remembered((file: SourceFile) => {
  const found = new Map<string, KnownDirective[]>();
  for (const known of file.checked.known.values()) {
    const same = found.get(known.entry.name);
    if (same === undefined) found.set(known.entry.name, [known]);
    else same.push(known);
  }
  return found;
});

/** Deeper than anybody nests includes; circles are cut before. */
const maxDepth = 20;

/** Adds what the nodes hold; false where an include among them could not be read. */
function collect(
  snapshot: Snapshot,
  file: SourceFile,
  nodes: readonly Node[],
  into: Statement[],
  depth: number,
): boolean {
  let complete = true;
  for (const node of nodes) {
    if (node.kind !== "directive") continue;
    if (node.words[0].value !== "include") {
      into.push({ file, directive: node, known: file.checked.known.get(node) });
      continue;
    }
    const found = snapshot
      .includesOf(file)
      .filter(({ include }) => include.span.start >= node.start && include.span.end <= node.end);
    if (found.length === 0 || depth > maxDepth) complete = false;
    for (const { include, outcome, targets } of depth > maxDepth ? [] : found) {
      if (outcome !== "found" && !definesNothing(include.pattern)) complete = false;
      for (const target of targets) {
        if (target.tree.templated) complete = false;
        if (!collect(snapshot, target, target.tree.children, into, depth + 1)) complete = false;
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
