/** nginx for the fuzzer: values by the kind of a directive and those of the corpus, statements by what may stand in a block. */
import { existsSync, readFileSync } from "node:fs";
import { includedFiles, nginxSandbox } from "../../support/nginx-sandbox.ts";
import { shared } from "../../support/shared.ts";
import { braceLanguage } from "./braces.ts";
import type { FuzzedDaemon } from "./daemon.ts";
import {
  add,
  anyLine,
  type Bank,
  changeWord,
  foreignLine,
  indexesOf,
  listed,
  type Mutation,
  type Place,
  pick,
  placeIn,
  swapWords,
} from "./mutate.ts";
import { nginxLineFiles } from "./nginx-line-frames.ts";
import { nginxLines } from "./nginx-lines.ts";

interface Directive {
  readonly name: string;
  readonly family: string;
  readonly contexts: readonly string[];
  readonly kind: string;
  readonly block: boolean;
  readonly values?: readonly string[];
  /** Directives of another build: to nginx of Debian they are unknown. */
  readonly notInDebianBuilds?: unknown;
  readonly duplicateProbe?: { readonly line: string };
}
interface Facts {
  readonly directives: readonly Directive[];
  readonly structuredParams: Readonly<Record<string, readonly { readonly param?: string }[]>>;
  readonly variables: readonly { readonly name: string }[];
}

const recorded = shared("facts/nginx.json", "samples of directives");
const facts: Facts | undefined =
  recorded === undefined ? undefined : JSON.parse(readFileSync(recorded, "utf8"));

/** Values, right ones and wrong ones, by the kind of a directive; a bar between them. */
const sizes = "0|1|4k|8K|1m|1g|1G|4kb|-1|1.5m|4 k|4096|99999999999g|k|$host";
const texts = 'a|""|/a/b|$host|$nope|"${host}x"|"${host"|"$"|a$|a b|~x|off|http://127.0.0.1|"a b"|$1';
const values: Readonly<Record<string, string>> = {
  flag: 'on|off|ON|yes|1|"on"|on off|',
  num: "0|1|10|100|-1|1k|1.5|4294967296|99999999999999999999|x|1 2|auto|",
  size: sizes,
  off: sizes,
  "complex-size": sizes,
  msec: '0|30|10s|1m|1h30m|"1h 30m"|1y|1M|5ms|30S|1.5s|-1|1m1h|1d|x|99999999999|off',
  sec: '0|30|10s|1y|1M|5ms|1h30m|"1M 1d"|x|-1|max|off',
  str: texts,
  complex: texts,
  predicate: "$host|1|a $host|0|$nope|",
  "str-array": "a|a b c|*|text/html|$host|*.a.b|",
  keyval: 'A b|A|A b c|A ""|A $host|A $nope|Host ${host|A b if_not_empty',
  "num+size": "4 8k|0 8k|4|8k 4|4 8k 1|4 0|128 4096|x 4k",
  bind: "127.0.0.1|127.0.0.1:80|$remote_addr transparent|off|$host|x|127.0.0.1 transparent|[::1]|127.0.0.1 x",
  path: "/tmp/made 1 2|/tmp/made|/tmp/made 3|/tmp/made 1 2 2 2|made 1|/tmp/made 0",
  access: "user:rw|user:rw group:r all:r|user:x|all:rwx|x|user:rw user:r|user",
};

const conditions =
  '($host)|($host = a)|($host = "a b")|($host != a)|($host ~ a)|($host !~* "a b")|(-f $uri)|(!-e $uri)|($host == a)|' +
  '(!$host)|$host|($host|host)|(host)|( $host = a )|($host ="a")|($host = a && $uri = b)|($nope)|($host ~ "(")|(-z $uri)|' +
  "()|($host = )|($host a b)|($host = a) b|(-f)|($arg_x = 1)|($1)|($host ~ ^(?<a>x))";

const locations =
  "/|/a|= /a|^~ /a|~ ^/a|~* \\.php$|@named|=/a|~^/a|^~/a|~ a{2}|~ 'a{2}'|!~ a|= |~ ( |~ [|a|/a/ b|= /a b|\"/a b\"|/a$|~ a$";

const variables = (facts?.variables ?? []).map(({ name }) => name.replace("*", "x"));

