/**
 * Writes the lists of names that the grammars need from the catalogues: blocks whose entries are no directives,
 * sections, keywords of two words, options. Everything else in a grammar is written by hand and knows no names.
 * `node syntaxes/generate.mjs` writes; the tests compare.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = path.dirname(fileURLToPath(import.meta.url));

/** The dialects that have a grammar. */
export const grammars = ["keepalived", "nginx", "haproxy"];

/** The text of a grammar as it should be with today's catalogue. */
export function generatedGrammar(dialect) {
  const grammar = JSON.parse(readFileSync(grammarPath(dialect), "utf8"));
  const catalogue = readCatalogue(dialect);
  for (const [rule, key, pattern] of generators[dialect](catalogue)) grammar.repository[rule][key] = pattern;
  return `${JSON.stringify(grammar, null, 2)}\n`;
}

export function grammarPath(dialect) {
  return path.join(folder, `${dialect}.tmLanguage.json`);
}

/** The catalogue's data as it is stored: `targets` and `entries`. */
export function readCatalogue(dialect) {
  const file = path.join(folder, "../server/src/dialects", dialect, "catalogue.json");
  return JSON.parse(readFileSync(file, "utf8"));
}

const generators = {
  keepalived({ entries }) {
    const lists = listBlocks(entries);
    const nameless = oneOf(lists.filter((entry) => entry.args === ""));
    const named = oneOf(lists.filter((entry) => entry.args !== ""));
    return [
      [
        "list-block",
        "begin",
        `(?:^|(?<=[\\s{}]))(${nameless}(?=\\s*\\{)|${named}(?=\\s))((?:\\$\\{\\w+\\}|[^{}#!"])*?)(\\{)(?![{%#])`,
      ],
      ["option", "match", `(?<=\\S\\s)${oneOf(options(entries))}(?=[\\s{}]|$)`],
    ];
  },

  nginx({ entries }) {
    const tables = listBlocks(entries);
    const scopes = new Set(tables.map((entry) => entry.opens));
    const special = entries.filter(
      (entry) => entry.name !== "*" && entry.in.some((scope) => scopes.has(scope)),
    );
    return [
      [
        "table",
        "begin",
        `(?<![^\\s;{}])${capture(tables)}(?=[\\s{])((?:\\$\\{\\w+\\}|[^;{}#])*)(\\{)(?![{%])`,
      ],
      [
        "table-keyword",
        "match",
        `(?:^|(?<=[;{]))\\s*${capture([{ name: "include" }, ...special])}(?=[\\s;{]|$)`,
      ],
    ];
  },

  haproxy({ entries }) {
    const inLists = referredScopes(entries);
    const sections = entries.filter((entry) => entry.opens !== undefined && entry.in.includes("file"));
    const lines = entries.filter((entry) => !entry.removed && !entry.in.some((scope) => inLists.has(scope)));
    const withAction = lines.filter((entry) => /^[\s([]*&[\w-]+(?![\w*-])/.test(entry.args));
    const pairs = [
      ...lines.map((entry) => entry.name.split(" ")).filter((words) => words.length > 1),
      ...withAction.map((entry) => [entry.name]).filter(([name]) => !name.includes(" ")),
    ];
    const triples = withAction.filter((entry) => entry.name.includes(" "));
    const start = "^\\s*(?:(no|default)\\s+)?";
    return [
      ["section", "begin", `^\\s*${capture(sections)}(?=[\\s#]|$)`],
      [
        "keyword-triple",
        "begin",
        `^\\s*${capture(triples).replaceAll(" ", "\\s+")}\\s+([A-Za-z][\\w.-]*)(?=[\\s(#]|$)`,
      ],
      [
        "keyword-pair",
        "begin",
        `${start}${capture(pairs.map(([name]) => ({ name })))}\\s+([A-Za-z][\\w.-]*)(?=[\\s(#]|$)`,
      ],
      ["option", "match", `(?<=\\s)${oneOf(options(entries))}(?=[\\s#]|$)`],
    ];
  },
};

/** Blocks whose lines begin with a value. */
function listBlocks(entries) {
  const scopes = new Set(entries.filter((entry) => entry.name === "*").flatMap((entry) => entry.in));
  return entries.filter(({ name, opens }) => name !== "*" && opens !== undefined && scopes.has(opens));
}

/** Words of lists in which each stands for itself and the order is free. */
function options(entries) {
  const lists = referredScopes(entries);
  return entries.filter(
    ({ name, in: scopes }) => /^[\w-]+$/.test(name) && scopes.some((scope) => lists.get(scope)),
  );
}

/** The scopes that arguments take entries of, with whether they take any number. */
function referredScopes(entries) {
  const scopes = new Map();
  for (const { args } of entries) {
    for (const [, scope, many] of args.matchAll(/&([\w-]+)(\*?)/g)) {
      scopes.set(scope, many === "*" || scopes.get(scope) === true);
    }
  }
  return scopes;
}

function oneOf(entries) {
  return `(?:${alternatives(entries)})`;
}

function capture(entries) {
  return `(${alternatives(entries)})`;
}

/** Longest first, so that no name hides a longer one. */
function alternatives(entries) {
  const names = [...new Set(entries.map((entry) => entry.name))];
  names.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const dialect of grammars) writeFileSync(grammarPath(dialect), generatedGrammar(dialect));
}
