/** An edited file is what the same text is that is read as a whole: its tree, what was found in it, the findings. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { samples } from "../../bench/samples.ts";
import type { CheckedTree } from "../../server/src/catalogue/check.ts";
import type { Dialect } from "../../server/src/dialect.ts";
import { dialects } from "../../server/src/dialects/all.ts";
import type { Finding } from "../../server/src/lint/finding.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { allRules } from "../../server/src/rules/all.ts";
import { changeBetween } from "../../server/src/text/edit.ts";
import type { SourceFile } from "../../server/src/workspace/source-file.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { corpusFiles } from "../oracle/agreement.ts";
import { randomNumbers } from "../oracle/fuzz/mutate.ts";
import { memoryFileSystem } from "../support/lint-text.ts";
import { shared } from "../support/shared.ts";

const path = "/etc/daemon/edited.conf";
const editsPerFile = 4;

/** Rules that are off unless asked for: they are looked at as well. */
const optional = Object.fromEntries(
  allRules.flatMap(({ name, isOptional }) => (isOptional === true ? [[name, "info" as const]] : [])),
);

/** Pieces of text that people type, and such as cut the text elsewhere. */
const typed = [
  "x",
  " ",
  "\n",
  "#",
  '"',
  "'",
  "{",
  "}",
  ";",
  "\\",
  "\n    ",
  "$",
  "%[",
  " if ",
  "frontend new\n",
  "global\n",
];

type Texts = Readonly<Record<string, string>>;

class Editor {
  readonly #workspace: Workspace;
  readonly #dialect: Dialect;
  #texts: Texts;

  constructor(dialect: Dialect, texts: Texts) {
    this.#workspace = new Workspace(memoryFileSystem(texts));
    this.#dialect = dialect;
    this.#texts = texts;
    for (const [path, text] of Object.entries(texts))
      this.#workspace.setText(path, text, { dialect: dialect.id });
  }

  get texts(): Texts {
    return this.#texts;
  }

  /** True where the tree was taken over from the file before the edit. */
  edit(path: string, text: string): boolean {
    const [before] = this.#file(path).tree.children;
    this.#texts = { ...this.#texts, [path]: text };
    this.#workspace.setText(path, text, { dialect: this.#dialect.id });
    return before !== undefined && this.#file(path).tree.children.includes(before);
  }

  read(): string {
    const snapshot = this.#workspace.snapshot();
    const files = Object.keys(this.#texts).map((path) => this.#file(path));
    const findings = lint(snapshot, files, { severities: optional }).map(spelledFinding);
    return JSON.stringify({ checked: files.map((file) => spelled(file.checked)), findings });
  }

  #file(path: string): SourceFile {
    const file = this.#workspace.snapshot().files.get(path);
    if (file === undefined) throw new Error(`${path} is not in the snapshot`);
    return file;
  }
}

function spelled({ tree, known, problems, names, exposed, rootScope }: CheckedTree): unknown {
  return {
    tree,
    rootScope,
    exposed,
    known: [...known.values()].map(({ directive, scope, entry, nameLength, conditional }) => [
      directive.start,
      scope,
      entry.name,
      nameLength,
      conditional,
    ]),
    problems: problems.map(({ directive, ...problem }) => [directive?.start, problem]),
    names: names.map(({ directive, parents, ...name }) => [
      directive.start,
      parents.map((p) => p.start),
      name,
    ]),
  };
}

function spelledFinding({ rule, code, span, severity, daemon, message, related, fixes }: Finding): unknown {
  return {
    rule: rule.name,
    code,
    span,
    severity,
    daemon,
    message,
    related: related.map(({ place, message }) => [place.span.start, place.span.end, message]),
    fixes: fixes.map(({ title, safety, edits }) => [
      title,
      safety,
      edits.map(({ span, text }) => [span.start, span.end, text]),
    ]),
  };
}

/** Another text: something typed, deleted, replaced, or a line moved. */
function edited(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  const choice = random();
  const piece = typed[Math.floor(random() * typed.length)] ?? "x";
  if (choice < 0.45) return text.slice(0, at) + piece + text.slice(at);
  const end = Math.min(text.length, at + 1 + Math.floor(random() ** 3 * 60));
  if (choice < 0.65) return text.slice(0, at) + text.slice(end);
  if (choice < 0.75) return text.slice(0, at) + piece + text.slice(end);
  const lines = text.split("\n");
  const from = Math.floor(random() * lines.length);
  const to = Math.floor(random() * lines.length);
  const line = lines[from] ?? "";
  if (choice < 0.85) lines.splice(from, 1);
  lines.splice(to, 0, line);
  return lines.join("\n");
}

