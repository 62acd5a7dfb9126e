/**
 * What counts at a place: nginx takes a directive from the innermost block that has it. Lists do not add up: one
 * `add_header` in a location replaces all those around it (the merge functions of nginx's modules).
 */
import type { Entry } from "../../catalogue/entry.ts";
import { type Block, outward, type Statement, statementsCalled } from "./blocks.ts";

/** The statements of a directive that count in a block. */
export interface Effective {
  readonly statements: readonly Statement[];
  /** Where they stand; of lists that are merged, the innermost of their blocks. */
  readonly block: Block;
}

export const passes = [
  "proxy_pass",
  "fastcgi_pass",
  "uwsgi_pass",
  "scgi_pass",
  "grpc_pass",
  "memcached_pass",
];

/** Directives that set one thing between them: one of them hides the others of an outer block. */
const together: readonly (readonly string[])[] = [["root", "alias"], ["allow", "deny"], passes];

/** What answers a request: a location inside has to name its own. */
const handlers = new Set([...passes, "empty_gif", "flv", "mp4", "perl", "stub_status"]);

/** They do their work where they stand and are not handed on to the blocks inside. */
const notInherited = new Set([
  "break",
  "if",
  "internal",
  "location",
  "return",
  "rewrite",
  "server",
  "set",
  "try_files",
]);

/** Lists that add up where this directive says so, from 1.29.3 on. */
const mergedBy: Readonly<Record<string, string>> = {
  add_header: "add_header_inherit",
  add_trailer: "add_trailer_inherit",
};

/** `undefined` where nothing is written, in the block or around it: what nginx does then is the entry's default. */
export function effective(block: Block, name: string): Effective | undefined {
  const names = together.find((group) => group.includes(name)) ?? [name];
  const statements: Statement[] = [];
  let innermost: Block | undefined;
  for (const at of outward(block)) {
    const found = statementsCalled(at, ...names);
    if (found.length > 0) {
      statements.unshift(...found);
      innermost ??= at;
    }
    if (!isHandedOn(at, name)) break;
    const way = inheritance(at, name);
    if (way === "off" || (statements.length > 0 && way !== "merge")) break;
  }
  return innermost === undefined ? undefined : { statements, block: innermost };
}

/** What would count in a block if it had no such directive of its own; `undefined` where that adds up with its own. */
export function hiddenBy(block: Block, name: string): Effective | undefined {
  if (block.parent === undefined || !isHandedOn(block, name) || inheritance(block, name) === "merge")
    return undefined;
  return effective(block.parent, name);
}

/** The word behind the name of a directive with one value; `undefined` where it is not written or not known. */
export function effectiveValue(block: Block, name: string): string | undefined {
  const word = effective(block, name)?.statements.at(-1)?.directive.words[1];
  return word?.unknown === undefined ? word?.value : undefined;
}

/** True where nothing that kalint has not read could say otherwise, here or around. */
export function isCertain(block: Block): boolean {
  for (const { complete } of outward(block)) if (!complete) return false;
  return true;
}

/** All that counts in a block, what it takes over from around it included, by name. */
export function allEffective(block: Block): ReadonlyMap<string, Effective> {
  const found = new Map<string, Effective>();
  for (const { statements } of outward(block)) {
    for (const { directive, known } of statements) {
      const name = directive.words[0].value;
      if (found.has(name) || known === undefined || known.entry.opens !== undefined) continue;
      const here = effective(block, name);
      if (here !== undefined) found.set(name, here);
    }
  }
  return found;
}

/** The entry that a directive has in a block; `undefined` where it can not stand there. */
export function entryIn(
  { scope, opener }: Block,
  name: string,
  catalogue = opener?.file.checked.catalogue,
): Entry | undefined {
  return scope === undefined ? undefined : catalogue?.find(scope, [name])?.entry;
}

/** True where what stands around the block counts in it: the directive may stand there as well, as one of the same module. */
function isHandedOn(block: Block, name: string): boolean {
  if (notInherited.has(name) || block.parent === undefined) return false;
  if (isNameless(block)) return true;
  if (handlers.has(name)) return false;
  const own = entryIn(block, name);
  // Of several modules, and yet one: where none names a log, all write to that of the top level.
  if (name === "error_log") return own !== undefined;
  const outer = entryIn(block.parent, name, block.opener?.file.checked.catalogue);
  return own !== undefined && own.module === outer?.module;
}

/** Blocks that are their location again, under a condition. */
function isNameless({ scope }: Block): boolean {
  return scope === "if-in-location" || scope === "limit_except" || scope === "if-in-server";
}

/** How a list that may add up is handed on: `on`, `off` or `merge`; `undefined` where nothing says. */
function inheritance(block: Block, name: string): string | undefined {
  const by = mergedBy[name];
  return by === undefined ? undefined : effectiveValue(block, by)?.toLowerCase();
}
