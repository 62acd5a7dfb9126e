/** Facts of HAProxy that are no entries, read from the catalogue's extra tables. */

import type { CatalogueData } from "../../catalogue/entry.ts";
import type { BuiltInName, SampleFacts, SampleType } from "../../dialect.ts";
import data from "./catalogue.json" with { type: "json" };

/** The catalogue as it is stored: entries, and what does not fit one. */
interface HaproxyData extends CatalogueData {
  /** Output type and layer of each fetch, and where in a proxy its data is there. */
  readonly fetches: Readonly<
    Record<string, readonly [SampleType, SampleFacts["layer"] | "dev" | null, string] | undefined>
  >;
  /** What each converter takes and gives. */
  readonly converters: Readonly<Record<string, readonly [SampleType, SampleType] | undefined>>;
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

/** Directives that use samples, with the columns of the catalogue's table that say whether they can use one. */
const sampleUsers: readonly (readonly [string, readonly number[]])[] = [
  ["tcp-request connection", [0]],
  ["tcp-request session", [1]],
  ["tcp-request content", [2, 6]],
  ["http-request", [3, 4, 7, 8]],
  ["use_backend", [5]],
  ["balance", [9]],
  ["tcp-response content", [11, 15]],
  ["http-response", [12, 13, 16, 17]],
  ["stick store-response", [14]],
  ["log-format", [18]],
  ["tcp-check", [19]],
];

/** What a fetch or a converter makes. */
export function sampleFacts(scope: string, name: string): SampleFacts | undefined {
  if (scope === "converter") {
    const [takes, gives] = haproxyData.converters[name] ?? [];
    return takes === undefined || gives === undefined ? undefined : { takes, gives };
  }
  if (scope !== "fetch" && scope !== "criterion") return undefined;
  const [gives, layer, columns] = haproxyData.fetches[name] ?? [];
  if (gives === undefined || columns === undefined) return undefined;
  const places = sampleUsers.filter(([, users]) => users.some((at) => columns[at] === "Y"));
  return {
    gives,
    ...(layer == null ? {} : { layer: layer === "dev" ? "internal" : layer }),
    ...(places.length === sampleUsers.length ? {} : { places: places.map(([user]) => user) }),
  };
}
