import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Catalogue } from "../../../server/src/catalogue/catalogue.ts";
import type { Entry } from "../../../server/src/catalogue/entry.ts";
import { type Form, parseForm } from "../../../server/src/catalogue/form.ts";
import { matchForm } from "../../../server/src/catalogue/match.ts";
import { catalogueData } from "../../../server/src/dialects/nginx/tables.ts";
import { nginxTypes } from "../../../server/src/dialects/nginx/values.ts";
import type { Word } from "../../../server/src/syntax/tree.ts";
import { shared } from "../../support/shared.ts";

const data = catalogueData();
const scopes = new Set(data.entries.flatMap((entry) => entry.in));

describe("the nginx catalogue", () => {
  const forms = data.entries.flatMap((entry) =>
    [entry.args, ...Object.values(entry.byVersion ?? {}).flatMap((change) => change.args ?? [])].map(
      (args) => ({ entry, args }),
    ),
  );

  it("has forms of known types and known option lists only", () => {
    for (const { entry, args } of forms) {
      for (const leaf of leavesOf(parseForm(args))) {
        const known =
          leaf.kind === "value"
            ? leaf.type in nginxTypes || ["any", "def", "ref"].includes(leaf.type)
            : leaf.kind !== "entry" || scopes.has(leaf.scope);
        expect(known, `${entry.name}: ${args}`).toBe(true);
      }
    }
  });

  it("has one entry for a name in a scope", () => {
    const seen = new Set<string>();
    for (const entry of data.entries) {
      for (const scope of entry.in) {
        expect(seen.has(`${scope} ${entry.name}`), `${scope} ${entry.name}`).toBe(false);
        seen.add(`${scope} ${entry.name}`);
      }
    }
  });

  it("opens scopes that hold something, but for Lua", () => {
    for (const { name, opens } of data.entries) {
      if (opens !== undefined && opens !== "lua")
        expect(scopes.has(opens), `${name} opens ${opens}`).toBe(true);
    }
  });
});

interface Fact {
  readonly name: string;
  readonly family?: string;
  readonly contexts?: readonly string[];
  readonly arity?: readonly number[] | { readonly min: number; readonly max: number | null };
  readonly kind?: string;
  readonly block: boolean;
  readonly values?: readonly string[];
  readonly literals?: readonly string[];
  readonly bounds?: { readonly min: string; readonly max: string };
  readonly repeatable?: boolean;
  readonly since?: string | readonly string[];
  readonly removed?: string;
  readonly versions?: Readonly<Record<string, boolean>>;
  readonly module?: string;
  readonly byVersion?: Readonly<Record<string, Partial<Fact>>>;
  readonly deprecated?: { readonly use: string };
  readonly obsolete?: boolean;
  readonly duplicateProbe?: { readonly verdict: string; readonly message?: string };
}
interface Facts {
  readonly directives: readonly Fact[];
  readonly removedDirectives: readonly Fact[];
  readonly newerDirectives: readonly Fact[];
  readonly commercialDirectives: readonly Fact[];
  readonly separateModuleDirectives: readonly Fact[];
  readonly thirdPartyDirectives: readonly Fact[];
  readonly structuredParams: Readonly<
    Record<string, readonly { readonly param: string; readonly versions?: readonly string[] }[]>
  >;
  readonly variables: readonly {
    readonly name: string;
    readonly context: string;
    readonly prefix: boolean;
    readonly settable: boolean;
    readonly versions: Readonly<Record<string, boolean>>;
  }[];
}

const file = shared("facts/nginx.json", "the nginx catalogue against the facts");

