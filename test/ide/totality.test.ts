import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { codeActionsAt, fixAllAction } from "../../server/src/ide/code-actions.ts";
import { completionDoc, completionsAt } from "../../server/src/ide/completion.ts";
import { definitionAt, highlightsAt, referencesAt } from "../../server/src/ide/definition.ts";
import { foldingRanges } from "../../server/src/ide/folding.ts";
import { hoverAt } from "../../server/src/ide/hover.ts";
import { symbolsOf } from "../../server/src/ide/symbols.ts";
import { lint } from "../../server/src/lint/lint.ts";
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
