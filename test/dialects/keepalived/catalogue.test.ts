import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Catalogue } from "../../../server/src/catalogue/catalogue.ts";
import type { Entry } from "../../../server/src/catalogue/entry.ts";
import { type Form, parseForm } from "../../../server/src/catalogue/form.ts";
import { commonTypes } from "../../../server/src/catalogue/value-type.ts";
import { catalogueData } from "../../../server/src/dialects/keepalived/tables.ts";
import { values } from "../../../server/src/dialects/keepalived/values.ts";
import { shared } from "../../support/shared.ts";
import { problems, read } from "./support.ts";

interface Fact {
  readonly path: readonly string[];
  readonly kind: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: string | null;
  readonly default: string | number | null;
  readonly values: readonly string[] | null;
  readonly aliases: readonly string[];
  readonly deprecated: string | null;
  readonly since: string | null;
  readonly extraArgs?: "ignored" | "error";
  readonly duplicate?: "ignored" | "error";
  readonly accept?: readonly string[] | null;
  readonly reject?: readonly string[] | null;
  readonly caseInsensitive?: boolean;
  readonly repeatable: boolean;
  readonly changed?: unknown;
  readonly maxIn?: unknown;
}

const data = catalogueData();

describe("the catalogue", () => {
  it("is written in forms and types that exist", () => {
    for (const entry of data.entries) {
      for (const form of formsOf(entry)) {
        for (const type of typesIn(form))
          expect({ ...commonTypes, ...values }, entry.name).toHaveProperty(type);
      }
    }
  });

  it("opens only scopes that something stands in", () => {
    const scopes = new Set(data.entries.flatMap((entry) => entry.in));
    for (const { opens, name } of data.entries)
      if (opens !== undefined) expect(scopes, name).toContain(opens);
  });
});

const file = shared("facts/keepalived.json", "the catalogue of keepalived against its facts");
const facts: readonly Fact[] = file === undefined ? [] : JSON.parse(readFileSync(file, "utf8"));

