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
const editsPerFile = 6;

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

class Editor {
  readonly #workspace = new Workspace(memoryFileSystem());
  readonly #dialect: Dialect;
  #text: string;
  #file: SourceFile;

  constructor(dialect: Dialect, text: string) {
    this.#dialect = dialect;
    this.#text = text;
    this.#file = this.#set(text);
  }

  get text(): string {
    return this.#text;
  }

  /** True where the tree was taken over from the file before the edit. */
  edit(text: string): boolean {
    const [before] = this.#file.tree.children;
    this.#text = text;
    this.#file = this.#set(text);
    return before !== undefined && this.#file.tree.children.includes(before);
  }

  read(): { readonly checked: unknown; readonly findings: unknown } {
    const findings = lint(this.#workspace.snapshot(), [this.#file], { severities: optional });
    return { checked: spelled(this.#file.checked), findings: findings.map(spelledFinding) };
  }

  #set(text: string): SourceFile {
    this.#workspace.setText(path, text, { dialect: this.#dialect.id });
    const file = this.#workspace.snapshot().files.get(path);
    if (file === undefined) throw new Error("the file is not in the snapshot");
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

/** Edits a text over and over, and reads each as a whole too. Gives how often the tree was taken over. */
function compare(dialect: Dialect, text: string, edits: number, random: () => number): number {
  const editor = new Editor(dialect, text);
  editor.read();
  let taken = 0;
  for (let i = 0; i < edits; i++) {
    const next = edited(editor.text, random);
    const before = editor.text;
    const isTaken = editor.edit(next);
    if (isTaken) taken++;
    const whole = new Editor(dialect, next);
    const [own, expected] = [editor.read(), whole.read()].map((read) => JSON.stringify(read));
    if (own !== expected) throw new Error(difference(before, next, own ?? "", expected ?? ""));
    // A text that is broken for good would be read as a whole each time.
    if (!isTaken) editor.edit(before);
  }
  return taken;
}

describe.each(
  dialects.filter(({ cut }) => cut !== undefined).map((dialect) => ({ id: dialect.id, dialect })),
)("an edited file of $id", ({ id, dialect }) => {
  it("is what the whole text is", () => {
    const taken = compare(dialect, samples[id](120), 400, randomNumbers(1));
    expect(taken).toBeGreaterThan(100);
  });

  const folder = shared(`corpus/${id}`, `edits of the ${id} corpus`);
  it.skipIf(folder === undefined)("is what the whole text is, in real files", () => {
    const random = randomNumbers(7);
    let taken = 0;
    let all = 0;
    for (const { place } of corpusFiles(id, [folder ?? ""])) {
      const text = readFileSync(place, "utf8");
      if (text.length > 20_000) continue;
      taken += compare(dialect, text, editsPerFile, random);
      all += editsPerFile;
    }
    expect(all).toBeGreaterThan(300);
    expect(taken / all).toBeGreaterThan(0.3);
  });
});

describe("an edit in one server of nginx", () => {
  const nginx = dialects.find(({ id }) => id === "nginx");
  const tls = "ssl_certificate s.pem; ssl_certificate_key s.key;";
  const whole = (around: string, server: string) =>
    `events {}\nhttp {\n${around}\nserver {\nlisten 8443 ssl; ${tls}\n${server}\n}\nserver {\nlisten 8081;\n}\n}\n`;

  it.each([
    ["gzip on;", "gzip_types text/css;"],
    ["", "gzip on;"],
    [`${tls} ssl_stapling on;`, "resolver 127.0.0.53;"],
    ["root /srv/www;", "location ~ /\\. { deny all; }"],
  ])("is seen by what stands around it: %s", (around, server) => {
    if (nginx === undefined) throw new Error("nginx is no dialect");
    for (const [before, after] of [
      ["", server],
      [server, ""],
    ] as const) {
      const editor = new Editor(nginx, whole(around, before));
      editor.read();
      editor.edit(whole(around, after));
      expect(editor.read()).toEqual(new Editor(nginx, whole(around, after)).read());
    }
  });
});
