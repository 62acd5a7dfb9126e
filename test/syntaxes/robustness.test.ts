/** Damaged and real files: what is wrong in one place must not colour the rest of the file. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { shared } from "../support/shared.ts";
import { type GrammarName, type ScopedToken, tokenise } from "./tokenise.ts";

const samples: Record<GrammarName, string> = {
  keepalived: `vrrp_instance A {
  state BACKUP
  virtual_ipaddress {
    10.0.0.1
  }
  notify "/bin/x a"
}
vrrp_instance B {
  state BACKUP
}
`,
  nginx: `http {
  server {
    listen 80;
    add_header X-A "b c";
    location /a { return 200; }
  }
  server {
    listen 81;
    location /b { return 200; }
  }
}
`,
  haproxy: `frontend a
  bind :80
  http-request set-header X "%[src,lower]"
  use_backend b if { path_beg /x }
backend b
  server s 10.0.0.1:80 check
`,
};

for (const name of ["keepalived", "nginx", "haproxy"] as const) {
  test(`whatever sign is put anywhere into ${name}, the last lines keep their colours`, async () => {
    const text = samples[name];
    // A brace that is open for good changes what follows it in nginx, rightly: it is not among the signs there.
    const signs =
      name === "nginx" ? ['"', "'", "(", "[", "%", "$", "~"] : ['"', "'", "(", "[", "%", "{", "}", "$"];
    const kept = { keepalived: 4, nginx: 5, haproxy: 3 }[name];
    const first = text.indexOf(
      name === "keepalived"
        ? "vrrp_instance B"
        : name === "nginx"
          ? "  server {\n    listen 81"
          : "backend b",
    );
    const expected = (await tokenise(name, text)).slice(-kept);
    const spoiled: string[] = [];
    for (const sign of signs) {
      for (let at = 0; at < first; at++) {
        const tokens = (await tokenise(name, text.slice(0, at) + sign + text.slice(at))).slice(-kept);
        if (JSON.stringify(tokens) !== JSON.stringify(expected)) spoiled.push(`${sign} at ${at}`);
      }
    }
    expect(spoiled).toEqual([]);
  });

  const corpus = shared(`corpus/${name}`, `colouring of real ${name} files`);
  describe.skipIf(corpus === undefined)(`real ${name} files`, () => {
    const files = corpus === undefined ? [] : realFiles(corpus);

    test("no string or comment goes on for more than sixty lines", async () => {
      expect(files.length).toBeGreaterThan(9);
      for (const file of files) {
        const lines = await tokenise(name, readFileSync(file, "latin1"));
        expect(longestRun(lines), path.basename(file)).toBeLessThan(60);
      }
    });

    test("an unclosed quote in the middle leaves the last quarter as it was", async () => {
      for (const file of files) {
        const lines = readFileSync(file, "latin1").split(/\r?\n/);
        const middle = Math.floor(lines.length / 2);
        const before = await tokenise(name, lines.join("\n"));
        const after = await tokenise(name, lines.with(middle, `${lines[middle]} "x`).join("\n"));
        const last = Math.floor(lines.length * 0.75);
        const changed = before
          .slice(last)
          .filter((line, i) => JSON.stringify(line) !== JSON.stringify(after[last + i]));
        // In nginx a string ends at the end of its block at the latest: a file that is one block may differ.
        const allowed = name === "nginx" ? blockEnd(lines, middle) - last : 0;
        expect(changed.length, path.basename(file)).toBeLessThanOrEqual(Math.max(0, allowed));
      }
    });
  });
}

/** The first thirty files of some length, by name. */
function realFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== "MANIFEST.json")
    .sort()
    .map((name) => path.join(folder, name))
    .filter((file) => existsSync(file) && readFileSync(file, "latin1").split("\n").length > 25)
    .slice(0, 30);
}

/** The most lines in a row that begin inside one string or comment. */
function longestRun(lines: readonly (readonly ScopedToken[])[]): number {
  let longest = 0;
  let run = 0;
  for (const line of lines) {
    const [token] = line;
    const inside = token?.scopes.some((scope) => /^string\.quoted|^comment\.block/.test(scope)) ?? false;
    run = inside && line.length === 1 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** The line of the next brace that stands alone. */
function blockEnd(lines: readonly string[], from: number): number {
  const found = lines.findIndex((line, i) => i > from && /^\s*\}\s*(?:#.*)?$/.test(line));
  return found < 0 ? lines.length : found;
}
