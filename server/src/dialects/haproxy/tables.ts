/** Facts of HAProxy that are no entries, read from the catalogue's extra tables. */
import type { CatalogueData } from "../../catalogue/entry.ts";
import type { BuiltInName, SampleFacts, SampleType } from "../../dialect.ts";
import data from "./catalogue.json" with { type: "json" };

/** The catalogue as it is stored: entries, and what does not fit one. */
interface HaproxyData extends CatalogueData {
  /** Output type and layer of each fetch, and where in a proxy its data is there; type and place where a version differs. */
  readonly fetches: Readonly<
    Record<string, readonly [SampleType, SampleFacts["layer"] | "dev" | null, string, ByVersion?] | undefined>
  >;
  /** Input and output type of each converter, and both where a version differs; `same` gives what it takes. */
  readonly converters: Readonly<Record<string, readonly [SampleType, SampleType, ByVersion?] | undefined>>;
  /** The types that each type can be turned into. */
  readonly casts: Readonly<Record<string, string | undefined>>;
  /** The fetch and the matching method of criteria that bring their own. */
  readonly aclKeywords: Readonly<Record<string, readonly [string, string] | undefined>>;
  /**
   * Where the expressions of a line stand, in columns as a fetch has them, by section; `*` is every other section.
   * The line is named by its keyword, with the action or option behind it where that counts, or with `if`: its condition.
   */
  readonly places: Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>;
  /** Keywords of proxies that do nothing where the mode is not HTTP. */
  readonly httpOnly: readonly string[];
  /** Aliases in formats that 2.6 refuses where the mode is not HTTP. */
  readonly httpAliases: readonly string[];
  /** ACLs that need no line of their own, with what they test. */
  readonly predefinedAcls: Readonly<Record<string, string>>;
}

type ByVersion = Readonly<Record<string, readonly [string, string] | undefined>>;

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
  /** The type of what it gives. */
  readonly output: string;
  /** Where its data is there, a bit for each column. */
  readonly columns: number;
}

export interface ConverterFacts {
  readonly input: string;
  readonly output: string;
}

/** What a fetch gives in a target version. */
export function fetchFacts(name: string, target: string): FetchFacts | undefined {
  return remember(fetchesOf, target, name, () => {
    const found = haproxyData.fetches[name];
    if (found === undefined) return undefined;
    const [output, columns] = found[3]?.[target] ?? [found[0], found[2]];
    return { output, columns: bitsOf(columns) };
  });
}

/** What a converter takes and gives in a target version. */
export function converterFacts(name: string, target: string): ConverterFacts | undefined {
  return remember(convertersOf, target, name, () => {
    const found = haproxyData.converters[name];
    if (found === undefined) return undefined;
    const [input, output] = found[2]?.[target] ?? found;
    return { input, output };
  });
}

/** The fetch behind a criterion: most are one themselves. */
export function criterionFetch(keyword: string): string {
  return haproxyData.aclKeywords[keyword]?.[0] ?? keyword;
}

/** The matching method that a criterion brings with it; empty for one of its own kind. */
export function aclMethod(keyword: string): string | undefined {
  return haproxyData.aclKeywords[keyword]?.[1];
}

/** False where HAProxy can not turn a value of one type into another. */
export function castable(from: string, to: string): boolean {
  return from === to || to === "any" || (haproxyData.casts[from]?.split(" ").includes(to) ?? true);
}

/** `Y` and `.` as bits, the first the lowest. */
export function bitsOf(columns: string): number {
  let bits = 0;
  for (let i = 0; i < columns.length; i++) if (columns[i] === "Y") bits |= 1 << i;
  return bits;
}

type Remembered<T> = Map<string, Map<string, T | undefined>>;
const fetchesOf: Remembered<FetchFacts> = new Map();
const convertersOf: Remembered<ConverterFacts> = new Map();

/** Of names that do not exist nothing is kept: a text may hold any number of them. */
function remember<T>(
  kept: Remembered<T>,
  target: string,
  name: string,
  find: () => T | undefined,
): T | undefined {
  let byName = kept.get(target);
  if (byName === undefined) {
    byName = new Map();
    kept.set(target, byName);
  }
  let found = byName.get(name);
  if (found === undefined) {
    found = find();
    if (found !== undefined) byName.set(name, found);
  }
  return found;
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