describe.skipIf(file === undefined)("the catalogue and the facts", () => {
  it("agree on every keyword, option and block: place, version, deprecation, unit, default", () => {
    for (const fact of facts) {
      for (const name of namesOf(fact)) {
        const entry = entryOf(fact, name);
        expect(entry, pathOf(fact)).toBeDefined();
        if (entry === undefined) continue;
        expect(entry.since ?? null, pathOf(fact)).toBe(fact.since);
        expect(versionsOf(entry), pathOf(fact)).toEqual(expectedVersions(fact));
        if (fact.deprecated !== null && fact.kind !== "removed")
          expect(entry.deprecated, pathOf(fact)).toContain("`");
        expect(entry.unit ?? null, pathOf(fact)).toBe(fact.unit);
        expect(entry.default ?? null, pathOf(fact)).toBe(fact.default === null ? null : String(fact.default));
        if (fact.kind.includes("block")) expect(entry.opens, pathOf(fact)).toBe(fact.path.join("/"));
      }
    }
    expect(facts.length).toBeGreaterThan(700);
  });

  it("agree on ranges and on words that may be chosen", () => {
    for (const fact of facts) {
      const entry = entryOf(fact, namesOf(fact)[0] ?? "");
      if (entry === undefined || fact.path.includes("*")) continue;
      const form = entry.args;
      const words = fact.values ?? [];
      const samples =
        form === "<auth-type>" ? (values["auth-type"]?.samples ?? []) : literalsIn(parseForm(form));
      if (!/^<int \d/.test(form))
        for (const word of words) expect(samples, `${pathOf(fact)} ${form}`).toContain(word);
      if (fact.min === null || words.length > 0 || form.includes("status-code") || form.startsWith("<def"))
        continue;
      expect(form.includes(`${spellNumber(fact.min)}..`), `${pathOf(fact)} ${form}`).toBe(true);
      if (fact.max !== null && fact.max < 1e9)
        expect(form, pathOf(fact)).toContain(`..${spellNumber(fact.max)}`);
      expect(entry.ignoreCase ?? false).toBe(fact.caseInsensitive ?? false);
    }
  });

  it("agree on repetition and on words too many", () => {
    const milder: string[] = [];
    for (const fact of facts) {
      const entry = entryOf(fact, namesOf(fact)[0] ?? "");
      if (entry === undefined) continue;
      // Where the facts have an error, the word was one of the arguments: the samples are about that.
      if (fact.extraArgs === "ignored") expect(entry.surplus, pathOf(fact)).toBe("silent");
      if (fact.duplicate === "ignored" && !fact.repeatable) expect(entry.again, pathOf(fact)).toBe("silent");
      if (fact.duplicate === "error" && entry.again !== "reject") milder.push(pathOf(fact));
    }
    // Only another value than before is an error there.
    expect(milder).toEqual(secondMustDiffer);
  });

  const sampled = facts.filter((fact) => !fact.path.includes("*") && fact.kind !== "preprocessor");
  const accepted = sampled.flatMap((fact) => (fact.accept ?? []).map((sample) => ({ fact, sample })));
  const rejected = sampled.flatMap((fact) => (fact.reject ?? []).map((sample) => ({ fact, sample })));

  it.each(["2.2", "2.3"])("agree on the samples that the daemon accepts, version %s", (target) => {
    // What changed between the versions is tested by name below.
    const same = accepted.filter(
      ({ fact }) => target === "2.3" || (fact.changed === undefined && fact.maxIn === undefined),
    );
    const refused = same.filter(({ fact, sample }) => rejects(fact, sample, target)).map(spellSample);
    expect(refused).toEqual([]);
    expect(same.length).toBeGreaterThan(800);
  });

  it("differ between the versions where the facts do", () => {
    expect(problems("vrrp_script a {\ninterval 0.5\n}\n", "2.2")).toEqual(["reject invalid-value: 0.5"]);
    expect(problems("vrrp_script a {\ninterval 0.5\n}\n", "2.3")).toEqual([]);
    expect(problems("global_defs {\nvrrp_strict maybe\n}\n", "2.2")).toEqual([
      "silent surplus-argument: maybe",
    ]);
    expect(problems("global_defs {\nvrrp_strict maybe\n}\n", "2.3")).toEqual([
      "reject surplus-argument: maybe",
    ]);
    expect(problems("garp_group {\ngarp_interval 3000\n}\n", "2.2")).toEqual([
      "reject value-out-of-range: 3000",
    ]);
    expect(problems("garp_group {\ngarp_interval 3000\n}\n", "2.3")).toEqual([]);
    expect(problems("vrrp_instance a {\nno_virtual_ipaddress\n}\n", "2.2")).toEqual([
      "reject unavailable-directive: no_virtual_ipaddress",
    ]);
    expect(problems("vrrp_instance a {\nno_virtual_ipaddress\n}\n", "2.3")).toEqual([]);
    expect(problems("virtual_server 10.0.0.1 80 {\nnat_mask 255.255.255.0\n}\n")).toEqual([
      "reject unavailable-directive: nat_mask",
    ]);
  });

  it("agree on the samples that the daemon refuses for what stands in them", () => {
    const missed = rejected.filter(({ fact, sample }) => !rejects(fact, sample)).map(spellSample);
    expect(missed.filter((sample) => !notInTheLine.test(sample))).toEqual([]);
    expect(rejected.length).toBeGreaterThan(1200);
  });
});

const secondMustDiffer = [
  "global_defs/vrrp_rx_bufs_policy",
  "vrrp_instance/state",
  "vrrp_instance/version",
  "garp_group/interface",
];

/** What the line alone does not tell: the host's interfaces and users, names, the family, other lines of the block. */
const notInTheLine = new RegExp(
  [
    "nosuch",
    "vrrp_iptables",
    "_dump_file",
    "use_vmac 00:00:5e",
    "interface lo$",
    "vrf eth0",
    "fe80::1|fd00::5|ff02::33|inet6$",
    "min_ttl 9 max_ttl 3",
    "track_\\w+ \\{ (\\w+) \\1 \\}",
    "10\\.0\\.0\\.100/24 \\}",
    "brd \\+|peer 10",
    "from 10\\.0\\.0\\.0/24 priority 5 \\}",
    "auth_pass secret123",
    "table zzz",
    "from 10\\.0\\.0\\.0/24 table 100 \\}",
    "virtual_server_group g1",
    "virtual_server/(?:hashed|[sm]h-\\w+) $",
  ].join("|"),
);

