/** HAProxy reads the same before and after formatting: exit code, messages, the configuration it prints. So does kalint. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type FormatOptions, formatEdits } from "../../server/src/ide/format.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { unmarked } from "../ide/support.ts";
import { installedTarget } from "../support/daemons.ts";
import { lintText } from "../support/lint-text.ts";
import { repository, shared } from "../support/shared.ts";
import { firstLine } from "./refusals.ts";

const target = installedTarget("haproxy", "haproxy before and after formatting");

function formatted(text: string, options: FormatOptions = {}): string {
  return applyEdits(text, formatEdits(unmarked("haproxy", text), options));
}

/** The same configuration without its indent, with blanks where words are apart, and blank lines. */
function ugly(text: string): string {
  return text
    .replace(/^[ \t]+(?=[a-z])/gm, (_, offset: number) => " ".repeat(offset % 5))
    .replace(/(?<=^[ \t]*[a-z-]+) (?=\S)/gm, (_, offset: number) => (offset % 3 === 0 ? "\t " : "  "))
    .replace(/\n(?=[a-z])/g, (_, offset: number) => (offset % 2 === 0 ? " \n\n \n\n" : "\n"));
}

/** Places are counted in lines that are not blank: formatting takes blank ones away. */
function lineCounter(text: string): (line: number) => number {
  let count = 0;
  const counts = text.split("\n").map((line) => (line.trim() === "" ? count : ++count));
  return (line) => counts[line - 1] ?? 0;
}

function readingOf(text: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "kalint-format-"));
  try {
    writeFileSync(path.join(folder, "haproxy.cfg"), text);
    const options = { encoding: "utf8", cwd: folder, timeout: 20_000 } as const;
    // The configuration is printed by releases that know `-dC`; for others it is nothing.
    const { status, stdout, stderr } = spawnSync("haproxy", ["-dC", "-c", "-f", "haproxy.cfg"], options);
    const count = lineCounter(text);
    const says = stderr
      .replace(/\(\d+\)/g, "(pid)")
      .replace(/(?<=haproxy\.cfg:)\d+/g, (line) => String(count(Number(line))));
    return { status, says, dump: stdout.split("\n").filter((line) => line.trim() !== "") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What kalint finds, but for the missing line break at the end, which formatting mends. */
function findingsOf(text: string): unknown[] {
  const count = lineCounter(text);
  return lintText("haproxy", text)
    .filter(({ rule }) => rule.name !== "missing-newline")
    .map((finding) => [count(firstLine(finding)), finding.rule.name, finding.message]);
}

const roots = [
  path.join(repository, "examples"),
  ...["haproxy", "seeds"].flatMap(
    (name) => shared(`corpus/${name}`, "haproxy before and after formatting real files") ?? [],
  ),
];

const real = roots.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /haproxy[^/]*$/i.test(name) && /\.(?:cfg|conf)/.test(name))
    .map((name) => ({
      name: path.join(path.basename(root), name),
      before: readFileSync(path.join(root, name), "utf8"),
    })),
);

/** Every how manieth real file is made ugly too. */
const roughStep = 3;

const rough = real
  .filter((_, index) => index % roughStep === 0)
  .map(({ name, before }) => ({ name: `${name}, made ugly`, before: ugly(before) }));

/** Every sample as it is formatted, and real files with their words in columns too. */
const samples = [
  ...[...real, ...rough].map((sample) => ({ ...sample, options: {} })),
  ...real.map(({ name, before }) => ({ name: `${name}, aligned`, before, options: { align: true } })),
]
  .map((sample) => ({ ...sample, after: formatted(sample.before, sample.options) }))
  .filter(({ before, after }) => after !== before);

describe("kalint", () => {
  it.each(samples)("finds the same, formatted or not, in $name", ({ before, after, options }) => {
    expect(findingsOf(after)).toEqual(findingsOf(before));
    expect(formatted(after, options)).toBe(after);
  });
});

describe.skipIf(target === undefined)("haproxy", () => {
  it.each(samples.filter(({ before }) => before.endsWith("\n")))(
    "reads the same, formatted or not, of $name",
    ({ before, after }) => {
      expect(readingOf(after)).toEqual(readingOf(before));
    },
  );

  it("takes a file that ends in the middle of a line once it is formatted", () => {
    const text =
      "listen a\nbind  127.0.0.1:8087\nmode tcp\ntimeout client 1s\ntimeout server 1s\ntimeout connect 1s";
    expect(readingOf(text).says).toContain("Missing LF on last line");
    expect(readingOf(formatted(text)).status).not.toBe(1);
  });
});
