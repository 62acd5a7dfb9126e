import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { haproxy } from "../../../server/src/dialects/haproxy/haproxy.ts";
import { printTree } from "../../../server/src/syntax/tree.ts";
import { shape } from "./support.ts";

describe("lines and words", () => {
  it.each([
    ["blanks of any kind separate words", "a\tb \v c\n", ["a b c"]],
    ["a comment begins anywhere, also in a word", "a b#c d\n# e\n", ["a b"]],
    ["quotes open and close inside a word", "a \"/x\"'b c'd\n", ["a /xb·cd"]],
    ["single quotes take everything as it is", "a '\\n $X \"'\n", ['a \\\\n·$X·\\"']],
    ["double quotes undo escapes", 'a "\\t\\"\\$x"\n', ['a \\t\\"$x']],
    ["escapes outside quotes", "a b\\ c\\#d\\x41\n", ["a b·c#dA"]],
    ["other backslashes stay for regexes", "a \\.\\1\\$\n", ["a \\\\.\\\\1\\\\$"]],
    ["a backslash at the end of the line continues nothing", "a \\\nb\n", ["a \\\\", "b"]],
    ["an empty word ends the line", 'a "" b\n', ["a"]],
    ["a NUL escape ends the word", "a b\\x00c\n", ["a b"]],
    ["a carriage return ends the line", "a b\r\nc\rd e\nf\n", ["a b", "c", "f"]],
    [
      "a variable in double quotes is unknown",
      'a "$X" "b\u0024{Y-1}" "\u0024{Z[*]}c"\n',
      ["a $X* b\u0024{Y-1}? \u0024{Z[*]}c*"],
    ],
    ["a variable outside them is text", "a $X '$Y'\n", ["a $X $Y"]],
    [
      "template text is unknown",
      "a {{ x }} b{{ y }} @PORT@ <%= z %>\n",
      ["a {{·x·}}* b{{·y·}}? @PORT@? <%=·z·%>*"],
    ],
    [
      "prefixes are not the keyword",
      "no log\ndefault option x\nno\n",
      ["(no) log", "(default) option x", "no"],
    ],
    ["a scope line is a line of its own", "[engine]\na\n", ["[]", "a"]],
  ])("%s", (_, text, expected) => {
    expect(shape(text)).toEqual(expected);
  });
});

describe("sections", () => {
  it("end with the next, without a mark", () => {
    expect(shape("global\n  maxconn 1\nfrontend f\n  bind :80\nbackend b\n")).toEqual([
      "global",
      "  maxconn 1",
      "frontend f",
      "  bind :80",
      "backend b",
    ]);
  });

  it("hold all up to the next header, so that a cursor on an empty line is in them", () => {
    const [first, second] = haproxy.parse("global\n\n\ndefaults\n").children;
    expect(first?.end).toBe(9);
    expect(second?.start).toBe(9);
  });

  it("begin with a mistyped name at the margin, so that one finding says all", () => {
    expect(shape("global\n  maxconn 1\nfronted f\n  bind :80\n")).toEqual([
      "global",
      "  maxconn 1",
      "fronted f",
      "  bind :80",
    ]);
  });

  it("do not begin with an unindented line of a file that indents nothing", () => {
    expect(shape("global\nmaxconn 1\ncach x\n")).toEqual(["global", "  maxconn 1", "  cach x"]);
  });
});

describe("structural problems", () => {
  it.each([
    ["a\nb", [["missing-newline", "b"]]],
    ["a\n ", [["missing-newline", " "]]],
    ['a "b c\nd\n', [["unclosed-quote", '"b c']]],
    ["a 'b\r\n", [["unclosed-quote", "'b"]]],
    ["a \\xg1\n", [["bad-escape", "\\xg1"]]],
    ['a "^/x$"\n', [["bad-escape", "$"]]],
    ['a "\u0024{X:-d}"\n', [["bad-escape", "\u0024{X:-d}"]]],
    ["\ufeffglobal\n", [["unexpected-token", "\ufeff"]]],
    ["[a b]\n", [["unexpected-token", "[a b]"]]],
    ["{{ x }}", []],
    ["", []],
  ])("of %j", (text, expected) => {
    const tree = haproxy.parse(text);
    expect(tree.problems.map((p) => [p.kind, text.slice(p.start, p.end)])).toEqual(expected);
  });

  it("mends a missing line break at the end", () => {
    expect(haproxy.parse("a\nb").problems[0]?.insert).toEqual({ at: 3, text: "\n" });
  });
});

describe("templates", () => {
  it.each([
    "{% if x %}\na\n{% endif %}\n",
    "{{range service}}\na\n{{end}}\n",
    "<% if x %>\na\n",
    "{# note\nmore #}\na\n",
    "a b{{range x}}\n",
  ])("%j is one", (text) => {
    expect(haproxy.parse(text).templated).toBe(true);
  });

  it.each(['log-format \'{"a":"%{+Q}o"}\'\n', "a {{ x }}\n", "acl a path_reg ^/a{2}$\n"])(
    "%j has no tags",
    (text) => {
      expect(haproxy.parse(text).templated).toBe(false);
    },
  );
});

describe("any text", () => {
  const pieces = [
    "a",
    "frontend",
    " ",
    "\t",
    "\n",
    "\r",
    '"',
    "'",
    "\\",
    "#",
    "$",
    "${",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "<%",
    "%>",
    "[",
    "]",
    "\0",
    "é",
    "\ufeff",
  ];

  it("comes out of the tree as it went in", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        const text = parts.join("");
        expect(printTree(haproxy.parse(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["an endless line", "a ".repeat(500_000)],
    ["an endless word", "a".repeat(2_000_000)],
    ["quotes that never close", '"a\\'.repeat(300_000)],
    ["template openers that never close", "{{ {% <% ".repeat(200_000)],
    ["sections without end", "backend b\n".repeat(100_000)],
    ["carriage returns", `${"\r".repeat(500_000)}x`],
  ])("of %s is read without trouble", (_, text) => {
    expect(printTree(haproxy.parse(text)) === text).toBe(true);
  });
});
