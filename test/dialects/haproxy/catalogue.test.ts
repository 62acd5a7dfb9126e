/** The catalogue against the table of facts that was checked on three versions of the daemon. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Catalogue } from "../../../server/src/catalogue/catalogue.ts";
import { type Form, parseForm } from "../../../server/src/catalogue/form.ts";
import { haproxy } from "../../../server/src/dialects/haproxy/haproxy.ts";
import { predefinedAcls, sampleFacts } from "../../../server/src/dialects/haproxy/tables.ts";
import { shared } from "../../support/shared.ts";
import { said } from "./support.ts";

type ByVersion<T> = Readonly<Record<string, T>>;
interface Fact {
  readonly name: string;
  readonly sections: readonly string[];
  readonly args: string;
  readonly type: string;
  readonly min_args: number;
  readonly max_args: number | null;
  readonly values?: readonly string[];
  readonly value_versions?: Readonly<Record<string, ByVersion<boolean>>>;
  readonly versions: ByVersion<boolean>;
  readonly oracle: ByVersion<string>;
  readonly since?: string | null;
  readonly build_dependent?: boolean;
  readonly example: string;
  readonly no_prefix?: boolean;
  readonly default_prefix?: boolean;
  readonly accepted_silently_in?: readonly string[];
  readonly deprecated?: { readonly since: string; readonly use?: string };
}
interface Option {
  readonly name: string;
  readonly versions: ByVersion<boolean>;
  readonly in_default_server?: ByVersion<boolean>;
  readonly max_args: number | null;
  readonly values?: readonly string[];
}
interface Facts {
  readonly sections: readonly { readonly name: string; readonly versions: ByVersion<boolean> }[];
  readonly keywords: readonly Fact[];
  readonly options: readonly Fact[];
  readonly removed: readonly {
    readonly name: string;
    readonly oracle: ByVersion<string>;
    readonly sections: readonly string[];
  }[];
  readonly bind_options: readonly Option[];
  readonly server_options: readonly Option[];
  readonly actions: readonly {
    readonly name: string;
    readonly rulesets: ByVersion<readonly string[]>;
    readonly paren: boolean;
  }[];
  readonly fetches: readonly {
    readonly name: string;
    readonly args_required: readonly string[];
    readonly args_optional: readonly string[];
    readonly out: string;
    readonly layer: string | null;
    readonly versions: ByVersion<boolean>;
  }[];
  readonly converters: readonly {
    readonly name: string;
    readonly args_required: readonly string[];
    readonly args_optional: readonly string[];
    readonly in: string;
    readonly out: string;
    readonly versions: ByVersion<boolean>;
  }[];
  readonly acl_keywords: readonly { readonly name: string }[];
  readonly acl: {
    readonly predefined: readonly { readonly name: string; readonly versions: ByVersion<boolean> }[];
    readonly methods: readonly string[];
  };
  readonly logformat: {
    readonly aliases: readonly { readonly name: string; readonly versions?: ByVersion<boolean> }[];
  };
  readonly stick_table: {
    readonly options: readonly { readonly name: string; readonly versions?: ByVersion<boolean> }[];
    readonly data_types: readonly { readonly name: string; readonly versions?: ByVersion<boolean> }[];
  };
  readonly balance: readonly { readonly name: string; readonly versions?: ByVersion<boolean> }[];
  readonly filters: readonly { readonly name: string; readonly versions?: ByVersion<boolean> }[];
  readonly cookie_options: readonly string[];
  readonly redirect: {
    readonly options: readonly string[];
    readonly option_versions: Readonly<Record<string, ByVersion<boolean>>>;
  };
  readonly conditions: { readonly directives: readonly string[] };
}

const versions = haproxy.data().targets;
const catalogues = new Map(versions.map((v) => [v, new Catalogue(haproxy.data(), haproxy.types, v)]));
const file = shared("facts/haproxy.json", "the catalogue of haproxy against the facts");
const facts: Facts | undefined = file === undefined ? undefined : JSON.parse(readFileSync(file, "utf8"));

function catalogue(version: string): Catalogue {
  const found = catalogues.get(version);
  if (found === undefined) throw new Error(`no target ${version}`);
  return found;
}

/** What a version does with a keyword in a scope, as the letters of the facts' table. */
function outcome(version: string, scope: string, name: string): string {
  const words = name.split(" ");
  const found = catalogue(version).find(scope, words);
  if (found === undefined || found.length < Math.min(words.length, found.entry.name.split(" ").length))
    return "absent";
  if (found.entry.name !== name && !scopeOfSubword(found.entry.name)) return "absent";
  if (!catalogue(version).knows(found.entry)) return "absent";
  const ignored = found.entry.ignoredIn?.[scope];
  return ignored === "warn" ? "ignored" : "accepted";
}

