/** Finds the entries of the catalogues that a person names by path, and explains them as hover does. */
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Entry } from "../catalogue/entry.ts";
import type { Dialect } from "../dialect.ts";
import { dialects } from "../dialects/all.ts";
import type { Locale } from "../text/locale.ts";
import { catalogueFor } from "../workspace/source-file.ts";
import { bareName, builtInDoc, entryPage } from "./entry-doc.ts";
import { builtInsCalled } from "./names.ts";

export interface Explained {
  /** The path that names this entry and no other. */
  readonly path: string;
  readonly markdown: string;
}

/**
 * What a path such as `keepalived/vrrp_instance/nopreempt` means; parts on its left may be left out, and so it may
 * mean several. Options stand below what takes them: `vrrp_instance/virtual_ipaddress/dev`.
 * `$host` and `variable/host` are what the daemon calls so.
 */
export function explain(path: string, locale: Locale): Explained[] {
  const [first = "", ...rest] = path.split("/");
  const named = dialects.find(({ id }) => id === first);
  const written = named === undefined || rest.length === 0 ? [first, ...rest] : rest;
  const [only = ""] = written;
  const parts = written.length === 1 && only.startsWith("$") ? ["variable", only.slice(1)] : written;
  return (named === undefined ? dialects : [named]).flatMap((dialect) => {
    const catalogue = catalogueFor(dialect, dialect.data().targets.at(-1) ?? "");
    const entries = entriesAt(dialect, catalogue, parts).map(({ scope, entry }) => ({
      path: [dialect.id, ...(scope === topLevel(dialect, catalogue) ? [] : [scope]), bareName(entry)].join(
        "/",
      ),
      markdown: entryPage(dialect, catalogue, scope, entry, locale),
    }));
    return [...entries, ...builtInAt(dialect, parts, locale)];
  });
}

/** What the daemon itself defines: `variable/host`. */
function builtInAt(dialect: Dialect, parts: readonly string[], locale: Locale): Explained[] {
  const [kind = "", name = "", ...deeper] = parts;
  const [own, ...all] = builtInsCalled(name, dialect.builtIns?.(kind) ?? []);
  if (own === undefined || deeper.length > 0) return [];
  const others = all.filter((other) => other.name === own.name);
  const markdown = builtInDoc(dialect, [kind], name, [own, ...others], locale);
  return [{ path: [dialect.id, kind, name].join("/"), markdown }];
}

interface Placed {
  readonly scope: string;
  readonly entry: Entry;
}

function entriesAt(dialect: Dialect, catalogue: Catalogue, parts: readonly string[]): Placed[] {
  const name = parts.at(-1) ?? "";
  const scopes = scopesAt(catalogue, parts.slice(0, -1), topLevel(dialect, catalogue));
  const found: Placed[] = [];
  for (const entry of [...catalogue.named(name.split(" ")), ...catalogue.named([`${name}=`])]) {
    if (entry.name.replace(/=$/, "") !== name) continue;
    const scope = scopes === undefined ? entry.in[0] : entry.in.find((at) => scopes.has(at));
    if (scope !== undefined) found.push({ scope, entry });
  }
  const atTop = found.filter(({ entry }) => entry.in.includes(topLevel(dialect, catalogue)));
  return parts.length === 1 && atTop.length > 0 ? atTop : found;
}

/** The scopes that a path names: that of a block, or the option lists of a directive. `undefined`: any. */
function scopesAt(
  catalogue: Catalogue,
  parts: readonly string[],
  top: string,
): ReadonlySet<string> | undefined {
  if (parts.length === 0) return undefined;
  const path = parts.join("/");
  const owner = parts.length === 1 ? top : parts.slice(0, -1).join("/");
  const lines = [catalogue.entryOf(path, "*"), catalogue.entryOf(owner, parts.at(-1) ?? "")];
  return new Set([path, ...lines.flatMap((line) => optionLists(line))]);
}

function optionLists(entry: Entry | undefined): string[] {
  return [...(entry?.args ?? "").matchAll(/&([\w-]+)/g)].map(([, scope = ""]) => scope);
}

function topLevel(dialect: Dialect, catalogue: Catalogue): string {
  return dialect.rootScope(dialect.parse(""), catalogue, `/${dialect.id}.conf`) ?? "";
}
