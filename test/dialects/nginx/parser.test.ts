import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNginx } from "../../../server/src/dialects/nginx/parser.ts";
import { type Node, printTree, type Tree } from "../../../server/src/syntax/tree.ts";
import { shared } from "../../support/shared.ts";

/** A tree as one line: words in brackets, `{ … }` for a body, `lua{…}` for an opaque one, `!` for a stray mark. */
function spell(tree: Tree): string {
  return spellNodes(tree.children, tree.text);
}

function spellNodes(nodes: readonly Node[], text: string): string {
  return nodes
    .map((node) => {
      if (node.kind === "stray") return `!${text.slice(node.start, node.end)}`;
      if (node.kind === "definition") return "definition";
      const words = node.words.map((word) => `[${word.value}]`).join("");
      const end = node.terminator === undefined ? "" : ";";
      if (node.body === undefined) return words + end;
      const { opaque, children, close } = node.body;
      const inner =
        opaque === undefined
          ? spellNodes(children, text)
          : `lua ${text.slice(opaque.start, opaque.end).trim()}`;
      return `${words}{${inner}${close === undefined ? "" : "}"}`;
    })
    .join(" ");
}

function problems(tree: Tree): string[] {
  return tree.problems.map((p) => `${p.kind} ${tree.text.slice(p.start, p.end)}`);
}

describe("words", () => {
  it.each([
    ["listen 80;", "[listen][80];"],
    ["a\tb\r\nc ;", "[a][b][c];"],
    ["a b#c;", "[a][b#c];"],
    ['a b"c;', '[a][b"c];'],
    ["location ~ /a}$ {}", "[location][~][/a}$]{}"],
    ["a\vb c;", "[a\vb][c];"],
    ["\0pid x;", "[pid][x];"],
    ['"set" $a b;', "[set][$a][b];"],
    ["a 'x\"y' \"x'y\";", "[a][x\"y][x'y];"],
    ['a "line\nbreak";', "[a][line\nbreak];"],
    ['a "";', "[a][];"],
    ['if ($a = "x"){}', "[if][($a][=][x][)]{}"],
    ["a b\\ c d\\;e;", "[a][b\\ c][d\\;e];"],
    ['a "x\\"y" \\\'z;', "[a][x\"y]['z];"],
    ["a x\\ty \\d\\.;", "[a][x\ty][\\d\\.];"],
    ["a ${host}b $x{}", "[a][${host}b][$x]{}"],
    ["location ~ ^/a${ x;", "[location][~][^/a${][x];"],
    ["a # one\n b; # two", "[a][b];"],
    ["gzip on; # kalint", "[gzip][on];"],
  ])("of %j are %s", (text, expected) => {
    const tree = parseNginx(text);
    expect(spell(tree)).toBe(expected);
    expect(problems(tree)).toEqual([]);
    expect(printTree(tree)).toBe(text);
  });

  it("keep their place when they are quoted or escaped", () => {
    const text = 'a "b\\"c" d;';
    const [directive] = parseNginx(text).children;
    const quoted = directive?.kind === "directive" ? directive.words[1] : undefined;
    expect(text.slice(quoted?.start, quoted?.end)).toBe('"b\\"c"');
    expect(quoted?.quoted).toBe(true);
  });
});

describe("what is wrong with the structure", () => {
  it.each([
    ["http { server { listen 80; }", "[http]{[server]{[listen][80];}", ["unclosed-block http {"]],
    ["a b;\n}\nc d;", "[a][b]; !} [c][d];", ["stray-brace }"]],
    ["s { a b }", "[s]{[a][b]}", ["missing-terminator b"]],
    ["a b", "[a][b]", ["missing-terminator b"]],
    ["a;;", "[a]; !;", ["unexpected-token ;"]],
    ["s {};", "[s]{} !;", ["unexpected-token ;"]],
    ["s { { a b; } c d; }", "[s]{!{ [a][b]; !} [c][d];}", ["unexpected-token {"]],
    ['a "x"y;', "[a][x][y];", ["unexpected-token y"]],
    ['a "x"#y\n;', "[a][x];", ["unexpected-token #"]],
    ['a "x;\nb c;\n', "[a][x]; [b][c];", ['unclosed-quote "x']],
    ['s {\n  a "x;\n  b "y";\n}\n', "[s]{[a][x]; [b][y];}", ['unclosed-quote "x']],
    ["location ~ /a{2}$ {}", "[location][~][/a]{[2}$]{}", ["unclosed-block location ~ /a{"]],
    ["\ufeffpid x;", "[pid][x];", ["unexpected-token \ufeff"]],
  ])("in %j is said once, at its place", (text, expected, expectedProblems) => {
    const tree = parseNginx(text);
    expect(spell(tree)).toBe(expected);
    expect(problems(tree)).toEqual(expectedProblems);
    expect(printTree(tree)).toBe(text);
  });

  it("is found by its indentation where a brace in the middle is missing", () => {
    const text = "http {\n  server {\n    location / {\n      root /srv;\n  }\n}\n";
    expect(problems(parseNginx(text))).toEqual(["unclosed-block location / {"]);
  });

  it("comes with what mends it, where only one thing can be meant", () => {
    const [missing] = parseNginx("s { a b }").problems;
    expect(missing?.insert).toEqual({ at: 7, text: ";" });
    const [open] = parseNginx("s {\n a b;\n").problems;
    expect(open?.insert).toEqual({ at: 10, text: "}\n" });
  });
});