function rejects(fact: Fact, sample: string, target = "2.3"): boolean {
  const { text, start, end } = inPlace(fact, sample);
  const { checked, tree } = read(text, target);
  const found = [...tree.problems.map((p) => ({ ...p, verdict: "reject" })), ...checked.problems];
  return found.some(
    (p) => p.verdict === "reject" && p.start >= start && p.start <= end && p.kind !== "unavailable-directive",
  );
}

const headOf: Readonly<Record<string, string>> = {
  vrrp_instance: "vrrp_instance V1",
  vrrp_sync_group: "vrrp_sync_group G1",
  vrrp_script: "vrrp_script s1",
  vrrp_track_process: "vrrp_track_process p1",
  track_file: "track_file f1",
  vrrp_track_file: "vrrp_track_file f1",
  bfd_instance: "bfd_instance b1",
  virtual_server: "virtual_server 10.0.0.100 80",
  real_server: "real_server 10.0.0.11 80",
};

/** The sample in the blocks that its path names. */
function inPlace(fact: Fact, sample: string): { text: string; start: number; end: number } {
  const parents = fact.path.slice(0, -1);
  const before = parents.map((name) => `${headOf[name] ?? name} {\n`).join("");
  const line = `${fact.path.at(-1) ?? ""} ${sample}`;
  const after = parents.map(() => "\n}").join("");
  return { text: `${before}${line}${after}\n`, start: before.length, end: before.length + line.length };
}

function spellSample({ fact, sample }: { fact: Fact; sample: string }): string {
  return `${pathOf(fact)} ${sample.replaceAll(/\s+/g, " ")}`;
}

function pathOf(fact: Fact): string {
  return fact.path.join("/");
}

function namesOf(fact: Fact): string[] {
  const name = fact.path.at(-1) ?? "";
  return [...name.split("|"), ...(fact.path.includes("*") ? fact.aliases : [])];
}

const optionScope: Readonly<Record<string, string>> = { virtual_ipaddress_excluded: "virtual_ipaddress" };

/** Options that have a place of their own in the line. */
const placedOption: Readonly<Record<string, string>> = { nexthop: "route-nexthop" };

function entryOf(fact: Fact, name: string): Entry | undefined {
  const list = fact.path.includes("*") ? (fact.path.at(-3) ?? "") : undefined;
  const place = fact.kind === "preprocessor" ? "*" : fact.path.slice(0, -1).join("/") || "root";
  const scope = list === undefined ? place : (placedOption[name] ?? `${optionScope[list] ?? list}-option`);
  return data.entries.find((entry) => entry.name === name && entry.in.includes(scope));
}

function versionsOf(entry: Entry): string[] {
  return data.targets.filter((target) => new Catalogue(data, values, target).knows(entry));
}

function expectedVersions(fact: Fact): string[] {
  if (fact.kind === "removed") return [];
  if (fact.since === null) return [...data.targets];
  const since = fact.since
    .split(".")
    .map((n) => n.padStart(3, "0"))
    .join();
  return data.targets.filter((_, i) => since <= (["002,002,007", "002,003,004"][i] ?? ""));
}

function spellNumber(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, "");
}

function formsOf(entry: Entry): Form[] {
  const changed = Object.values(entry.byVersion ?? {}).flatMap((change) => change.args ?? []);
  return [entry.args, ...changed].map(parseForm);
}

function* parts(form: Form): Generator<Form> {
  yield form;
  if (form.kind === "sequence") for (const item of form.items) yield* parts(item);
  else if (form.kind === "choice") for (const option of form.options) yield* parts(option);
  else if (form.kind === "optional" || form.kind === "repeat") yield* parts(form.item);
}

function typesIn(form: Form): string[] {
  return [...parts(form)].flatMap((part) => (part.kind === "value" ? [part.type] : []));
}

function literalsIn(form: Form): string[] {
  return [...parts(form)].flatMap((part) => (part.kind === "literal" ? [part.text] : []));
}