describe.skipIf(file === undefined)("every fact about nginx is in the catalogue", () => {
  const facts: Facts = file === undefined ? emptyFacts() : JSON.parse(readFileSync(file, "utf8"));
  const { targets } = data;

  it("with its place, its versions, its module and its block", () => {
    for (const fact of facts.directives) {
      for (const scope of fact.contexts ?? []) {
        const entry = entryOf(fact.name, scope);
        const label = `${fact.name} in ${scope}`;
        expect(entry, label).toBeDefined();
        const versions = targets.filter((t) => fact.versions?.[t] === true);
        expect(entry?.versions ?? targets, label).toEqual(versions);
        expect(entry?.module, label).toBe(fact.module);
        expect(entry?.opens !== undefined, `${label} is a block`).toBe(fact.block);
        if (fact.removed !== undefined) expect(entry?.removed, label).toBe(fact.removed);
        expect(entry?.since ?? "<=0.1.0", label).toBe(
          typeof fact.since === "string" ? fact.since.replace(/^<=(?!0\.1\.0$)/, "") : entry?.since,
        );
      }
    }
  });

  it("and stands in no other place", () => {
    for (const entry of data.entries.filter((e) => e.build === undefined && e.versions?.length !== 0)) {
      const allowed = new Set(
        facts.directives.filter((f) => f.name === entry.name).flatMap((f) => f.contexts ?? []),
      );
      for (const scope of entry.in) {
        const isLineOrOption = /-option$|^(?:map|geo|types|split_clients|charset_map|any)$/.test(scope);
        const isEverywhere = scope === "*" && allowed.has("any");
        expect(isLineOrOption || isEverywhere || allowed.has(scope), `${entry.name} in ${scope}`).toBe(true);
      }
    }
  });

  it("with as many arguments as nginx takes", () => {
    for (const target of targets) {
      const catalogue = new Catalogue(data, nginxTypes, target);
      for (const fact of facts.directives) {
        if (fact.versions?.[target] !== true) continue;
        const arity = fact.byVersion?.[target]?.arity ?? fact.arity;
        for (const scope of fact.contexts ?? []) {
          const found = catalogue.find(scope === "any" ? "http" : scope, [fact.name]);
          for (let count = 0; count <= 8; count++) {
            if (found === undefined || isObsolete(fact, target) || takes(arity, count)) continue;
            const words = Array.from({ length: count + 1 }, () => unknownWord);
            const match = matchForm(parseForm(found.entry.args), words, 1, catalogue, { text: "" });
            const refused = match.failure !== undefined || freeNumber.has(fact.name);
            expect(refused, `${fact.name} with ${count} arguments, ${target}: ${found.entry.args}`).toBe(
              true,
            );
          }
        }
      }
    }
  });

  it("with its words: flags, enumerations, bit masks and ranges", () => {
    for (const fact of facts.directives) {
      for (const target of targets) {
        if (fact.versions?.[target] !== true || isObsolete(fact, target)) continue;
        const values =
          fact.byVersion?.[target]?.values ?? fact.values ?? (fact.kind === "flag" ? ["on", "off"] : []);
        const entry = atTarget(entryOf(fact.name, fact.contexts?.[0] ?? ""), target);
        const literals = leavesOf(parseForm(entry?.args ?? "")).flatMap((leaf) =>
          leaf.kind === "literal" ? [leaf.text] : [],
        );
        if (values.length > 0) {
          expect([...literals].sort(), `${fact.name} ${target}`).toEqual([...values].sort());
          expect(entry?.ignoreCase ?? fact.kind === "bitmask", fact.name).toBe(true);
        }
        if (fact.bounds === undefined) continue;
        const [number] = leavesOf(parseForm(entry?.args ?? "")).filter((leaf) => leaf.kind === "value");
        const range = number?.kind === "value" ? { min: number.min, max: number.max } : {};
        expect(range, fact.name).toEqual({ min: Number(fact.bounds.min), max: Number(fact.bounds.max) });
      }
    }
  });

  it("with the type of its value", () => {
    const types: Readonly<Record<string, RegExp>> = {
      num: /^<(?:power-)?num(?: \d+\.\.(?:\d+)?)?>$/,
      size: /^<(?:pool-|power-)?size(?: \d+\.\.(?:\d+)?)?>$/,
      off: /^<offset>$/,
      msec: /^<time>$/,
      sec: /^<seconds>$/,
      complex: /<(?:text|path)>/,
      predicate: /^<text>\+$/,
      bind: /^off \| <bind> \[transparent\]$/,
      access: /<access>/,
      "num+size": /^<num 1\.\.> <size 1\.\.>$/,
      "complex-size": /^<rate-text>$/,
      param: /^<string> <text> \[if_not_empty\]$/,
    };
    for (const fact of facts.directives) {
      const type = types[fact.kind ?? ""];
      if (type !== undefined)
        expect(entryOf(fact.name, fact.contexts?.[0] ?? "")?.args, fact.name).toMatch(type);
    }
  });

  it("with what nginx does with a second one", () => {
    for (const fact of facts.directives) {
      if (fact.obsolete === true) continue;
      const probe = fact.duplicateProbe?.verdict;
      const refused = fact.repeatable === false && (probe === undefined || probe === "rejected");
      const redefined = fact.duplicateProbe?.message === "load balancing method redefined";
      // They are on record as repeatable, and each release refuses a second one, or a second one of the same name.
      if (/^(?:starttls|charset_map|limit_conn|perl|thread_pool)$/.test(fact.name)) continue;
      const expected = refused ? "reject" : redefined ? "warn" : undefined;
      expect(entryOf(fact.name, fact.contexts?.[0] ?? "")?.again, fact.name).toBe(expected);
    }
  });

  it("with what is deprecated or ignored", () => {
    for (const fact of facts.directives) {
      if (fact.deprecated === undefined && fact.obsolete !== true) continue;
      const entry = entryOf(fact.name, fact.contexts?.[0] ?? "");
      const newest = fact.versions?.["1.30"] === true ? "1.30" : "1.22";
      expect(atTarget(entry, newest)?.deprecatedVerdict, fact.name).toBe("warn");
      if (fact.deprecated !== undefined && !fact.deprecated.use.includes(" ")) {
        expect(atTarget(entry, newest)?.deprecated, fact.name).toContain(fact.deprecated.use);
      }
    }
  });

  it("with the options of structured directives and the versions that know them", () => {
    const lists: Readonly<Record<string, string>> = {
      "listen(http)": "listen-option",
      "listen(stream)": "stream-listen-option",
      "listen(mail)": "mail-listen-option",
      "server(upstream)": "server-option",
      "server(stream-upstream)": "stream-server-option",
      "server(upstream) commercial only": "server-option",
      proxy_cache_path: "cache_path-option",
      limit_req: "limit_req-option",
      open_file_cache: "open_file_cache-option",
      open_log_file_cache: "open_log_file_cache-option",
      ssl_certificate_cache: "certificate_cache-option",
      thread_pool: "thread_pool-option",
      resolver: "resolver-option",
    };
    let compared = 0;
    for (const [directive, scope] of Object.entries(lists)) {
      for (const { param, versions } of facts.structuredParams[directive] ?? []) {
        const entry = entryOf(param, scope);
        const isWord = leavesOf(parseForm(entryOf(directive, "http")?.args ?? "")).some(
          (leaf) => leaf.kind === "literal" && leaf.text === param,
        );
        expect(entry !== undefined || isWord, `${param} of ${directive}`).toBe(true);
        // The facts give no versions for the resolver; `ipv4=` came with 1.23.1.
        if (entry !== undefined && versions !== undefined)
          expect(entry.versions ?? targets, param).toEqual(versions);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(60);
  });

  it("of modules, of NGINX Plus, of later and of earlier releases too", () => {
    const others = [
      ...facts.thirdPartyDirectives,
      ...facts.separateModuleDirectives,
      ...facts.commercialDirectives,
      ...facts.newerDirectives,
      ...facts.removedDirectives,
    ];
    const builtOnly = new Set([
      ...facts.thirdPartyDirectives,
      ...facts.separateModuleDirectives,
      ...facts.commercialDirectives,
    ]);
    for (const fact of others) {
      const entries = data.entries.filter((e) => e.name === fact.name);
      expect(entries.length, fact.name).toBeGreaterThan(0);
      for (const context of fact.contexts ?? []) {
        const scope = context === "if in location" ? "if-in-location" : context;
        const inStream =
          fact.kind === undefined && fact.family === "stream" && /^(?:server|upstream)$/.test(scope);
        const place = inStream ? `stream-${scope}` : scope;
        const entry = entryOf(fact.name, place);
        expect(entry, `${fact.name} in ${place}`).toBeDefined();
        const isStock = facts.directives.some((f) => f.name === fact.name && f.contexts?.includes(place));
        if (builtOnly.has(fact) && !isStock) expect(entry?.build, `${fact.name} in ${place}`).toBeDefined();
      }
    }
    for (const fact of facts.newerDirectives) {
      expect(
        data.entries.find((e) => e.name === fact.name && e.versions?.length === 0)?.since,
        fact.name,
      ).toBe(fact.since);
    }
    for (const fact of facts.removedDirectives) {
      if (fact.name === "ssl_engine") continue;
      expect(
        data.entries.find((e) => e.name === fact.name && e.versions?.length === 0)?.removed,
        fact.name,
      ).toBe(fact.removed);
    }
  });

  it("and every variable, with its world, its versions and whether it may be set", () => {
    for (const fact of facts.variables) {
      const name = fact.name.slice(1).replace(/\*$/, "");
      const variable = data.variables.find((v) => v.name === name && v.in === fact.context);
      if (noVariables.has(name)) {
        expect(variable, fact.name).toBeUndefined();
        continue;
      }
      expect(variable, fact.name).toBeDefined();
      expect(variable?.prefix ?? false, fact.name).toBe(fact.prefix);
      expect(variable?.versions ?? data.targets, fact.name).toEqual(
        data.targets.filter((t) => fact.versions[t] === true),
      );
      // nginx 1.22.1 accepts `set` on these: their modules only look them up.
      const lookedUp = name === "invalid_referer" || name === "uid_reset";
      expect(variable?.settable ?? false, fact.name).toBe(fact.settable || lookedUp);
    }
  });
});

/**
 * Directives, and a name that a module only looks up: where no file sets it, `unknown "memcached_key" variable`, and
 * nginx does not start (1.22, 1.26, 1.30; GeoIP 1.22).
 */
const noVariables = new Set([
  "geoip_country",
  "geoip_proxy",
  "geoip_proxy_recursive",
  "memcached_key",
  "secure_link_md5",
  "secure_link_secret",
]);

/** Directives whose number of arguments nginx limits and the form does not; nobody writes so many. */
const freeNumber = new Set([
  "keepalive_disable",
  "disable_symlinks",
  "proxy_cookie_flags",
  "limit_req",
  "limit_req_zone",
  "open_file_cache",
  "open_log_file_cache",
  "thread_pool",
  "ssl_session_cache",
  "userid_flags",
  "ssl_certificate_cache",
  "proxy_ssl_certificate_cache",
  "grpc_ssl_certificate_cache",
  "uwsgi_ssl_certificate_cache",
]);

const unknownWord: Word = { start: 0, end: 1, value: "x", quoted: false, unknown: "value" };

function takes(arity: Fact["arity"], count: number): boolean {
  if (arity === undefined) return true;
  if ("min" in arity) return count >= arity.min && (arity.max === null || count <= arity.max);
  return arity.includes(count);
}

function isObsolete(fact: Fact, target: string): boolean {
  return fact.obsolete === true && fact.byVersion?.[target]?.obsolete !== false;
}

function entryOf(name: string, scope: string): Entry | undefined {
  return data.entries.find((e) => e.name === name && e.in.includes(scope === "any" ? "*" : scope));
}

function atTarget(entry: Entry | undefined, target: string): Entry | undefined {
  const change = entry?.byVersion?.[target];
  return entry === undefined || change === undefined ? entry : { ...entry, ...change };
}

type LeafOf = Extract<Form, { kind: "literal" | "value" | "rest" | "entry" }>;

function leavesOf(form: Form): LeafOf[] {
  switch (form.kind) {
    case "sequence":
      return form.items.flatMap(leavesOf);
    case "choice":
      return form.options.flatMap(leavesOf);
    case "optional":
    case "repeat":
      return leavesOf(form.item);
    default:
      return [form];
  }
}

function emptyFacts(): Facts {
  return {
    directives: [],
    removedDirectives: [],
    newerDirectives: [],
    commercialDirectives: [],
    separateModuleDirectives: [],
    thirdPartyDirectives: [],
    structuredParams: {},
    variables: [],
  };
}
