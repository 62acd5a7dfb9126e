import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { codeActionsAt, fixAllAction } from "../../server/src/ide/code-actions.ts";
import { codeLensesOf } from "../../server/src/ide/code-lens.ts";
import { completionDoc, completionsAt } from "../../server/src/ide/completion.ts";
import { definitionAt, highlightsAt, referencesAt } from "../../server/src/ide/definition.ts";
import { failoverViewOf } from "../../server/src/ide/failover/view.ts";
import { failoverActionsAt } from "../../server/src/ide/failover-actions.ts";
import { foldingRanges } from "../../server/src/ide/folding.ts";
import { hoverAt } from "../../server/src/ide/hover.ts";
import { inlayHintsOf } from "../../server/src/ide/inlay-hints.ts";
import { symbolsOf } from "../../server/src/ide/symbols.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { text } from "../ha/support.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { shared } from "../support/shared.ts";

const dialects: readonly DialectId[] = ["keepalived", "nginx", "haproxy"];

/** Asks everything at `count` places of a text; gives back how much was said. */
function askEverything(dialect: DialectId, text: string, count: number): number {
  const at = `/${dialect}.conf`;
  const snapshot = snapshotOf([{ path: at, text, dialect }]);
  const file = snapshot.files.get(at);
  if (file === undefined) throw new Error("no file");
  let said = symbolsOf(file).length + foldingRanges(file).length;
  const findings = lint(snapshot, [file]);
  fixAllAction(file, findings);
  const step = Math.max(1, Math.floor(text.length / count));
  for (let offset = 0; offset <= text.length; offset += step) {
    const completions = completionsAt(snapshot, file, offset);
    for (const { insertSpan, replaceSpan, entry } of completions) {
      expect(insertSpan.end).toBe(offset);
      expect(replaceSpan.start).toBe(insertSpan.start);
      expect(replaceSpan.start).toBeLessThanOrEqual(offset);
      expect(replaceSpan.end).toBeGreaterThanOrEqual(offset);
      if (entry !== undefined && offset % 7 === 0) completionDoc(file, entry);
    }
    const hover = hoverAt(snapshot, file, offset);
    if (hover !== undefined) {
      expect(hover.span.start).toBeLessThanOrEqual(offset);
      expect(hover.span.end).toBeGreaterThanOrEqual(offset);
    }
    definitionAt(snapshot, file, offset);
    said += referencesAt(snapshot, file, offset, true).length + completions.length;
    highlightsAt(snapshot, file, offset);
    codeActionsAt(file, findings, { start: offset, end: offset });
  }
  return said;
}

/** Asks what needs a cluster of the files of two nodes; gives back how much was said. */
function askOfPair(texts: readonly [string, string]): number {
  const files = texts.map((text, i) => ({ path: `/pair/ka${i + 1}/keepalived.conf`, text }));
  const snapshot = snapshotOf(files.map((file) => ({ ...file, dialect: "keepalived" as const })));
  let said = 0;
  for (const file of snapshot.files.values()) {
    const findings = lint(snapshot, [file]);
    const hints = inlayHintsOf(snapshot, file);
    const lenses = codeLensesOf(snapshot, file, "zh-CN");
    for (const { offset } of hints) expect(offset).toBeLessThanOrEqual(file.text.length);
    said += hints.length + lenses.length;
    for (const instance of [undefined, "VI_1"]) {
      const options = { theme: "auto" as const, locale: "en" as const };
      failoverViewOf(snapshot, file, instance === undefined ? options : { ...options, instance });
    }
    for (let offset = 0; offset <= file.text.length; offset += 23) {
      hoverAt(snapshot, file, offset);
      said += failoverActionsAt(snapshot, file, { start: offset, end: offset }, () => findings).length;
    }
  }
  return said;
}

describe("what is said of a cluster", () => {
  const whole = (priority: number) => text({ priority, weight: "-10 reverse", more: "nopreempt" });

  it("is said at any state of a file that is being written", () => {
    const [typed, other] = [whole(100), whole(90)];
    for (let end = 0; end <= typed.length; end += 3) askOfPair([typed.slice(0, end), other]);
    expect(askOfPair([typed, other])).toBeGreaterThan(2);
  });

  it("is said with any line lost or doubled, and any number changed", () => {
    const lines = whole(100).split("\n");
    for (const [i, line] of lines.entries()) {
      const changed = [
        [],
        [line, line],
        [line.replace(/-?\d+/, "999999999999")],
        [line.replace(/\S+$/, "{{ x }}")],
      ];
      for (const now of changed)
        askOfPair([[...lines.slice(0, i), ...now, ...lines.slice(i + 1)].join("\n"), whole(90)]);
    }
    expect(askOfPair([lines.join("\n"), whole(90)])).toBeGreaterThan(2);
  });

  const clusters = shared("corpus", "what is said of real clusters");
  it.skipIf(clusters === undefined)("is said of real clusters", () => {
    const home = path.join(clusters ?? "", "keepalived-clusters");
    const texts = readdirSync(home, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".conf"))
      .map((name) => readFileSync(path.join(home, name), "utf8"));
    let said = 0;
    for (const [i, one] of texts.entries()) said += askOfPair([one, texts[i + 1] ?? one]);
    expect(said).toBeGreaterThan(50);
  });
});

describe("every feature answers", () => {
  it.each(dialects)("at any place of a piece of a %s file", (dialect) => {
    const texts: Record<DialectId, string> = {
      keepalived:
        'vrrp_instance "a b" {\n  advert_int 1\n  track_script {\n    x weight -5\n  }\n  @n priority 5\n',
      nginx:
        "http { upstream a { server b max_fails=3; } server { location ~ ^/x { proxy_pass http://a$uri; } ",
      haproxy:
        'frontend f\n  acl a path -i /x "b c"\n  no option httplog\n  use_backend %[path] if a !b { path x }\n',
    };
    const text = texts[dialect];
    for (let end = 0; end <= text.length; end++) askEverything(dialect, text.slice(0, end), 5);
    expect(askEverything(dialect, text, text.length)).toBeGreaterThan(100);
  });

  it.each<[string, DialectId, string]>([
    ["100,000 blocks in each other", "nginx", "a {".repeat(100_000)],
    ["100,000 stray braces", "keepalived", "}\n".repeat(100_000)],
    ["one endless line", "haproxy", `backend a\n  server ${"x ".repeat(500_000)}`],
    ["one endless word", "nginx", `events {} http { server_name ${"x".repeat(1_000_000)}; }`],
    ["nothing but line breaks", "haproxy", "\n".repeat(200_000)],
  ])("in a text of %s", (_, dialect, text) => {
    expect(askEverything(dialect, text, 3)).toBeGreaterThanOrEqual(0);
  });

  const corpus = shared("corpus", "every feature answers in real files");
  describe.skipIf(corpus === undefined).each(dialects)("in real files of %s", (dialect) => {
    it("at places all over them", () => {
      const folder = path.join(corpus ?? "", dialect);
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((f) =>
        /\.(conf|cfg)$/.test(f),
      );
      const some = files.filter((_, i) => i % 8 === 0);
      expect(some.length).toBeGreaterThan(5);
      for (const file of some) {
        const text = readFileSync(path.join(folder, file), "utf8");
        expect(askEverything(dialect, text, 12)).toBeGreaterThan(0);
      }
    });
  });
});
