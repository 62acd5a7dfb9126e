import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { foldingRanges } from "../../server/src/ide/folding.ts";
import { type OutlineSymbol, symbolsOf } from "../../server/src/ide/symbols.ts";
import { workspaceSymbols } from "../../server/src/ide/workspace-symbols.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { placed, unmarked } from "./support.ts";

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

describe("the symbols of a workspace", () => {
  const files = [
    {
      path: "/n/nginx.conf",
      text: "http {\n  limit_req_zone $uri zone=slow:1m rate=1r/s;\n  include site;\n}\n",
    },
    {
      path: "/n/site",
      text: "upstream api { server a; }\nmap $uri $tier { default 1; }\nserver {\n  listen 80;\n  server_name a.example.com;\n  location /api {\n    proxy_pass http://api;\n  }\n}\n",
    },
  ].map((file) => ({ ...file, dialect: "nginx" as const }));
  const found = (query: string) =>
    workspaceSymbols(snapshotOf(files), query).map(
      ({ name, container, file, span }) => `${name} (${container}) ${placed({ file, span })}`,
    );

  it("are nginx's blocks by the way to them, and names", () => {
    expect(found("")).toEqual([
      'upstream api (servers: 1) site:1 "upstream api"',
      'map $tier ($uri) site:2 "map $uri $tier"',
      'server a.example.com :80 () site:3 "server"',
      'server a.example.com :80 › location /api (proxy_pass http://api) site:6 "location /api"',
      'slow (limit-req-zone, http) nginx.conf:2 "slow"',
    ]);
  });

  it("are those that hold the letters", () => {
    expect(found("a.ex api")).toHaveLength(1);
  });
});

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

  it("of nginx is a map of the site", () => {
    const text =
      "events {}\nhttp {\n  map $http_upgrade $connection {\n    default upgrade;\n  }\n  upstream app {\n    server a;\n    server b;\n  }\n" +
      "  server {\n    server_name a.example.com b.example.com;\n    listen 443 ssl;\n    location ~ \\.php$ {\n      fastcgi_pass app;\n    }\n" +
      "    location / {\n      set_by_lua_block $x { return 1 }\n    }\n  }\n}\n";
    expect(outline(symbolsOf(unmarked("nginx", text)))).toEqual([
      "events",
      "http",
      "  map $connection | $http_upgrade",
      "    default | upgrade",
      "  upstream app | servers: 2",
      "    server | a",
      "    server | b",
      "  server a.example.com :443",
      "    server_name | a.example.com b.example.com",
      "    listen | 443 ssl",
      "    location ~ \\.php$ | fastcgi_pass app",
      "      fastcgi_pass | app",
      "    location /",
      "      set_by_lua_block | $x",
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