const expressions = (
  "$host|${host}|$nope|${nope}|${host|$|$$|$1|$9|$arg_x|$http_|$http_x|$HOST|$host-x|a$host|$remote_addr:80|$upstream_addr|" +
  "$proxy_port|$ssl_cipher|a$b$c|$-|${}|${a b}|$é|\\$host|\"$host\"|'$host'|$uri$is_args$args"
).split("|");

const noSemicolon: Mutation = (lines, { random }) => {
  const at = pick(
    indexesOf(lines, (line) => /^[^#]*;/.test(line)),
    random,
  );
  if (at !== undefined)
    lines[at] = (lines[at] ?? "").replace(";", pick(["", "", ";;", " ;", "};", ",", ":"], random) ?? "");
};

const moreSemicolons: Mutation = (lines, { random, language }) => {
  const at = anyLine(lines, random, language);
  const line = (lines[at] ?? "").replace(/\s+$/, "");
  lines[at] = random() < 0.7 ? `${line};` : `;${line}`;
};

/** One argument more, behind or before the others. */
const addWords: Mutation = (lines, { random, language, bank }) => {
  const found = placeIn(lines, language, random, ({ line }) => random() < 0.2 || bank.words.has(line));
  if (found === undefined) return;
  const { line } = found.place;
  const from = random() < 0.85 && bank.words.has(line) ? line : pick([...bank.words.keys()], random);
  const word = pick(bank.words.get(from ?? "") ?? [], random) ?? "";
  lines[found.at] = (lines[found.at] ?? "").replace(/\s*(?=[;{])/, () => ` ${word}`);
};

const otherHead = (keyword: string, heads: string): Mutation => {
  const all = heads.split("|");
  return (lines, { random, language }) => {
    const found = placeIn(lines, language, random, ({ line }) => line === keyword);
    if (found === undefined) return;
    lines[found.at] = (lines[found.at] ?? "").replace(
      /^(\s*\S+)[^{]*/,
      (_, name) => `${name} ${pick(all, random)} `,
    );
  };
};

/** A block of the kind, in one line, before some line. */
const newBlock: Mutation = (lines, { random, language }) => {
  const heads = [
    ...conditions.split("|").map((head) => `if ${head}`),
    ...locations.split("|").map((head) => `location ${head}`),
    ...blocks,
  ];
  const bodies = [
    "",
    " return 204; ",
    " deny all; ",
    " proxy_pass http://127.0.0.1/; ",
    " proxy_pass http://u; ",
    " root /x; ",
  ];
  const at = anyLine(lines, random, language);
  lines.splice(at, 0, `${pick(heads, random)} {${pick(bodies, random)}}`);
};

const blocks = [
  "limit_except GET",
  "limit_except GET X",
  "limit_except",
  "upstream u",
  "upstream",
  "upstream a b",
  "server",
  "server x",
  "map $host $x",
  "map $host x",
  "map $host",
  "geo $x",
  "geo $host $x",
  "split_clients $host $x",
  "types",
  "events",
  "http",
  "stream",
  "mail",
  "charset_map a b",
];

const putExpression: Mutation = (lines, chance) => {
  const from = chance.random() < 0.7 ? expressions : variables;
  changeWord(lines, chance, () => pick(from, chance.random) ?? "");
};

/** A statement goes over the end of its line, or two stand in one. */
const otherLines: Mutation = (lines, { random, language }) => {
  const at = anyLine(lines, random, language);
  if (random() < 0.5) lines.splice(at, 2, `${lines[at]} ${lines[at + 1] ?? ""}`);
  else lines.splice(at, 1, ...(lines[at] ?? "").replace(/(?<=\S) +/, "\n").split("\n"));
};

const braces = braceLanguage(/#.*$/, [
  ...[
    '"@"',
    "'@'",
    '"@',
    '@"',
    "'@",
    "@;",
    "@,",
    "@:",
    "@#",
    "@ # x",
    "\\#@",
    "@\\",
    "$@",
    "\\@",
    "\\\\@",
    "@;@",
  ],
  ...[
    '"@"x',
    '"@")',
    '"@";',
    "@{",
    "@}",
    "{@}",
    "${@}",
    "(@)",
    "@(",
    "@)",
    "~@",
    "^@",
    "@*",
    "@/",
    '"@" #',
    "@\\;",
    "\\n@",
  ],
]);

export const nginx: FuzzedDaemon = {
  id: "nginx",
  sandbox: nginxSandbox,
  corpora: ["nginx"],
  language: {
    ...braces,
    placesOf: (lines) => placesOf(lines),
    mutations: [
      ...braces.mutations,
      ...braces.mutations,
      noSemicolon,
      noSemicolon,
      moreSemicolons,
      addWords,
      addWords,
      otherHead("if", conditions),
      otherHead("location", locations),
      newBlock,
      newBlock,
      swapWords,
      foreignLine,
      putExpression,
      putExpression,
      otherLines,
    ],
  },
  whole,
  beside: (text) =>
    includedFiles(text)
      .filter((path) => path !== nginxSandbox.configFile)
      .map((path) => ({ path, text: existsSync(path) ? readFileSync(path, "utf8") : "", dialect: "nginx" })),
  bank,
  knownCrashes: [],
  hides: () => true,
  lines: { samples: nginxLines, files: nginxLineFiles },
};

const certificate = "ssl_certificate made-up.pem; ssl_certificate_key made-up.pem;";
const around: Readonly<Record<string, readonly [string, string]>> = {
  http: [`events {}\nhttp {\n${certificate}\n`, "\n}\n"],
  server: [`events {}\nhttp {\n${certificate}\nserver {\nlisten 127.0.0.1:65500;\n`, "\n}\n}\n"],
};

function whole(text: string, context = "full"): string {
  const [before, behind] = around[context] ?? ["", ""];
  // Files that are elsewhere on the machine are not looked for: they are put where they are.
  return before + text.replace(/(\binclude\s+["']?)\/(?!etc\/)/g, "$1/etc/nginx/") + behind;
}

/** A block by its last keyword, with what tells it from others of the name; values go by the keyword alone. */
function placesOf(lines: readonly string[]): (Place | undefined)[] {
  return braces.placesOf(lines).map((place) => {
    if (place === undefined) return undefined;
    const names = place.block.split("/");
    const [last = "", outer = ""] = [names.at(-1), names.at(-2)];
    const family = names[0] === "stream" || names[0] === "mail" ? names[0] : "";
    const block =
      last === "if"
        ? `if-in-${outer}`
        : family !== "" && last !== family
          ? `${family}-${last}`
          : last || "main";
    return { block, line: place.line.split("/").at(-1) ?? "" };
  });
}

function bank(texts: readonly string[]): Bank {
  const lines = new Map<string, Set<string>>();
  const known = new Map<string, Set<string>>();
  const words = new Map<string, Set<string>>();
  for (const { name, contexts, kind, block, values: own = [], duplicateProbe } of (
    facts?.directives ?? []
  ).filter((directive) => directive.notInDebianBuilds === undefined)) {
    const probe = duplicateProbe?.line.startsWith(`${name} `)
      ? duplicateProbe.line.slice(name.length + 1)
      : undefined;
    const all = [
      ...(values[kind] ?? "").split("|").map((value) => `${value};`),
      ...own.map((value) => `${value};`),
      ...(own.length > 1
        ? [`${own[0]} ${own[1]};`, `${own[0]} ${own[0]};`, `${own[0]?.toUpperCase()};`, "nope;"]
        : []),
      ...(probe === undefined ? [] : [probe]),
    ];
    for (const value of all) add(known, name, block ? value.replace(/;$/, " {") : value);
    for (const value of own) add(words, name, value);
    for (const context of contexts)
      for (const value of all.slice(0, 12)) add(lines, context, block ? `${name} {\n}` : `${name} ${value}`);
  }
  for (const [title, params] of Object.entries(facts?.structuredParams ?? {})) {
    const name = /^[\w]+/.exec(title)?.[0] ?? "";
    for (const { param } of params) {
      if (param === undefined) continue;
      for (const value of param.endsWith("=") ? ["1", "a", "10s", "1m", "off", "on", "0", "-1", ""] : [""])
        add(words, name, param + value);
    }
  }
  for (const text of texts) {
    const own = text.split("\n");
    for (const [at, place] of placesOf(own).entries()) {
      const tail = place === undefined ? undefined : own[at]?.trim().slice(place.line.length).trim();
      if (place === undefined || tail === undefined) continue;
      add(known, place.line, tail);
      if (/^[^{}]*;$/.test(tail)) add(lines, place.block, `${place.line} ${tail}`);
      for (const word of tail.split(/[\s;{}]+/)) if (word !== "") add(words, place.line, word);
    }
  }
  return { lines: listed(lines), values: listed(known), words: listed(words) };
}
