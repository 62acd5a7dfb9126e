/** What holds of formatting whatever the text: only blanks change, and the text that comes out is read as the same. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { type FormatOptions, formatEdits, unformattable } from "../../server/src/ide/format.ts";
import { leaves, walk } from "../../server/src/syntax/tree.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import type { SourceFile } from "../../server/src/workspace/source-file.ts";
import { readPage } from "../support/pages.ts";
import { repository, shared } from "../support/shared.ts";
import { unmarked } from "./support.ts";

/** Checks everything that must hold of a text; `true` where it was one that is formatted. */
function holds(text: string, dialect: DialectId = "keepalived", options: FormatOptions = {}): boolean {
  const before = unmarked(dialect, text);
  const edits = formatEdits(before, options);
  for (const edit of edits) {
    expect(text.slice(edit.span.start, edit.span.end)).toMatch(/^[ \t\r\n\f\v]*$/);
    expect(edit.text).toMatch(/^[ \t\r\n\f\v]*$/);
  }
  const once = applyEdits(text, edits);
  const after = unmarked(dialect, once);
  expect(reading(after)).toEqual(reading(before));
  expect(formatEdits(after, options)).toEqual([]);
  if (unformattable(before) === undefined) return true;
  expect(once).toBe(text);
  return false;
}

/** What the text says, blanks and lines aside: pieces, structure, problems, what the catalogue found. */
function reading({ text, tree, checked }: SourceFile): unknown {
  const pieces = leaves(tree).map(({ start, end }) => text.slice(start, end));
  const nodes = [...walk(tree)].map(({ node, parents }) =>
    node.kind === "directive" ? [parents.length, ...node.words.map(({ value }) => value)] : node.kind,
  );
  // A line break at the end is what formatting mends.
  const told = [...tree.problems, ...checked.problems].filter(({ kind }) => kind !== "missing-newline");
  const problems = told.map(({ kind, start, end }) => [kind, text.slice(start, end).replace(/\s+/g, " ")]);
  return { pieces, nodes, problems };
}

const folders: Readonly<Record<"keepalived" | "haproxy", readonly string[]>> = {
  keepalived: ["keepalived", "keepalived-clusters", "seeds", "templates"],
  haproxy: ["haproxy", "seeds", "templates"],
};

const names = { keepalived: /keepalived|\.conf|\.cfg/i, haproxy: /haproxy|\.cfg/i };

/** Every example of the rules' pages. */
function sampleTexts(dialect: DialectId): string[] {
  const rules = path.join(repository, "server/src/rules");
  return readdirSync(rules, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => readPage(readFileSync(path.join(rules, name), "utf8")).blocks)
    .flatMap(({ files }) => files.filter((file) => file.dialect === dialect).map(({ text }) => text));
}

function corpusTexts(dialect: "keepalived" | "haproxy"): string[] {
  const own = path.join(repository, "examples");
  const roots = [
    own,
    ...folders[dialect].flatMap((name) => shared(`corpus/${name}`, "formatting real files") ?? []),
  ];
  return roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((file) => file.isFile() && names[dialect].test(file.name))
      .map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8")),
  );
}

