import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { foldingRanges } from "../../server/src/ide/folding.ts";
import { type OutlineSymbol, symbolsOf } from "../../server/src/ide/symbols.ts";
import { unmarked } from "./support.ts";

/** The outline as lines, deeper ones indented. */
function outline(symbols: readonly OutlineSymbol[], indent = ""): string[] {
  return symbols.flatMap((s) => [
    `${indent}${[s.name, s.detail].filter((t) => t !== "").join(" | ")}`,
    ...outline(s.children, `${indent}  `),
  ]);
}

function folds(dialect: DialectId, text: string): string[] {
  return foldingRanges(unmarked(dialect, text)).map((r) => `${r.startLine}-${r.endLine} ${r.kind}`);
}

describe("the outline", () => {
  it("nests as the blocks do, arguments as detail", () => {
    const text =
      "vrrp_instance VI_1 {\n  state MASTER\n  virtual_ipaddress {\n    10.0.0.1/24 dev eth0\n  }\n}\n";
    expect(outline(symbolsOf(unmarked("keepalived", text)))).toEqual([
      "vrrp_instance | VI_1",
      "  state | MASTER",
      "  virtual_ipaddress",
      "    10.0.0.1/24 | dev eth0",
    ]);
  });

  it("has a section's lines in it", () => {
    const text =
      "backend app\n  timeout connect 5s\n  server s1 10.0.0.1:80 check\n\nfrontend web\n  bind :80\n  acl api path /api\n  use_backend app if api\n";
    expect(outline(symbolsOf(unmarked("haproxy", text)))).toEqual([
      "backend | app · servers: 1",
      "  timeout connect | 5s",
      "  server | s1 10.0.0.1:80 check",
      "frontend | web · :80 · ACLs: 1 · rules: 1",
      "  bind | :80",
      "  acl | api path /api",
      "  use_backend | app if api",
    ]);
    expect(symbolsOf(unmarked("haproxy", text))[0]?.children.map(({ kind }) => kind)).toEqual([
      "setting",
      "entry",
    ]);
  });

  it("names definitions", () => {
    expect(outline(symbolsOf(unmarked("keepalived", "$IF=eth0\n")))).toEqual(["$IF | eth0"]);
  });

  it("keeps every part inside the whole", () => {
    const text =
      "events {}\nhttp {\n  server {\n    listen 80;\n    location / {\n      return 200 'a\nb';\n    }\n  }\n}\n";
    const check = (symbol: OutlineSymbol) => {
      expect(symbol.nameSpan.start).toBeGreaterThanOrEqual(symbol.span.start);
      expect(symbol.nameSpan.end).toBeLessThanOrEqual(symbol.span.end);
      for (const child of symbol.children) check(child);
    };
    for (const symbol of symbolsOf(unmarked("nginx", text))) check(symbol);
    expect.hasAssertions();
  });

  it("ends at a hundred levels", () => {
    let level = symbolsOf(unmarked("nginx", `${"a {\n".repeat(5000)}${"}\n".repeat(5000)}`));
    let depth = 0;
    for (; level.length > 0; level = [...(level[0]?.children ?? [])]) depth++;
    expect(depth).toBe(100);
  });
});

describe("folding", () => {
  it("hides a block and leaves its brace", () => {
    expect(folds("keepalived", "vrrp_instance a {\n  track_script {\n    x\n  }\n  priority 1\n}\n")).toEqual(
      ["0-4 block", "1-2 block"],
    );
  });

  it("hides a section up to its last line", () => {
    const text = "frontend web\n  bind :80\n  mode http\n\n\nbackend app\n  server s1 10.0.0.1:80\n";
    expect(folds("haproxy", text)).toEqual(["0-2 block", "5-6 block"]);
  });

  it("hides runs of comments", () => {
    expect(folds("nginx", "# a\n# b\n# c\nevents {} # d\n# e\n\n# f\n# g\n")).toEqual([
      "0-2 comment",
      "6-7 comment",
    ]);
  });

  it("begins at the line of a brace that stands alone", () => {
    expect(folds("keepalived", "vrrp_instance a\n{\n  priority 1\n  state MASTER\n}\n")).toEqual([
      "1-3 block",
    ]);
  });

  it("leaves a block in one line alone", () => {
    expect(folds("nginx", "events { worker_connections 1; }\n")).toEqual([]);
  });
});
