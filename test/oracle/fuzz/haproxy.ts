/** HAProxy for the fuzzer: lines are the recorded example of each keyword, values also those of the corpus. */
import { readFileSync } from "node:fs";
import { haproxySandbox } from "../../support/haproxy-sandbox.ts";
import { shared } from "../../support/shared.ts";
import type { FuzzedDaemon } from "./daemon.ts";
import { lineFiles } from "./line-frames.ts";
import { lineSamples } from "./lines.ts";
import {
  add,
  anyLine,
  type Bank,
  type Block,
  changeWord,
  foreignLine,
  type Language,
  listed,
  type Mutation,
  type Place,
  pick,
  placeIn,
  swapWords,
} from "./mutate.ts";

interface Named {
  readonly name: string;
  readonly example?: string;
  readonly versions?: Readonly<Record<string, boolean>>;
}
interface Facts {
  readonly sections: readonly Named[];
  readonly keywords: readonly (Named & { readonly sections: readonly string[] })[];
  readonly options: Facts["keywords"];
  readonly removed: Facts["keywords"];
  readonly bind_options: readonly Named[];
  readonly server_options: readonly Named[];
  readonly actions: readonly (Named & { readonly rulesets: Readonly<Record<string, readonly string[]>> })[];
  readonly fetches: readonly Named[];
  readonly converters: readonly Named[];
}

const recorded = shared("facts/haproxy.json", "samples of keywords");
const facts: Facts | undefined =
  recorded === undefined ? undefined : JSON.parse(readFileSync(recorded, "utf8"));

const sections = (facts?.sections ?? []).map(({ name }) => name);

/** Conditions, right ones and wrong ones. */
const conditions = [
  "if TRUE",
  "unless FALSE",
  "if { path /x }",
  "if { path_beg /x } || { src 10.0.0.0/8 }",
  "if !{ src 127.0.0.1 }",
  "if { ssl_fc }",
  "if nope",
  "if",
  "unless",
  "if { path /x",
  "if path /x }",
  "if TRUE TRUE",
  "if TRUE or",
  "if || TRUE",
  "if ! TRUE",
  "if TRUE and FALSE",
  "if { path -m nope /x }",
  "if { hdr(host) -i -m beg www }",
  "if { hdr(host) -f }",
  "if { hdr_cnt(host) gt 1 }",
  "if { hdr_cnt(host) gt x }",
  "if { nope(x) -m found }",
  "if { src 300.0.0.0/8 }",
  "if { src,ipmask(24) 10.0.0.0 }",
  "if { path,nope -m found }",
];

/** Expressions that may stand as a word. */
const expressions = [
  "%[src]",
  "%[src",
  "%[hdr(host),lower]",
  "%[hdr(host]",
  "%[nope]",
  "src,lower",
  "str(a),upper",
  "hdr(x),field(1,.)",
  "hdr(x),field(1",
  "%nope",
  "%ci:%cp",
  "%{+Q}o",
  "100%",
  "${NOPE}",
  "$NOPE",
  '"${NOPE',
  "${NOPE[*]}",
];

const changeHeader: Mutation = (lines, { random, language }) => {
  const block = pick(language.blocksOf(lines), random);
  if (block === undefined) return;
  const words = (lines[block.from] ?? "").trim().split(/\s+/);
  const kind = Math.floor(random() * 7);
  if (kind === 0) words[0] = pick(sections, random) ?? "";
  else if (kind === 1) words.splice(1, 1);
  else if (kind === 2) words.push("more");
  else if (kind === 3) words.push("from", "nope");
  else if (kind === 4)
    words[1] = pick(["a/b", "a,b", "é", "a:b", "a.b-c_d", "#x", "*:80", "::1"], random) ?? "";
  else if (kind === 5) words.splice(0, 1);
  else words.push(":8099");
  lines[block.from] = words.join(" ");
};

const prefix: Mutation = (lines, { random, language }) => {
  const at = anyLine(lines, random, language);
  lines[at] = `${pick(["no", "default", "no", "no no"], random)} ${(lines[at] ?? "").trim()}`;
};

const addCondition: Mutation = (lines, { random, language }) => {
  const found = placeIn(lines, language, random, ({ line }) => conditional.test(line));
  if (found === undefined) return;
  const line = (lines[found.at] ?? "").replace(random() < 0.7 ? /\s(?:if|unless)\s.*$/ : /$^/, "");
  lines[found.at] = `${line} ${pick(conditions, random)}`;
};

const conditional =
  /^(?:acl|use_backend|use-server|http-|tcp-|redirect|stick|errorfile|stats|monitor|capture|default_backend|log-format|force-persist|ignore-persist)/;

/** Adds words that the line's keyword knows, or that another does. */
const addWords: Mutation = (lines, { random, language, bank }) => {
  const found = placeIn(lines, language, random, ({ line }) => bank.words.has(line));
  if (found === undefined) return;
  const from = random() < 0.85 ? found.place.line : pick([...bank.words.keys()], random);
  lines[found.at] = `${lines[found.at]} ${pick(bank.words.get(from ?? "") ?? [], random)}`;
};