describe("formatting", () => {
  const texts = corpusTexts("keepalived");
  const sections = [...corpusTexts("haproxy"), ...sampleTexts("haproxy")];

  it.each([{ align: false }, { align: true }])(
    "changes no word, comment or section of a haproxy.cfg (%o)",
    (options) => {
      const formatted = sections.filter((text) => holds(text, "haproxy", options));
      expect(formatted.length).toBeGreaterThan(sections.length / 2);
    },
  );

  it("changes none in samples of the rules for keepalived", () => {
    const samples = sampleTexts("keepalived");
    expect(samples.filter((text) => holds(text)).length).toBeGreaterThan(samples.length / 2);
  });

  it("changes none in texts of sections and marks", () => {
    const marks =
      'backend a|listen  b|global\n|fronted c|\n|\n|\n|\n    |\n\t|\r\n|\r|\n\n\n\n| |  |\t|\f|\0|# c|#|\n# d\n|mode|http|\nserver  s 192.0.2.1:1|\n  .if 1|\n.endif\n|[x]|""|"|\'|\\|\\x|{{ x }}|<%= y %>|"$Z"|\ufeff|no |option   a|\nretries\t3|\n# kalint: allow=x\n';
    const text = fc
      .array(fc.constantFrom(...marks.split("|")), { maxLength: 25 })
      .map((parts) => parts.join(""));
    let formatted = 0;
    fc.assert(
      fc.property(text, fc.boolean(), (sample, align) => {
        if (formatEdits(unmarked("haproxy", sample)).length > 0) formatted++;
        return holds(sample, "haproxy", { align });
      }),
      { numRuns: 4000, examples: [['backend a\n# d\n"$Z"\nfronted c\'\n.endif\n\0', false]] },
    );
    expect(formatted).toBeGreaterThan(1000);
  });

  it("changes no word, comment or block of a real file", () => {
    const formatted = texts.filter((text) => holds(text));
    expect(formatted.length).toBeGreaterThan(texts.length / 4);
  });

  it("changes none in files that are broken, joined and blown up at random", () => {
    const mutation = fc.record({
      text: fc.nat(texts.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      put: fc.constantFrom(
        ..."{ } \n \r\n # ! \" ' $ @ ~SEQ( \\ \t \0 \ufeff {{ }} {% %} \r \f include $X= @a kalint:allow=x".split(
          " ",
        ),
        "  ",
        "\\\n",
        "\n\n\n\n\n",
        " }\n",
        "{ a",
        "x".repeat(500),
        "{\n".repeat(80),
      ),
      take: fc.nat(12),
    });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        let text = texts[mutations[0]?.text ?? 0] ?? "";
        for (const { at, put, take } of mutations) {
          const offset = Math.floor(at * text.length);
          text = text.slice(0, offset) + put + text.slice(offset + take);
        }
        holds(text);
      }),
      { numRuns: 400 },
    );
  });

  it("changes none in texts of blocks and marks", () => {
    const marks =
      'state BACKUP|\n|\n|\r\n|\n\n\n\n| |\t|\n    |\n\t|\f|\0| # c\n|# c\n|# c \\\n|# kalint: allow=x\n|$X=1 \\\n|\n$Y=1\n| $X |\n@a |\n~SEQ(I, 2) x|\ninclude y\n|"q"|"|{{ x }}|\\|192.0.2.1|script \'';
    const heads =
      "vrrp_instance V |virtual_ipaddress|track_interface\t|vrrp_instance V\n|unknown |virtual_ipaddress # c\n|| ";
    const { text } = fc.letrec<{ text: string }>((tie) => ({
      text: fc
        .array(
          fc.oneof(
            { maxDepth: 4 },
            fc.constantFrom(...marks.split("|")),
            fc
              .tuple(fc.constantFrom(...heads.split("|")), tie("text"))
              .map(([head, body]) => `${head}{${body}}`),
          ),
          { maxLength: 9 },
        )
        .map((parts) => parts.join("")),
    }));
    let formatted = 0;
    fc.assert(
      fc.property(text, (sample) => {
        if (holds(sample)) formatted++;
      }),
      { numRuns: 2000 },
    );
    expect(formatted).toBeGreaterThan(300);
  });

  it.each([
    [
      "blocks of the top level in one that begins behind another",
      "unknown {} vrrp_instance V {\n\t\tvrrp_script s {\n\t\t\tinterval 2\n\t\t}\n}\n",
    ],
    [
      "one behind a byte order mark",
      "\ufeffvrrp_instance V {\n\t\tvrrp_script s {\n\t\t}\n\tstate BACKUP\n}\n",
    ],
    [
      "one in a block that stands further in",
      "      @a vrrp_instance V {\n        vrrp_script s {\n        }\n    state BACKUP\n}\n",
    ],
    [
      "indents behind a NUL",
      "vrrp_instance V {\0\n  virtual_routes { # c\nurl{\n    state BACKUP\n}a\nb}}\n",
    ],
    ["comments below a form feed", "vrrp_instance V {\n    a {\nb\n\f} # c\n   # d\n}\n"],
  ])("changes nothing else in a text with %s", (_, text) => {
    expect(holds(text)).toBe(true);
  });

  it.each([
    ["blocks in each other", "a {\n".repeat(20_000) + "}\n".repeat(20_000)],
    ["one endless line", `vrrp_instance V { ${"x ".repeat(50_000)}}`],
    ["blocks on one line", `${"vrrp_instance V {} ".repeat(5_000)}\n`],
    ["blank lines", `a\n${"\n \t".repeat(100_000)}b\n`],
  ])("ends with a text of %s", (_, text) => {
    expect(holds(text)).toBe(true);
  });

  it.each([
    ["endless lines", `backend a\n${`server${"  x".repeat(10_000)}\n`.repeat(2)}`],
    ["comments", `backend a\n${"# c\n".repeat(20_000)}backend b\n`],
    ["sections with headings", "\n\n  # c\nbackend a\n mode  http\n".repeat(5_000)],
  ])("ends with a haproxy.cfg of %s", (_, text) => {
    expect(holds(text, "haproxy")).toBe(true);
  });
});
