/** Facts of HAProxy that are no entries, read from the catalogue's extra tables. */

import type { CatalogueData } from "../../catalogue/entry.ts";
import type { BuiltInName } from "../../dialect.ts";
import data from "./catalogue.json" with { type: "json" };

/** The catalogue as it is stored: entries, and what does not fit one. */
interface HaproxyData extends CatalogueData {
  /** Output type and layer of each fetch, and where in a proxy its data is there. */
  readonly fetches: Readonly<Record<string, readonly [string, string, string] | undefined>>;
  /** ACLs that need no line of their own, with what they test. */
  readonly predefinedAcls: Readonly<Record<string, string>>;
}

export const haproxyData = data as unknown as HaproxyData;

let names: ReadonlySet<string> | undefined;

/** Converters of all versions. */
export function converterNames(): ReadonlySet<string> {
  names ??= new Set(
    haproxyData.entries.filter((entry) => entry.in.includes("converter")).map((entry) => entry.name),
  );
  return names;
}

export interface FetchFacts {
  readonly output: string;
  /** Where its data comes from: `L4` to `L7`, `internal`. */
  readonly layer: string;
}

/** What a fetch gives. */
export function fetchFacts(name: string): FetchFacts | undefined {
  const found = haproxyData.fetches[name];
  return found === undefined ? undefined : { output: found[0], layer: found[1] };
}

/** ACLs that are there without a line of their own. */
export const builtInAcls: readonly BuiltInName[] = Object.entries(haproxyData.predefinedAcls).map(
  ([name, tests]) => ({ name, tests, ...(name === "HTTP_3.0" ? { versions: ["3.0", "3.2"] } : {}) }),
);

/** Those of the target version. */
export function predefinedAcls(target: string): ReadonlySet<string> {
  return new Set(
    builtInAcls.filter(({ versions }) => versions?.includes(target) ?? true).map(({ name }) => name),
  );
}