const putExpression: Mutation = (lines, chance) => {
  changeWord(lines, chance, () => pick(expressions, chance.random) ?? "");
};

/** A fetch or a converter by another name. */
const otherFunction: Mutation = (lines, { random }) => {
  const able = lines.flatMap((line, at) => (/^[^#]*[\w.]+\(/.test(line) ? [at] : []));
  const at = pick(able, random);
  const name = pick([...(facts?.fetches ?? []), ...(facts?.converters ?? [])], random)?.name ?? "";
  if (at !== undefined) lines[at] = (lines[at] ?? "").replace(/[\w.]+(?=\()/, name);
};

const language: Language = {
  comment: /#.*$/,
  quotings: [
    ...['"@"', "'@'", '"@', '@"', "'@", "@;", "@,", "@:", "@#", "@ # x", "\\#@", "@\\", "$@", "\\@", "\\\\@"],
    ...["@\\x41", "@\\xg", "@\\ @", "%@", "@%", "@]", "(@)", "@(", "@)", "{ @ }", "@/", "@*"],
  ],
  blocksOf,
  placesOf,
  mutations: [
    changeHeader,
    changeHeader,
    prefix,
    addCondition,
    addCondition,
    swapWords,
    addWords,
    addWords,
    foreignLine,
    putExpression,
    otherFunction,
  ],
};

export const haproxy: FuzzedDaemon = {
  id: "haproxy",
  sandbox: haproxySandbox,
  corpora: ["haproxy"],
  language,
  bank,
  knownCrashes: [
    ["a folder as a certificate of crt-store", /^\s*load .*\bcrt \/etc\/haproxy\/lines(?:\s|$)/m],
    ["tune.http.maxhdr below 0, or too large", /^\s*tune\.http\.maxhdr\s/m],
    ["an action on a map or an ACL without key", /\b(?:add|del|set)-(?:acl|map)\S*$/m],
    ["a user of a group that is not there", /^\s*user\s.*\bgroups\b/m],
    ["words behind the name of peers", /^\s*peers[ \t]+\S+[ \t]+[^\s#]/m],
    ["httpslog of a backend", /\boption[ \t]+httpslog\b/],
    ["an action on a map without its arguments", /\b(?:set-map|add-acl|del-acl|del-map)\w*\(/],
  ],
  hides: () => true,
  lines: { samples: lineSamples, files: lineFiles },
};

/** A section goes on to the next one's header. */
function blocksOf(lines: readonly string[]): Block[] {
  const heads = lines.flatMap((line, at) => (sections.includes(keywordOf(line) ?? "") ? [at] : []));
  return heads.map((from, n) => ({ from, to: (heads[n + 1] ?? lines.length) - 1 }));
}

/** Lines by the section, values by the keyword alone: most mean the same in all of them. */
function placesOf(lines: readonly string[]): (Place | undefined)[] {
  let block = "";
  return lines.map((raw) => {
    const keyword = keywordOf(raw);
    if (keyword === undefined) return undefined;
    if (!sections.includes(keyword)) return { block, line: keyword };
    block = keyword;
    return undefined;
  });
}

/** The first word. */
function keywordOf(line: string): string | undefined {
  return /^\s*([^\s#]+)/.exec(line)?.[1];
}

function bank(texts: readonly string[]): Bank {
  const lines = new Map<string, Set<string>>();
  const values = new Map<string, Set<string>>();
  const words = new Map<string, Set<string>>();
  const line = (section: string, text: string) => {
    add(lines, section, text);
    const keyword = keywordOf(text) ?? "";
    add(values, keyword, text.slice(keyword.length).trim());
  };
  // What no version has needs another build of them.
  const built = (facts?.keywords ?? []).filter(({ versions }) =>
    Object.values(versions ?? {}).includes(true),
  );
  for (const { example, name, sections: where } of [
    ...built,
    ...(facts?.options ?? []),
    ...(facts?.removed ?? []),
  ])
    for (const section of where) line(section, example ?? name);
  for (const { name, example = name, rulesets } of facts?.actions ?? [])
    for (const ruleset of Object.values(rulesets).flat())
      for (const section of ["frontend", "backend", "listen", "defaults"])
        line(section, `${ruleset} ${example}`);
  for (const { name, example = name } of facts?.bind_options ?? []) add(words, "bind", example);
  for (const { name, example = name } of facts?.server_options ?? []) {
    add(words, "server", example);
    add(words, "default-server", example);
  }
  for (const text of texts) {
    for (const [at, place] of placesOf(text.split("\n")).entries()) {
      const tail =
        place === undefined ? undefined : text.split("\n")[at]?.trim().slice(place.line.length).trim();
      if (place === undefined || tail === undefined) continue;
      add(values, place.line, tail);
      for (const word of tail.split(/\s+/)) add(words, place.line, word);
    }
  }
  return { lines: listed(lines), values: listed(values), words: listed(words) };
}