describe("Lua blocks", () => {
  it.each([
    ["content_by_lua_block { if x { } }", "[content_by_lua_block]{lua if x { }}"],
    ['content_by_lua_block { ngx.say("}") }', '[content_by_lua_block]{lua ngx.say("}")}'],
    ["content_by_lua_block { -- }\n }", "[content_by_lua_block]{lua -- }}"],
    ["content_by_lua_block { --[[ } ]] }", "[content_by_lua_block]{lua --[[ } ]]}"],
    ["content_by_lua_block { a = [==[ }]] ]==] }", "[content_by_lua_block]{lua a = [==[ }]] ]==]}"],
    ["set_by_lua_block $x{ return t[1] }", "[set_by_lua_block][$x]{lua return t[1]}"],
    ["content_by_lua_block {}", "[content_by_lua_block]{}"],
  ])("%j end at their own brace", (text, expected) => {
    const tree = parseNginx(`${text} a b;`);
    expect(spell(tree)).toBe(`${expected} [a][b];`);
    expect(problems(tree)).toEqual([]);
  });

  it("that never end take the rest", () => {
    expect(problems(parseNginx('content_by_lua_block { x = "\na b;'))).toEqual([
      "unclosed-block content_by_lua_block {",
    ]);
  });
});

describe("templates", () => {
  it.each([
    ["server_name {{ name }};", "[server_name][{{ name }}];", ["several"]],
    ["proxy_pass http://{{ a }}:{{ b }}/;", "[proxy_pass][http://{{ a }}:{{ b }}/];", ["value"]],
    ['root "{{ dir | default("x") }}/www";', '[root][{{ dir | default("x") }}/www];', ["value"]],
    ["listen <%= port %>;", "[listen][<%= port %>];", ["several"]],
    ["server_name @HOST@;", "[server_name][@HOST@];", ["value"]],
    ["listen ${PORT};", "[listen][${PORT}];", ["value"]],
    ["root $HOME/www;", "[root][$HOME/www];", ["value"]],
    ["root /srv/$host;", "[root][/srv/$host];", [undefined]],
    ["return 200 '{{';", "[return][200][{{];", [undefined, undefined]],
  ])("in words of %j hide the value", (text, expected, unknown) => {
    const tree = parseNginx(text);
    expect(spell(tree)).toBe(expected);
    const [directive] = tree.children;
    expect(
      directive?.kind === "directive" ? directive.words.slice(1).map((word) => word.unknown) : [],
    ).toEqual(unknown);
    expect(tree.templated).toBe(false);
  });

  it.each([
    "{% if x %}\na b;\n{% endif %}\n",
    "<% if x then %>\na b;\n<% end -%>\n",
    "{# note #}\na b;\n",
    "{{ range .Servers }}\na b;\n{{ end }}\n",
    "{{- if .Values.x }}\na b;\n{{- end }}\n",
  ])("stand beside the configuration in %j", (text) => {
    const tree = parseNginx(text);
    expect(spell(tree)).toBe("[a][b];");
    expect(tree.templated).toBe(true);
    expect(printTree(tree)).toBe(text);
  });

  it("do not hide a comment behind an opening brace", () => {
    const tree = parseNginx("server {# first server\n  a b;\n}");
    expect(spell(tree)).toBe("[server]{[a][b];}");
    expect(tree.templated).toBe(false);
  });
});

describe("any text", () => {
  it("comes back whole from its tree", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      ";",
      '"',
      "'",
      "\\",
      "$",
      "#",
      "\n",
      " ",
      "a",
      "{{",
      "}}",
      "{%",
      "%}",
      "<%",
      "_by_lua_block",
      "[[",
      "--",
      "\0",
      "\ufeff",
      "é",
      "\r",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        expect(printTree(parseNginx(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["nested blocks", "a {".repeat(100_000)],
    ["stray braces", "}".repeat(100_000)],
    ["opening braces", "{".repeat(100_000)],
    ["open expressions", "{{".repeat(100_000)],
    ["open quotes", "\"'".repeat(100_000)],
    ["tags", "{# x #}\n".repeat(100_000)],
    ["open Lua blocks", "content_by_lua_block {".repeat(20_000)],
    ["an endless word", "x".repeat(5_000_000)],
    ["an endless statement", "a ".repeat(500_000)],
  ])("is read to its end: %s", (_, text) => {
    expect(printTree(parseNginx(text)).length).toBe(text.length);
  });

  const corpus = shared("corpus/nginx", "losslessness on real nginx files");
  it.skipIf(corpus === undefined)("of the real files comes back whole", () => {
    const files = readdirSync(corpus ?? "").filter((file) => file !== "MANIFEST.json");
    for (const file of files) {
      const text = readFileSync(path.join(corpus ?? "", file), "latin1");
      expect(printTree(parseNginx(text)), file).toBe(text);
    }
    expect(files.length).toBeGreaterThan(300);
  });
});
