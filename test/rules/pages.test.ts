import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { textOf } from "../../server/src/lint/wording.ts";
import { allRules } from "../../server/src/rules/all.ts";
import { ruleFailed } from "../../server/src/rules/catalogue/rule-failed.ts";
import type { Rule } from "../../server/src/rules/rule.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import { lintTexts, type TextFile } from "../support/lint-text.ts";
import { type Block, type Expected, readPage } from "../support/pages.ts";
import { repository } from "../support/shared.ts";

const folder = path.join(repository, "server/src/rules");
const needed = ["What", "Why", "Example", "Use instead", "What the daemon does"];

describe.each(allRules.map((rule) => ({ name: rule.name, rule })))("the page of $name", ({ name, rule }) => {
  const file = path.join(folder, rule.group, `${name}.md`);

  it("is there, with the rule's name as title and the fixed headings in order", () => {
    expect(existsSync(file), `no page ${file}`).toBe(true);
    const page = readPage(readFileSync(file, "utf8"));
    expect(page.title).toBe(name);
    expect(page.headings.filter((h) => needed.includes(h))).toEqual(needed);
  });

  if (!existsSync(file)) return;
  const page = readPage(readFileSync(file, "utf8"));

  it("has an example that the rule finds something in", () => {
    expect(page.blocks.filter((b) => b.expected.length > 0).length).toBeGreaterThan(0);
  });

  it.each(page.blocks.map((block) => ({ at: block.at, heading: block.heading, block })))(
    "says what is found in the block at line $at ($heading)",
    ({ block }) => {
      const findings = lintTexts(block.files, { only: [name] }, { ...defaultConfig, targets: block.targets });
      expect(findings.map(spell).sort()).toEqual(block.expected.map(spellExpected).sort());
    },
  );

  it("has safe fixes that remove their finding and add none", () => {
    for (const block of page.blocks.filter((b) => b.expected.length > 0)) checkFixes(rule, block);
  });
});

describe("the rules", () => {
  it("have names and codes of their own", () => {
    const names = allRules.map((r) => r.name);
    expect(new Set(names).size).toBe(names.length);
    const codes = allRules.flatMap((r) => (typeof r.code === "string" ? [r.code] : Object.values(r.code)));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("outdo only rules that are there", () => {
    const names = new Set(allRules.map((r) => r.name));
    expect(allRules.flatMap((r) => r.outdoes ?? []).filter((name) => !names.has(name))).toEqual([]);
  });

  it("are as many as the pages, and every page has its rule", () => {
    const pages = ["catalogue", "keepalived", "nginx", "haproxy", "cluster", "stack"].flatMap((group) =>
      readdirSync(path.join(folder, group))
        .filter((f) => f.endsWith(".md"))
        .map((f) => f.slice(0, -3)),
    );
    expect(pages.sort()).toEqual([...allRules.map((r) => r.name), ruleFailed.name].sort());
  });
});

function checkFixes(rule: Rule, block: Block): void {
  const before = lintTexts(block.files, {}, { ...defaultConfig, targets: block.targets });
  for (const finding of before.filter((f) => f.rule.name === rule.name)) {
    for (const fix of finding.fixes) {
      if (fix.safety !== "safe") continue;
      const fixed: TextFile[] = block.files.map((file) => {
        const edits = fix.edits.filter((e) => (e.file ?? finding.file).path === file.path);
        return { ...file, text: applyEdits(file.text, edits) };
      });
      const after = lintTexts(fixed, {}, { ...defaultConfig, targets: block.targets });
      expect(after.length, `after ${spell(finding)}: ${after.map(spell).join(" / ")}`).toBeLessThan(
        before.length,
      );
    }
  }
}

function spell(finding: Finding): string {
  const { line, column } = finding.file.lines.position(finding.span.start);
  const end = Math.min(finding.span.end, finding.file.lines.lineSpan(line).end);
  const length = Math.max(end - finding.span.start, 1);
  return `${finding.file.path}:${line + 1}:${column + 1}+${length} ${finding.message.id}: ${textOf(finding.rule, finding.message, "en")}`;
}

function spellExpected(e: Expected): string {
  return `${e.path}:${e.line + 1}:${e.column + 1}+${e.length} ${e.says}`;
}
