import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dialect } from "../../server/src/dialect.ts";
import { dialects } from "../../server/src/dialects/all.ts";
import { printTree } from "../../server/src/syntax/tree.ts";
import { catalogueFor, SourceFile } from "../../server/src/workspace/source-file.ts";
import { lintText, newestTarget } from "../support/lint-text.ts";
import { shared } from "../support/shared.ts";

const runs = 20_000;
const slow = 100;

/** Pieces that mean something to one of the lexers, so that random texts reach their corners. */
const pieces = [
  "{",
  "}",
  ";",
  "#",
  "!",
  '"',
  "'",
  "\\",
  "\n",
  "\r\n",
  "\r",
  "\t",
  " ",
  "  ",
  "$",
  "${",
  "${x}",
  "$x",
  "@",
  "@id ",
  "~SEQ(a,1,3) ",
  "{{ x }}",
  "{% if x %}",
  "{#",
  "<%= x %>",
  "\0",
  "\ufeff",
  "\u00a0",
  "é",
  "漢",
  "\ud800",
  "%[",
  "]",
  "(",
  ")",
  "[",
  "*",
  "|",
  "||",
  "&&",
  "<",
  ">",
  "=",
  ",",
  ":",
  "-",
  ".",
  "vrrp_instance ",
  "virtual_ipaddress ",
  "priority 100",
  "weight -5",
  "track_script ",
  "include ",
  "server ",
  "location ",
  "if ($a = b) ",
  "content_by_lua_block ",
  "map $a $b ",
  "upstream u ",
  "proxy_pass http://u",
  "frontend f\n",
  "backend b\n",
  "acl a path /x",
  "use_backend b if a",
  "bind :80",
  "timeout client ",
  "10s",
  "log-format ",
  "%{+Q}o",
  "\\x4",
  "no ",
  "default ",
  ".if ",
  ".endif",
  "a",
  "1",
  "99999999999999999999",
  "word",
];

const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.string({ maxLength: 120 }),
);

/** Parses, checks and prints; gives the milliseconds it took. Throws where anything is lost. */
function read(dialect: Dialect, input: string): number {
  const started = performance.now();
  const file = new SourceFile("x.conf", input, dialect, newestTarget(dialect.id));
  const took = performance.now() - started;
  if (printTree(file.tree) !== input) throw new Error(`lost text of ${JSON.stringify(input.slice(0, 200))}`);
  return took;
}

/** A slow run is repeated: on a busy machine one measurement says nothing, the fastest of three does. */
function slowest(dialect: Dialect, input: string): number {
  const first = read(dialect, input);
  return first < slow ? first : Math.min(first, read(dialect, input), read(dialect, input));
}

describe.each(dialects.map((dialect) => ({ id: dialect.id, dialect })))("reading $id", ({ id, dialect }) => {
  it(`gives back every one of ${runs} random texts`, () => {
    catalogueFor(dialect, newestTarget(id));
    let count = 0;
    fc.assert(
      fc.property(text, (input) => {
        count++;
        return slowest(dialect, input) < slow;
      }),
      { numRuns: runs },
    );
    expect(count).toBe(runs);
  });

  const folder = shared(`corpus/${id}`, `mutations of the ${id} corpus`);
  it.skipIf(folder === undefined)(`gives back ${runs} mutated real files`, () => {
    const inputs = corpus(folder ?? "");
    const random = mulberry(42);
    let worst = 0;
    for (let i = 0; i < runs; i++) {
      const input = mutate(inputs[i % inputs.length] ?? "", random);
      worst = Math.max(worst, slowest(dialect, input));
    }
    expect(worst).toBeLessThan(slow);
  });

  it.each([
    ["100,000 nested blocks", "a {\n".repeat(100_000)],
    ["100,000 nested blocks that are closed", "a {\n".repeat(100_000) + "}\n".repeat(100_000)],
    ["100,000 known nested blocks", "http {\nserver {\nlocation / {\n".repeat(33_000)],
    ["100,000 stray braces", "}\n".repeat(100_000)],
    ["100,000 stray braces on a line", "} ".repeat(100_000)],
    ["100,000 lone terminators", ";".repeat(100_000)],
    ["100,000 open quotes", '"\n'.repeat(100_000)],
    ["one open quote before 10 MB", `a "${"b c\n".repeat(2_500_000)}`],
    ["an endless line of one word", "a".repeat(10_000_000)],
    ["an endless line of words", "a ".repeat(5_000_000)],
    ["an endless line of backslashes", "\\".repeat(1_000_000)],
    ["an endless line of dollars and braces", "${".repeat(500_000)],
    ["10 MB of statements", "server 10.0.0.1:80 weight=5;\n".repeat(350_000)],
    ["10 MB of comments", "# comment\n".repeat(1_000_000)],
    ["200,000 template tags", "{% if a %}{{ b }}\n".repeat(200_000)],
  ])("survives %s", (_, input) => {
    expect(() => read(dialect, input)).not.toThrow();
  });

  it("lints hostile texts without a rule breaking", () => {
    for (const input of [
      "a {\n".repeat(20_000),
      "}\n".repeat(20_000),
      "a ".repeat(200_000),
      '"',
      "{",
      "\0",
      "\ufeff",
    ]) {
      expect(lintText(id, input).filter((f) => f.rule.name === "rule-failed")).toEqual([]);
    }
  });

  it("lints random texts without a rule breaking", () => {
    fc.assert(
      fc.property(text, (input) => lintText(id, input).every((f) => f.rule.name !== "rule-failed")),
      { numRuns: 2_000 },
    );
  });
});

function corpus(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".json"))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
    .filter((t) => t.length < 20_000);
}

function mutate(input: string, random: () => number): string {
  let result = input;
  const times = 1 + Math.floor(random() * 4);
  for (let i = 0; i < times; i++) {
    const at = Math.floor(random() * (result.length + 1));
    const length = Math.floor(random() * 12);
    const kind = random();
    if (kind < 0.4) result = result.slice(0, at) + result.slice(at + length);
    else if (kind < 0.8)
      result = result.slice(0, at) + (pieces[Math.floor(random() * pieces.length)] ?? "") + result.slice(at);
    else result = result.slice(0, at) + result.slice(at, at + length) + result.slice(at);
  }
  return result;
}

/** A small seeded generator (mulberry32), so that a failure can be run again. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
