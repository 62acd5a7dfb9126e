/** Makes a rule on nginx's files, and holds what such rules ask alike: what a block holds once its includes are read. */
import type { KnownDirective, PlacedName } from "../../catalogue/check.ts";
import type { Directive, Node } from "../../syntax/tree.ts";
import { type Span, span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { ResolvedInclude, Snapshot, Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type FileRule, type FileSubject, fileRule } from "../rule.ts";

export function nginxRule(rule: Omit<FileRule, "over" | "group" | "dialect">): FileRule {
  return fileRule({ ...rule, group: "nginx", dialect: "nginx" });
}

/** A directive with the file it stands in. */
export interface Statement {
  readonly file: SourceFile;
  readonly directive: Directive;
  readonly known: KnownDirective | undefined;
}

/** What a block holds, included files read in; `complete` is false where one could not be read. */
export interface Content {
  readonly statements: readonly Statement[];
  readonly complete: boolean;
}

/** The content of a block, or of a file's top level. */
export function contentOf(snapshot: Snapshot, file: SourceFile, block?: Directive): Content {
  const statements: Statement[] = [];
  const nodes = block === undefined ? file.tree.children : (block.body?.children ?? []);
  const complete = collect(snapshot, file, nodes, statements, 0);
  return { statements, complete: complete && !file.tree.templated };
}

/** Deeper than anybody nests includes; circles are cut before. */
const maxDepth = 20;

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
    for (const { include, outcome, targets } of found) {
      if (outcome !== "found" && !definesNothing(include.pattern)) complete = false;
      for (const target of targets) {
        if (!collect(snapshot, target, target.tree.children, into, depth + 1)) complete = false;
      }
    }
  }
  return complete;
}

/** Files that come with nginx and hold only types or parameters. */
function definesNothing(pattern: string): boolean {
  return /(?:^|\/)(?:mime\.types|fastcgi_params|fastcgi\.conf|uwsgi_params|scgi_params|proxy_params|koi-utf|koi-win|win-utf)$/.test(
    pattern,
  );
}

/** True where nginx reads nothing that is not here: a main file whose includes are all known, no templates. */
export function isComplete({ unit, snapshot }: FileSubject): boolean {
  return completeness(unit, snapshot);
}

const completeness = remembered((unit: Unit, snapshot: Snapshot) => {
  const [main] = unit.files;
  if (main === undefined || main.checked.rootScope !== "main") return false;
  return unit.files.every((file) => {
    const includes = snapshot.includesOf(file);
    return !file.tree.templated && includeCount(file) === includes.length && includes.every(isFollowed);
  });
});

function isFollowed({ include, outcome }: ResolvedInclude): boolean {
  const emptyGlob = outcome === "missing" && /[*?[]/.test(include.pattern);
  return outcome === "found" || emptyGlob || definesNothing(include.pattern);
}

/** Includes with a template's value in their path are not among those that can be followed. */
function includeCount(file: SourceFile): number {
  let count = 0;
  for (const { entry } of file.checked.known.values()) if (entry.name === "include") count++;
  return count;
}

/** True where modules that are not nginx's own may define variables and directives of theirs. */
export const hasModules = remembered((unit: Unit) =>
  unit.files.some((file) => {
    for (const { entry } of file.checked.known.values()) {
      if (entry.build !== undefined || entry.name === "load_module") return true;
    }
    return file.model.includes.some(({ pattern }) => pattern.includes("modules"));
  }),
);

/** Directives of a file whose body is in one of these scopes. */
export function blocksOf(file: SourceFile, ...scopes: readonly string[]): Statement[] {
  const blocks: Statement[] = [];
  for (const known of file.checked.known.values()) {
    const { opens } = known.entry;
    if (opens !== undefined && scopes.includes(opens))
      blocks.push({ file, directive: known.directive, known });
  }
  return blocks;
}

/** The same of all files of a configuration, in the order nginx reads them. */
export function blocksIn(unit: Unit, ...scopes: readonly string[]): Statement[] {
  return unit.files.flatMap((file) => blocksOf(file, ...scopes));
}

export interface UnitName {
  readonly file: SourceFile;
  readonly name: PlacedName;
}

/** Names of a kind in all files of a configuration. */
export function namesOf(
  { unit }: Pick<FileSubject, "unit">,
  kind: string,
  role: PlacedName["role"],
): readonly UnitName[] {
  return namesByKind(unit).get(`${role} ${kind}`) ?? [];
}

const namesByKind = remembered((unit: Unit) => {
  const index = new Map<string, UnitName[]>();
  for (const file of unit.files) {
    for (const name of file.model.names) {
      for (const kind of name.kinds) {
        const key = `${name.role} ${kind}`;
        const same = index.get(key);
        if (same === undefined) index.set(key, [{ file, name }]);
        else same.push({ file, name });
      }
    }
  }
  return index;
});

export type Family = "http" | "stream" | "mail" | "core";

/** Which of nginx's worlds a directive belongs to: names of one are not seen in another. */
export function familyOf(file: SourceFile, directive: Directive): Family {
  const module = file.checked.known.get(directive)?.entry.module ?? "";
  return module.startsWith("ngx_http")
    ? "http"
    : module.startsWith("ngx_stream")
      ? "stream"
      : module.startsWith("ngx_mail")
        ? "mail"
        : "core";
}

/** The keyword and the arguments of a block without its body. */
export function headOf(directive: Directive): Span {
  return span(directive.words[0].start, (directive.words.at(-1) ?? directive.words[0]).end);
}

export function isCalled(statement: Statement, name: string): boolean {
  return statement.directive.words[0].value === name;
}
