import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "../support/shared.ts";

const source = path.join(repository, "server/src");

/** From left to right; a layer imports only from itself and from layers to its left. Those in one list do not know each other. */
const order: readonly (readonly string[])[] = [
  ["text"],
  ["syntax"],
  ["catalogue"],
  ["model"],
  ["dialect.ts"],
  ["dialects"],
  ["workspace"],
  ["ha"],
  ["rules"],
  ["lint"],
  ["ide"],
  ["platform"],
  ["lsp", "cli"],
];

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((f) => f.split(path.sep).join("/"))
  .filter((f) => f.endsWith(".ts") && !f.endsWith(".d.ts"));

const imports = files.flatMap((file) => {
  const text = readFileSync(path.join(source, file), "utf8");
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^;]*?from\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|\brequire\(\s*"([^"]+)"\s*\)|^import\s+"([^"]+)"/gms,
  );
  return [...found].map((m) => ({ file, target: m[1] ?? m[2] ?? m[3] ?? m[4] ?? "" }));
});

function layerOf(file: string): number {
  const top = file.split("/")[0] ?? "";
  return order.findIndex((layer) => layer.includes(top));
}

function resolved(file: string, target: string): string {
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
}

describe("the layers", () => {
  it("hold every source file", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((f) => layerOf(f) < 0)).toEqual([]);
  });

  it("import only from the left", () => {
    const upward = imports
      .filter(({ target }) => target.startsWith("."))
      .map(({ file, target }) => ({ file, to: resolved(file, target) }))
      .filter(({ file, to }) => {
        const [from, into] = [layerOf(file), layerOf(to)];
        const neighbour =
          from === into && (order[from]?.length ?? 0) > 1 && file.split("/")[0] !== to.split("/")[0];
        return into > from || into < 0 || neighbour;
      });
    expect(upward).toEqual([]);
  });

  it("keep the dialects apart", () => {
    const crossing = imports
      .filter(
        ({ file, target }) =>
          file.startsWith("dialects/") && file !== "dialects/all.ts" && target.startsWith("."),
      )
      .filter(({ file, target }) => {
        const to = resolved(file, target);
        return to.startsWith("dialects/") && to.split("/")[1] !== file.split("/")[1];
      });
    expect(crossing).toEqual([]);
  });

  it.each([
    ["vscode-languageserver", ["lsp"]],
    ["node:", ["platform/node", "cli", "lsp/main-node.ts"]],
    ["chevrotain", ["dialects"]],
    ["vscode", ["lsp"]],
  ])("let only their own place import %s", (name, places) => {
    const others = imports
      .filter(({ target }) => target.startsWith(name))
      .filter(({ file }) => !places.some((place) => file.startsWith(place)));
    expect(others).toEqual([]);
  });
});
