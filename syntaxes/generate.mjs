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
    const sections = entries.filter((entry) => entry.opens !== undefined && entry.in.includes("root"));
    const pairs = entries.filter((entry) => entry.name.includes(" ") && !isOption(entry));
    return [
      ["section", "begin", `^\\s*${capture(sections)}(?=[\\s#]|$)`],
      [
        "keyword-pair",
        "begin",
        `^\\s*(?:(no|default)\\s+)?${capture(pairs.map((entry) => ({ name: entry.name.split(" ")[0] })))}\\s+([A-Za-z][\\w.-]*)(?=[\\s(#]|$)`,
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

function options(entries) {
  return entries.filter((entry) => isOption(entry) && /^[\w-]+$/.test(entry.name));
}

/** An entry whose scopes are option lists: no block opens them. */
function isOption(entry) {
  return entry.in.every((scope) => scope.endsWith("-option"));
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
  return names.map((name) => name.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&")).join("|");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const dialect of grammars) writeFileSync(grammarPath(dialect), generatedGrammar(dialect));
}