/** What was edited, and where the two readings begin to differ. */
function difference(before: string, after: string, own: string, expected: string): string {
  const { span, text } = changeBetween(before, after);
  const { start } = changeBetween(own, expected).span;
  const around = (whole: string) => whole.slice(Math.max(start - 200, 0), start + 200);
  return [
    `after ${JSON.stringify(before.slice(Math.max(span.start - 100, 0), span.start))}`,
    `in place of ${JSON.stringify(before.slice(span.start, span.end))} came ${JSON.stringify(text)}`,
    `before ${JSON.stringify(before.slice(span.end, span.end + 100))}:`,
    `edited ${around(own)}`,
    `whole  ${around(expected)}`,
  ].join("\n");
}

/** Edits texts over and over, and reads each state as a whole too. Gives how often a tree was taken over. */
function compare(dialect: Dialect, texts: Texts, edits: number, random: () => number): number {
  const editor = new Editor(dialect, texts);
  const paths = Object.keys(texts);
  editor.read();
  let taken = 0;
  for (let i = 0; i < edits; i++) {
    const path = paths[Math.floor(random() * paths.length)] ?? "";
    const before = editor.texts[path] ?? "";
    const next = edited(before, random);
    const isTaken = editor.edit(path, next);
    if (isTaken) taken++;
    const [own, expected] = [editor.read(), new Editor(dialect, editor.texts).read()];
    if (own !== expected) throw new Error(difference(before, next, own, expected));
    // A text that is broken for good would be read as a whole each time.
    if (!isTaken) editor.edit(path, before);
  }
  return taken;
}

/** A configuration of several files: what a sample begins with, and its blocks in two files. */
const inSeveralFiles: Readonly<Record<string, () => Texts>> = {
  nginx: () => {
    const blocks = samples.nginx(90).split("\n").slice(6, -2);
    const head = "events {}\nhttp {\n    map $uri $pool {\n        default app0;\n    }\n";
    return {
      "/etc/nginx/nginx.conf": `${head}    include conf.d/*.conf;\n${blocks.slice(0, 32).join("\n")}\n}\n`,
      "/etc/nginx/conf.d/a.conf": `${blocks.slice(32, 64).join("\n")}\n`,
      "/etc/nginx/conf.d/b.conf":
        "server {\n    listen 8080;\n    location / {\n        proxy_pass http://$pool;\n    }\n}\n",
    };
  },
  haproxy: () => {
    const lines = samples.haproxy(90).split("\n");
    const half = lines.indexOf("frontend fe2");
    return {
      "/etc/haproxy/haproxy.cfg": `${lines.slice(0, half).join("\n")}\n`,
      "/etc/haproxy/conf.d/a.cfg": lines.slice(half).join("\n"),
    };
  },
};

describe.each(
  dialects.filter(({ cut }) => cut !== undefined).map((dialect) => ({ id: dialect.id, dialect })),
)("an edited file of $id", ({ id, dialect }) => {
  it("is what the whole text is", () => {
    const taken = compare(dialect, { [path]: samples[id](120) }, 250, randomNumbers(1));
    expect(taken).toBeGreaterThan(60);
  });

  it("is what it is when all files of its configuration are read anew", () => {
    const texts = inSeveralFiles[id]?.() ?? {};
    expect(Object.keys(texts).length).toBeGreaterThan(1);
    expect(compare(dialect, texts, 120, randomNumbers(3))).toBeGreaterThan(20);
  });

  const folder = shared(`corpus/${id}`, `edits of the ${id} corpus`);
  it.skipIf(folder === undefined)("is what the whole text is, in real files", () => {
    const random = randomNumbers(7);
    let taken = 0;
    let all = 0;
    for (const { place } of corpusFiles(id, [folder ?? ""])) {
      const text = readFileSync(place, "utf8");
      if (text.length > 20_000) continue;
      taken += compare(dialect, { [path]: text }, editsPerFile, random);
      all += editsPerFile;
    }
    expect(all).toBeGreaterThan(200);
    expect(taken / all).toBeGreaterThan(0.3);
  });
});
