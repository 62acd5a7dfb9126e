import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readDocs } from "../../server/src/catalogue/docs.ts";
import type { CatalogueData, Entry } from "../../server/src/catalogue/entry.ts";
import { repository } from "../support/shared.ts";

/** The entries that must have a text: what people write most, and what the daemon is about. */
const promised: Readonly<Record<string, (entry: Entry, scope: string) => boolean>> = {
  keepalived: () => true,
  haproxy: (entry, scope) =>
    ["server-option", "default-server-option", "bind-option", "cookie-option", "balance-algorithm"].includes(
      scope,
    ) ||
    ["stick-table-option", "stick-table data type", "http-check", "tcp-check"].includes(scope) ||
    (scope === "file" && !entry.name.startsWith("spoe-")) ||
    (["defaults", "frontend", "listen", "backend"].includes(scope) && entry.removed === undefined),
  nginx: (entry, scope) =>
    ["server-option", "stream-server-option", "listen-option", "stream-listen-option"].includes(scope) ||
    // What other modules add to an upstream is theirs to explain.
    (["upstream", "stream-upstream"].includes(scope) && !(entry.build ?? "").startsWith("ngx_")) ||
    /^ngx_(http|stream)_(proxy|ssl|upstream|realip|limit_req|limit_conn|rewrite|log)_module$/.test(
      entry.module ?? "",
    ) ||
    /^ngx_(core|event_core|stream_core)_module$/.test(entry.module ?? ""),
};

/** One text beside the dialect, or several in a folder of it. */
function docsFiles(folder: string, locale: string): string[] {
  const inFolder = path.join(folder, "docs");
  if (!existsSync(inFolder)) return [path.join(folder, `docs.${locale}.md`)];
  return readdirSync(inFolder)
    .filter((name) => name.endsWith(`.${locale}.md`))
    .map((name) => path.join(inFolder, name));
}

describe.each(Object.keys(promised))("the explanations of %s", (dialect) => {
  const folder = path.join(repository, "server/src/dialects", dialect);
  const texts = docsFiles(folder, "en").map((file) => readFileSync(file, "utf8"));
  const data: CatalogueData = JSON.parse(readFileSync(path.join(folder, "catalogue.json"), "utf8"));
  const docs = readDocs(...texts);
  const places = data.entries.flatMap((entry) =>
    entry.in.map((scope) => ({ entry, scope, place: `${scope}/${entry.name}` })),
  );

  it("are each about an entry of the catalogue", () => {
    const known = new Set(places.map(({ place }) => place));
    expect([...docs.keys()].filter((place) => !known.has(place))).toEqual([]);
  });

  it("are there for every entry that they are promised for", () => {
    const wanted = places.filter(({ entry, scope }) => promised[dialect]?.(entry, scope) === true);
    expect(wanted.length).toBeGreaterThan(300);
    expect(wanted.filter(({ place }) => !docs.has(place)).map(({ place }) => place)).toEqual([]);
  });

  it("name no place twice", () => {
    const headings = texts
      .join("\n")
      .split("\n")
      .filter((line) => line.startsWith("## "));
    const named = headings.flatMap((line) => line.slice(3).split(" | "));
    expect(named.filter((place, at) => named.indexOf(place) !== at)).toEqual([]);
  });

  it("are of a length that fits a hover", () => {
    const wrong = [...docs].filter(([, text]) => text.length < 40 || text.length > 900);
    expect(wrong.map(([place, text]) => `${place}: ${text.length}`)).toEqual([]);
  });

  it("are whole sentences, with at most one line of example behind them", () => {
    const wrong = [...docs].filter(([, text]) => !/^[^\n]*\.(\n\n`[^\n]*)?$/.test(text));
    expect(wrong.map(([place]) => place)).toEqual([]);
  });

  it("close every code mark that they open", () => {
    const wrong = [...docs].filter(([, text]) => (text.split("`").length - 1) % 2 === 1);
    expect(wrong.map(([place]) => place)).toEqual([]);
  });
});
