/** Statements of every directive in every block, made of what the catalogue says its arguments are. */
import { Catalogue } from "../../../server/src/catalogue/catalogue.ts";
import type { Entry } from "../../../server/src/catalogue/entry.ts";
import { parseForm } from "../../../server/src/catalogue/form.ts";
import { nginx } from "../../../server/src/dialects/nginx/nginx.ts";
import { broken, fitting, type Token, type WordSource } from "./line-words.ts";
import type { LineKind, LineSample } from "./lines.ts";
import { nginxFrames } from "./nginx-line-frames.ts";
import { badWords, goodWords } from "./nginx-line-values.ts";

/** Modules that the packages leave out. */
const left = /_(?:xslt|image_filter|geoip|perl)(?:_filter)?_module$|^ngx_iocp|^ngx_google/;

/** What only other systems have. */
const otherSystems = new Set(["setfib=", "accept_filter="]);

/** Blocks whose lines have no keyword. */
export const lineLists = new Set(["map", "geo", "types", "split_clients", "charset_map"]);

const scopes = Object.keys(nginxFrames);

/** Lines for the release, the same ones each time. */
export function nginxLines(target: string): LineSample[] {
  const catalogue = new Catalogue(nginx.data(), nginx.types, target);
  const source: WordSource = {
    entriesIn: (scope) =>
      catalogue
        .entriesIn(scope)
        .filter((e) => e.name !== "*" && e.build === undefined && !otherSystems.has(e.name)),
    good: goodWords,
    bad: badWords,
  };
  const samples = new Map<string, LineSample>();
  const add = (kind: LineKind, scope: string, line: string) => {
    const text = nginxFrames[scope]?.(line);
    const key = `${scope} ${line}`;
    if (text !== undefined && !samples.has(key)) samples.set(key, { scope, line, kind, text });
  };
  const entries = new Set(scopes.flatMap((scope) => catalogue.entriesIn(scope)));
  for (const entry of entries) {
    if (entry.build !== undefined || left.test(entry.module ?? "")) continue;
    if (entry.in.includes("any")) continue;
    const places = entry.in.includes("*") ? scopes : entry.in.filter((scope) => nginxFrames[scope]);
    const fit = fitting(parseForm(entry.args), entry.name, source);
    const wrong = broken(fit, entry.name, source);
    places.forEach((scope, nth) => {
      for (const list of thinned(fit, nth)) add("right", scope, spell(entry, list));
      for (const list of thinned(wrong, nth)) add("broken", scope, spell(entry, list));
    });
    const [shortest = []] = fit;
    const usual = spell(entry, shortest);
    for (const [i, scope] of scopes.entries()) {
      // In a list nearly every directive is just another line: some will do.
      const enough = lineLists.has(scope) && (i + entry.name.length) % 9 !== 0;
      if (!places.includes(scope) && !enough) add("elsewhere", scope, usual);
    }
    for (const scope of places.slice(0, 2)) {
      const other = spell(entry, fit.at(-1) ?? []);
      add("twice", scope, `${usual} ${usual}`);
      if (other !== usual) add("twice", scope, `${usual} ${other}`);
    }
    const [scope = ""] = places;
    if (entry.name === "*") continue;
    const block = entry.opens !== undefined;
    add("body", scope, usual.replace(block ? /\s*\{.*\}$/s : /;$/, block ? ";" : " { }"));
    add("case", scope, usual.replace(entry.name, entry.name.toUpperCase()));
  }
  return [...samples.values()];
}

/** All in the first block, every seventh in those behind it. */
function thinned<T>(all: readonly T[], nth: number): readonly T[] {
  return nth === 0 ? all : all.filter((_, i) => i === 0 || (i + nth) % 7 === 0);
}

/** Bodies without which a block is not complete. */
const bodies: Readonly<Record<string, string>> = {
  upstream: "server 127.0.0.1:89;",
  "stream-upstream": "server 127.0.0.1:89;",
  "stream-server": "listen 127.0.0.1:8090; proxy_pass up;",
  "mail-server": "listen 127.0.0.1:8090; protocol imap;",
  server: "listen 127.0.0.1:8090;",
  limit_except: "deny all;",
};

function spell(entry: Entry, tokens: readonly Token[]): string {
  const head = [...(entry.name === "*" ? [] : [entry.name]), ...tokens.map((t) => t.text)].join(" ");
  return entry.opens === undefined ? `${head};` : `${head} { ${bodies[entry.opens] ?? ""} }`;
}
