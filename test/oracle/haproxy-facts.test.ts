/** What is on record of every HAProxy keyword, option and action, run on three releases: kalint gives the same verdict. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { haproxyData } from "../../server/src/dialects/haproxy/tables.ts";
import { shared } from "../support/shared.ts";
import { frames } from "./fuzz/line-frames.ts";
import { refusalsOf } from "./refusals.ts";

type ByTarget<T> = Readonly<Record<string, T>>;
interface Named {
  readonly name: string;
  readonly example?: string;
}
interface Keyword extends Named {
  readonly sections: readonly string[];
  /** One letter a section: `o` accepted, `w` and `i` with a warning, `e` an error that the sample made. */
  readonly oracle: ByTarget<string>;
}
interface Option extends Named {
  readonly versions: ByTarget<boolean>;
  readonly removed?: string;
}
interface Action extends Named {
  readonly rulesets: ByTarget<readonly string[]>;
}
interface Facts {
  readonly keywords: readonly Keyword[];
  readonly options: readonly Keyword[];
  readonly removed: readonly Keyword[];
  readonly bind_options: readonly Option[];
  readonly server_options: readonly Option[];
  readonly actions: readonly Action[];
  readonly rulesets: readonly string[];
  readonly numeric_garbage_accepted: Readonly<Record<string, ByTarget<readonly string[]>>>;
}
/** What is on record as known where its sample is refused: `len` is for requests alone, `usesrc` for behind `source`. */
const refused = new Set([
  "usesrc",
  "http-response capture",
  "http-after-response capture",
  "tcp-request content use-service",
]);

interface Sample {
  readonly scope: string;
  readonly line: string;
  readonly accepted: boolean;
}

/** What only a build with another library has: that it is not there is not held against a file. */
const withLibrary = new Set(haproxyData.entries.filter((e) => e.build !== undefined).map((e) => e.name));

const file = shared("facts/haproxy.json", "recorded verdicts on HAProxy's keywords");
/** The columns of the record of a keyword that stands in proxies. */
const proxies = ["defaults", "defaults(named)", "frontend", "listen", "backend"];

describe.skipIf(file === undefined)("kalint", () => {
  it.each(["2.6", "3.0", "3.2"])("gives every keyword the verdict on record for %s", (target) => {
    const facts: Facts = JSON.parse(readFileSync(file ?? "", "utf8"));
    const samples = [
      ...[...facts.keywords, ...facts.removed].flatMap((keyword) => keywordSamples(keyword, "", target)),
      ...facts.options.flatMap((option) => keywordSamples(option, "option ", target)),
      // What is removed is on record as known: it is known to be refused.
      ...facts.bind_options
        .filter((o) => o.removed === undefined && !withLibrary.has(o.name))
        .map((option) => bindSample(option, target)),
      ...facts.server_options
        .filter((o) => !refused.has(o.name))
        .flatMap((option) => serverSamples(option, target)),
      ...facts.actions.flatMap((action) => actionSamples(action, facts.rulesets, target)),
      ...garbageSamples(facts, target),
    ];
    expect(samples.length).toBeGreaterThan(2300);
    const wrong = samples.flatMap(({ scope, line, accepted }) => {
      const text = frames[scope]?.(line, target) ?? "";
      // What the daemon says once it has read all is not on record.
      const refusals = refusalsOf("haproxy", text, target).filter(
        ({ rule }) => rule.group === "catalogue" || rule.name === "prefix-not-allowed",
      );
      if (accepted === (refusals.length === 0)) return [];
      const ours = refusals.map((f) => `${f.rule.name} ${f.message.id}`).join(", ");
      return [
        `[${scope}] ${line}: on record ${accepted ? "accepted" : "refused"}, kalint ${ours || "accepts"}`,
      ];
    });
    expect(wrong).toEqual([]);
  });
});

function keywordSamples(keyword: Keyword, prefix: string, target: string): Sample[] {
  const { name, sections, oracle, example } = keyword;
  if (withLibrary.has(name) && oracle[target]?.startsWith("u")) return [];
  const record = oracle[target] ?? "";
  const scopes = record.length === 1 ? sections.slice(0, 1) : proxies;
  const line = example ?? `${prefix}${name}`;
  return scopes.flatMap((scope, i) =>
    record[i] === "e" ? [] : [{ scope, line, accepted: "owi".includes(record[i] ?? "") }],
  );
}

function bindSample({ name, example, versions }: Option, target: string): Sample {
  return {
    scope: "frontend",
    line: `bind 127.0.0.1:81 ${example ?? name}`,
    accepted: versions[target] === true,
  };
}

/** An option that is not for `default-server` is told of there, and the file is accepted. */
function serverSamples({ name, example, versions }: Option, target: string): Sample[] {
  const option = example ?? name;
  return [
    { scope: "backend", line: `server s2 127.0.0.1:81 ${option}`, accepted: versions[target] === true },
    { scope: "backend", line: `default-server ${option}`, accepted: versions[target] === true },
  ];
}

function actionSamples(
  { name, example, rulesets }: Action,
  all: readonly string[],
  target: string,
): Sample[] {
  return all.map((ruleset) => ({
    scope: "listen",
    line: `${ruleset} ${example ?? name}`,
    accepted: rulesets[target]?.includes(ruleset) === true && !refused.has(`${ruleset} ${name}`),
  }));
}

/** Numbers that the daemon does not look at. */
function garbageSamples({ keywords, numeric_garbage_accepted }: Facts, target: string): Sample[] {
  return Object.entries(numeric_garbage_accepted).flatMap(([name, garbage]) => {
    const { sections: [scope = ""] = [], oracle = {} } =
      keywords.find((keyword) => keyword.name === name) ?? {};
    const values = new Set(garbage[target]);
    return "owi".includes(oracle[target]?.[0] ?? "u")
      ? [...values].map((v) => ({ scope, line: `${name} ${v}`, accepted: true }))
      : [];
  });
}
