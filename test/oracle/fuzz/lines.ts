/** Lines of every directive in every section, made of what the catalogue says its arguments are. */
import { Catalogue } from "../../../server/src/catalogue/catalogue.ts";
import type { Entry } from "../../../server/src/catalogue/entry.ts";
import { parseForm } from "../../../server/src/catalogue/form.ts";
import { haproxy } from "../../../server/src/dialects/haproxy/haproxy.ts";
import { frames } from "./line-frames.ts";
import { badWords, goodWords } from "./line-values.ts";
import { broken, fitting, type Token, type WordSource } from "./line-words.ts";

/**
 * Right in its section, with one mistake, in a section that it does not belong to, behind `no` or `default`; given
 * twice, with a body in place of its end or the reverse, in the wrong case.
 */
export type LineKind = "right" | "broken" | "elsewhere" | "prefixed" | "twice" | "body" | "case";

export interface LineSample {
  readonly scope: string;
  readonly line: string;
  readonly kind: LineKind;
  readonly text: string;
}

const proxies = ["frontend", "backend", "listen", "defaults", "defaults(named)"];
/** Of a directive that stands in several sections, all lines are tried in the first two of these and some in the others. */
const proxyOrder = ["listen", "defaults", "frontend", "backend", "defaults(named)"];
/** Rules of sections whose files are not read here. */
const others = Object.keys(frames);

/** Lines for the release, the same ones each time. */
export function lineSamples(release: string): LineSample[] {
  const catalogue = new Catalogue(haproxy.data(), haproxy.types, release);
  const source: WordSource = {
    entriesIn: (scope) => catalogue.entriesIn(scope).filter((entry) => entry.name !== "*"),
    good: goodWords,
    bad: badWords,
  };
  const samples = new Map<string, LineSample>();
  const add = (kind: LineKind, scope: string, line: string) => {
    const text = frames[scope]?.(line, release);
    const key = `${scope} ${line}`;
    if (text !== undefined && !samples.has(key)) samples.set(key, { scope, line, kind, text });
  };
  const entries = new Set(others.flatMap((scope) => catalogue.entriesIn(scope)));
  // An option list that several directives have is gone through once.
  const done = new Set<string>();
  for (const entry of entries) {
    // What a build with another library has is not known to be wrong.
    if (entry.build !== undefined && !catalogue.knows(entry)) continue;
    // Files of SPOE agents are read with the same catalogue.
    if (entry.name.startsWith("spoe-")) continue;
    if (entry.name === "*" || entry.name.startsWith(".") || entry.name === "[]") continue;
    const scopes = inOrder(entry.in.filter((scope) => frames[scope] !== undefined));
    const lists = fitting(parseForm(entry.args), entry.name, source);
    const wrong = broken(lists, entry.name, source);
    const [shortest = []] = lists;
    const list = /&[\w-]+-option/.exec(entry.args)?.[0];
    const again = list !== undefined && done.has(list) ? 1 : 0;
    if (list !== undefined) done.add(list);
    scopes.forEach((scope, i) => {
      const nth = i + again;
      for (const list of thinned(lists, nth)) add("right", scope, spell(entry, list));
      for (const list of thinned(wrong, nth)) add("broken", scope, spell(entry, list));
    });
    // Beside its sections: in the other proxies and in some of the others.
    const usual = spell(entry, shortest);
    for (const scope of elsewhere(entry)) add("elsewhere", scope, usual);
    if (scopes[0] !== undefined)
      for (const prefix of ["no", "default"]) add("prefixed", scopes[0], `${prefix} ${usual}`);
  }
  return [...samples.values()];
}

function inOrder(scopes: readonly string[]): string[] {
  return [...scopes].sort((a, b) => proxyOrder.indexOf(a) - proxyOrder.indexOf(b));
}

/** All in the first section, every seventh in those behind it. */
function thinned<T>(all: readonly T[], nth: number): readonly T[] {
  return nth === 0 ? all : all.filter((_, i) => i === 0 || (i + nth) % 7 === 0);
}

function elsewhere(entry: Entry): string[] {
  const strange = others.filter((scope) => !entry.in.includes(scope));
  const start = [...entry.name].reduce((sum, c) => sum + c.charCodeAt(0), 0);
  const near = entry.in.some((scope) => proxies.includes(scope))
    ? strange.filter((s) => proxies.includes(s))
    : [];
  return [...new Set([...near, strange[start % strange.length] ?? "file"])];
}

function spell(entry: Entry, tokens: readonly Token[]): string {
  return [entry.name, ...tokens.map((token) => token.text)].join(" ").trimEnd();
}