/** Keywords whose second word is an entry of a list of its own. */
function scopeOfSubword(name: string): string | undefined {
  return { "http-check": "http-check", "tcp-check": "tcp-check", persist: "persist-method" }[name];
}

const columns = ["defaults", "defaults(named)", "frontend", "listen", "backend"];
const letters: Readonly<Record<string, string>> = {
  o: "accepted",
  w: "accepted",
  e: "accepted",
  i: "ignored",
  r: "absent",
  u: "absent",
  x: "absent",
};

describe("the catalogue", () => {
  it("has well-formed argument forms only", () => {
    for (const version of versions) {
      for (const entry of haproxy.data().entries) {
        const args = entry.byVersion?.[version]?.args ?? entry.args;
        expect(() => parseForm(args), entry.name).not.toThrow();
      }
    }
  });

  it("names only value types that there are", () => {
    const known = new Set([...Object.keys(haproxy.types), "any", "def", "ref"]);
    const named = haproxy
      .data()
      .entries.flatMap((e) => [...e.args.matchAll(/<([a-z-]+)/g)].map((m) => m[1] ?? ""));
    expect([...new Set(named)].filter((type) => !known.has(type))).toEqual([]);
  });

  it("names only scopes that have entries", () => {
    const { entries } = haproxy.data();
    const scopes = new Set(entries.flatMap((e) => e.in));
    const used = entries.flatMap((e) => [...e.args.matchAll(/&([a-z-]+)/g)].map((m) => m[1] ?? ""));
    expect([...new Set(used)].filter((scope) => !scopes.has(scope))).toEqual([]);
  });
});

describe.skipIf(facts === undefined)("the catalogue says what the facts say", () => {
  const of = <K extends keyof Facts>(key: K): Facts[K] => {
    if (facts === undefined) throw new Error("no facts");
    return facts[key];
  };
  const isProxy = ({ sections }: { sections: readonly string[] }) =>
    sections.every((s) => columns.includes(s));
  const proxyFacts = () => [
    ...of("keywords").filter(isProxy),
    ...of("options").map((o) => ({ ...o, name: `option ${o.name}` })),
  ];

  it("of each proxy keyword in each section and version", () => {
    const differences: string[] = [];
    for (const fact of proxyFacts()) {
      for (const version of versions) {
        columns.forEach((scope, i) => {
          const letter = fact.oracle[version]?.[i] ?? "u";
          const ours = outcome(version, scope, fact.name);
          const expected = letters[letter] ?? "?";
          // The version has the keyword, and the section takes it with a word: that is told as ignored.
          const silent = fact.accepted_silently_in?.includes(scope) === true && ours === "accepted";
          if (ours !== expected && !silent)
            differences.push(`${version} ${scope} ${fact.name}: ${ours}, not ${expected}`);
        });
      }
    }
    expect(differences).toEqual([]);
  });

  it("of each keyword elsewhere in each version", () => {
    const differences: string[] = [];
    for (const fact of of("keywords").filter((f) => !isProxy(f))) {
      const [scope = ""] = fact.sections;
      // `hold nx` and its like: the facts name the second words as values.
      const names =
        catalogue("3.2").find(scope, [fact.name]) === undefined
          ? (fact.values ?? []).map((v) => `${fact.name} ${v}`)
          : [fact.name];
      expect(names.length, fact.name).toBeGreaterThan(0);
      for (const name of names) {
        for (const version of versions) {
          const entry = catalogue(version).find(scope, name.split(" "))?.entry;
          expect(entry?.name, `${scope} ${name}`).toBe(name);
          if (entry === undefined || fact.build_dependent) continue;
          if (catalogue(version).knows(entry) !== fact.versions[version])
            differences.push(`${version} ${scope} ${name}`);
        }
      }
    }
    expect(differences).toEqual([]);
  });

  it("of what only some builds have", () => {
    for (const fact of of("keywords").filter((f) => f.build_dependent)) {
      const [scope = ""] = fact.sections;
      expect(catalogue("3.2").find(scope, [fact.name])?.entry.build, fact.name).toBeDefined();
    }
  });

  it("of first releases, replacements and prefixes", () => {
    for (const fact of proxyFacts()) {
      const scope = columns.find(
        (s) => catalogue("3.2").find(s, fact.name.split(" "))?.entry.name === fact.name,
      );
      const entry =
        scope === undefined ? undefined : catalogue("3.2").find(scope, fact.name.split(" "))?.entry;
      if (entry === undefined) continue;
      if (fact.since) expect(entry.since, fact.name).toBe(fact.since.replace("?", ""));
      // In 3.2 these are no longer to be taken back, or not with `default`.
      if (/accept-invalid-http-|httpclose|http-keep-alive|http-server-close/.test(fact.name)) continue;
      expect(entry.prefixes?.includes("no") ?? false, `no ${fact.name}`).toBe(fact.no_prefix ?? false);
      expect(entry.prefixes?.includes("default") ?? false, `default ${fact.name}`).toBe(
        fact.default_prefix ?? false,
      );
      if (fact.deprecated?.use !== undefined)
        expect(entry.deprecated, fact.name).toContain(`\`${fact.deprecated.use}\``);
    }
  });

  it("of removed keywords", () => {
    for (const { name, oracle, sections } of of("removed")) {
      for (const version of versions) {
        const there = /[ow]/.test(oracle[version] ?? "");
        for (const scope of sections) {
          const found = catalogue(version).find(scope, name.split(" "));
          expect(found?.entry.name, `${version} ${name}`).toBe(name);
          expect(found !== undefined && catalogue(version).knows(found.entry), `${version} ${name}`).toBe(
            there,
          );
        }
      }
    }
  });

  it("of each keyword's example: nothing is refused", () => {
    const refused: string[] = [];
    for (const fact of [
      ...of("keywords"),
      ...of("options").map((o) => ({ ...o, name: `option ${o.name}` })),
    ]) {
      for (const version of versions.filter((v) => fact.versions[v])) {
        const scope = isProxy(fact)
          ? columns.find((_, i) => fact.oracle[version]?.[i] === "o")
          : fact.sections[0];
        if (scope === undefined || scope.startsWith("defaults")) continue;
        const rejects = said(scope, fact.example, version).filter((problem) => problem.endsWith(" reject"));
        if (rejects.length > 0) refused.push(`${version} ${scope}: ${fact.example}: ${rejects.join(", ")}`);
      }
    }
    expect(refused).toEqual([]);
  });

  it("of how many arguments a plain keyword takes, and of its values and range", () => {
    const plain = of("keywords").filter(
      (f) => isProxy(f) && /^(?:int|time|size|flag|enum|string|path|url)\b/.test(f.type) && f.versions["3.2"],
    );
    for (const fact of plain) {
      const scope = columns.findLast((_, i) => fact.oracle["3.2"]?.[i] === "o");
      if (scope === undefined || scopeOfSubword(fact.name.split(" ")[0] ?? "") !== undefined) continue;
      if (fact.max_args !== null)
        expect(withWords(scope, fact, fact.max_args + 1), `${fact.name} with too much`).not.toEqual([]);
      if (fact.min_args > 0) expect(said(scope, fact.name), `${fact.name} alone`).not.toEqual([]);
      if (fact.type !== "enum" || fact.min_args !== 1 || fact.max_args !== 1) continue;
      for (const value of fact.values ?? []) {
        // On record are the steps of `log-profile` too; 3.2.26 refuses them here.
        if (fact.name === "log-steps" && ["any", "error"].includes(value)) continue;
        if (fact.value_versions?.[value]?.["3.2"] !== false)
          expect(said(scope, `${fact.name} ${value}`), `${fact.name} ${value}`).toEqual([]);
      }
      expect(
        fact.name === "log-steps" || said(scope, `${fact.name} no-such-value`).length > 0,
        fact.name,
      ).toBe(true);
    }
  });

  it("of numbers that have a range", () => {
    const ranged = of("keywords").filter((f) => /^int:-?\d/.test(f.type) && f.sections[0] === "global");
    expect(ranged.length).toBeGreaterThan(5);
    for (const { name, type } of ranged) {
      const [, least, most] = /^int:(-?\d+)(?:-|\.\.)(-?\d+)$/.exec(type) ?? [];
      const args = catalogue("3.2").find("global", [name])?.entry.args;
      // The message of these two says 0, and 0 is refused.
      const from = name.endsWith("-ratio") && name.startsWith("tune.quic.") ? "1" : least;
      expect(args, name).toContain(`${from}..${most}`);
    }
  });

  it("of bind and server options in each version", () => {
    for (const option of of("bind_options")) {
      for (const version of versions)
        expect(isThere(version, "bind-option", option.name), `${version} ${option.name}`).toBe(
          option.name === "process" ? version === "2.6" : option.versions[version],
        );
    }
    for (const option of of("server_options")) {
      const written = option.name === "set-proxy-v2-tlv-fmt" ? `${option.name}(x)` : option.name;
      for (const version of versions) {
        expect(isThere(version, "server-option", written), `${version} ${option.name}`).toBe(
          option.versions[version],
        );
        // Those that are not for `default-server` are told of there, and the file is accepted.
        if (option.versions[version] !== true) continue;
        const here = catalogue(version).entryOf("default-server-option", written);
        expect(here?.ignoredIn === undefined, `${version} default-server ${option.name}`).toBe(
          option.in_default_server?.[version] === true,
        );
      }
    }
  });

  it("of the values of bind and server options", () => {
    const cases = [
      ...of("bind_options").map((o) => ["frontend", "bind :80", o] as const),
      ...of("server_options").map((o) => ["backend", "server s 192.0.2.1:80", o] as const),
    ];
    for (const [section, line, option] of cases) {
      if (!option.versions["3.2"] || option.max_args !== 1) continue;
      expect(said(section, `${line} ${option.name}`), `${option.name} alone`).not.toEqual([]);
      for (const value of (option.values ?? []).filter((v) => !v.startsWith("<"))) {
        // The daemon knows the word, and refuses it on a line of this side.
        if (option.name.endsWith("proto") && ["spop", "fcgi", "quic"].includes(value)) continue;
        expect(said(section, `${line} ${option.name} ${value}`), `${option.name} ${value}`).toEqual([]);
      }
    }
  });

  it("of the actions of each ruleset in each version", () => {
    const rulesets = [
      "quic-initial",
      "tcp-request connection",
      "tcp-request session",
      "tcp-request content",
      "tcp-response content",
      "http-request",
      "http-response",
      "http-after-response",
    ];
    for (const { name, rulesets: where, paren } of of("actions")) {
      for (const version of versions) {
        for (const ruleset of rulesets) {
          const scope = ruleset.replaceAll(" ", "-");
          expect(isThere(version, scope, paren ? `${name}(x)` : name), `${version} ${ruleset} ${name}`).toBe(
            where[version]?.includes(ruleset) ?? false,
          );
        }
      }
    }
  });

  it("of fetches and converters: versions, number of arguments, what they give", () => {
    for (const fact of of("fetches")) {
      for (const version of versions)
        expect(isThere(version, "fetch", fact.name), `${version} ${fact.name}`).toBe(fact.versions[version]);
      expect(countArguments("fetch", fact.name), fact.name).toBe(
        fact.args_required.length + fact.args_optional.length,
      );
      const layer = fact.layer === "dev" ? "internal" : (fact.layer ?? undefined);
      const made = sampleFacts("fetch", fact.name);
      expect([made?.gives, made?.layer], fact.name).toEqual([fact.out, layer]);
      expect(isThere("3.2", "criterion", fact.name), fact.name).toBe(fact.versions["3.2"]);
    }
    for (const fact of of("converters")) {
      const made = sampleFacts("converter", fact.name);
      expect([made?.takes, made?.gives], fact.name).toEqual([fact.in, fact.out]);
      for (const version of versions)
        expect(isThere(version, "converter", fact.name), `${version} ${fact.name}`).toBe(
          fact.versions[version],
        );
      expect(countArguments("converter", fact.name), fact.name).toBe(
        fact.args_required.length + fact.args_optional.length,
      );
    }
  });

  it("of ACL keywords and of ACLs that are there from the start", () => {
    for (const { name } of of("acl_keywords")) expect(isThere("3.2", "criterion", name), name).toBe(true);
    for (const { name, versions: known } of of("acl").predefined) {
      for (const version of versions)
        expect(predefinedAcls(version).has(name), `${version} ${name}`).toBe(known[version]);
    }
    for (const method of of("acl").methods) {
      const pattern = { int: "5", len: "5", ip: "::1", bin: "0f" }[method] ?? "x";
      expect(said("frontend", `acl a path -m ${method} ${pattern}`), method).toEqual([]);
    }
  });

  it("of the smaller lists", () => {
    const lists: readonly (readonly [
      string,
      readonly { readonly name: string; readonly versions?: ByVersion<boolean> }[],
    ])[] = [
      ["log-format alias", of("logformat").aliases],
      ["stick-table-option", of("stick_table").options],
      ["stick-table data type", of("stick_table").data_types],
      ["balance-algorithm", of("balance")],
      ["filter", of("filters")],
      ["cookie-option", of("cookie_options").map((name) => ({ name }))],
      [
        "redirect-option",
        of("redirect").options.map((name) => ({ name, ...versionsOf(of("redirect").option_versions[name]) })),
      ],
      ["file", of("sections")],
      ["file", of("conditions").directives.map((name) => ({ name }))],
    ];
    for (const [scope, list] of lists) {
      for (const { name, versions: known } of list) {
        for (const version of versions) {
          const there = isThere(version, scope, name) || isThere(version, scope, `${name}(x)`);
          expect(there, `${version} ${scope} ${name}`).toBe(known?.[version] ?? true);
        }
      }
    }
  });
});

function versionsOf(known: ByVersion<boolean> | undefined): { versions?: ByVersion<boolean> } {
  return known === undefined ? {} : { versions: known };
}

function isThere(version: string, scope: string, name: string): boolean {
  const entry = catalogue(version).entryOf(scope, name);
  return entry !== undefined && catalogue(version).knows(entry);
}

function countArguments(scope: string, name: string): number {
  return longest(parseForm(catalogue("3.2").entryOf(scope, name)?.args ?? ""));
}

/** How many words a form can take. */
function longest(form: Form): number {
  switch (form.kind) {
    case "sequence":
      return form.items.reduce((sum, item) => sum + longest(item), 0);
    case "choice":
      return Math.max(...form.options.map(longest));
    case "optional":
      return longest(form.item);
    default:
      return 1;
  }
}

function withWords(scope: string, fact: Fact, count: number): string[] {
  const given = fact.example.split(" ").slice(fact.name.split(" ").length);
  const words = [...given, ...Array.from({ length: count }, () => "zz")].slice(0, count);
  // Where the daemon lets surplus words pass in silence, that is what is said.
  return said(scope, [fact.name, ...words].join(" "));
}
