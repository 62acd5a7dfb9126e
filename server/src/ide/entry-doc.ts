/** Explains one entry of a catalogue as Markdown: our own words first, then what the catalogue says of it. */
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Entry } from "../catalogue/entry.ts";
import type { BuiltInName, Dialect } from "../dialect.ts";
import type { Locale } from "../text/locale.ts";
import { blockStyle } from "./block-style.ts";
import { kindText } from "./names.ts";
import { unitName } from "./quantity.ts";
import { code, fact, say } from "./say.ts";
import { signature } from "./signature.ts";

/** The explanation with the entry's name above it. */
export function entryPage(
  dialect: Dialect,
  catalogue: Catalogue,
  scope: string,
  entry: Entry,
  locale: Locale,
): string {
  const title = entry.name === "*" ? scope : bareName(entry);
  return `**${title}**\n\n${entryDoc(dialect, catalogue, scope, entry, locale)}`;
}

/** The name without the `=` that its value stands behind. */
export function bareName({ name }: Entry): string {
  return name.endsWith("=") ? name.slice(0, -1) : name;
}

/** `scope` is the one in which the entry was met; its text counts before that of the other places. */
export function entryDoc(
  dialect: Dialect,
  catalogue: Catalogue,
  scope: string,
  entry: Entry,
  locale: Locale,
): string {
  const places = [scope, ...entry.in].map((place) => `${place}/${entry.name}`);
  const explained = explanation(dialect, places, locale);
  const body = entry.opens !== undefined && blockStyle(dialect).braces ? " { … }" : "";
  const shape = `\`\`\`${dialect.id}\n${signature(entry)}${body}\n\`\`\``;
  const facts = [
    ...sampleLines(dialect, scope, entry, locale),
    ...factLines(dialect, catalogue, entry, locale),
  ].map((line) => `- ${line}`);
  return [explained, shape, facts.join("\n")]
    .filter((part) => part !== undefined && part !== "")
    .join("\n\n");
}

/** A name that the daemon itself defines, as it is written; `others` is what it means elsewhere, by another module. */
export function builtInDoc(
  dialect: Dialect,
  kinds: readonly string[],
  written: string,
  [own, ...others]: readonly [BuiltInName, ...BuiltInName[]],
  locale: Locale,
): string {
  const modules = [own, ...others].flatMap(({ module }) => (module === undefined ? [] : [code(module)]));
  const facts = [
    say(locale, "name-built-in", { kind: kindText(kinds, locale), name: written }),
    ...(own.tests === undefined ? [] : [code(own.tests)]),
    ...(modules.length === 0 ? [] : [fact(locale, "module", modules.join(say(locale, "between")))]),
    ...(own.build === undefined || own.build === own.module ? [] : [fact(locale, "build", code(own.build))]),
    ...(own.since === undefined ? [] : [say(locale, "since", { since: own.since })]),
    ...(own.versions === undefined ? [] : [say(locale, "targets", { versions: own.versions.join(", ") })]),
  ].join(" · ");
  const text = explanation(
    dialect,
    kinds.map((kind) => `${kind}/${own.name}`),
    locale,
  );
  return text === undefined ? facts : `${facts}\n\n${text}`;
}

/** Our own explanation, where there is one; in English where the language has none. */
function explanation(dialect: Dialect, places: readonly string[], locale: Locale): string | undefined {
  for (const docs of [docsOf(dialect, locale), docsOf(dialect, "en")]) {
    const place = places.find((at) => (docs.get(at) ?? "") !== "");
    if (place !== undefined) return docs.get(place);
  }
  return undefined;
}

/** What a part of an expression makes of what, and where. */
function sampleLines(dialect: Dialect, scope: string, { name }: Entry, locale: Locale): string[] {
  const facts = dialect.sampleFacts?.(scope, name);
  if (facts === undefined) return [];
  const { takes, gives, layer, places } = facts;
  const makes = [
    ...(takes === undefined ? [] : [fact(locale, "sample-takes", say(locale, `sample-${takes}`))]),
    fact(locale, "sample-gives", say(locale, `sample-${gives}`)),
    ...(layer === undefined ? [] : [fact(locale, "sample-from", say(locale, `sample-${layer}`))]),
  ];
  const between = say(locale, "between");
  return [
    makes.join(" · "),
    ...(places === undefined ? [] : [fact(locale, "sample-places", places.map(code).join(between))]),
  ];
}

function factLines(dialect: Dialect, catalogue: Catalogue, entry: Entry, locale: Locale): string[] {
  const lines: string[] = [say(locale, "in", { places: placesText(entry, locale) })];
  const unit = entry.unit === undefined ? undefined : unitName(entry.unit, locale);
  const measured = [
    ...(unit === undefined ? [] : [fact(locale, "unit", unit)]),
    ...(entry.default === undefined ? [] : [fact(locale, "default", code(entry.default))]),
    ...otherDefaults(dialect, catalogue, entry, locale),
  ];
  if (measured.length > 0) lines.push(measured.join(" · "));
  const needs = [
    ...(entry.module === undefined ? [] : [fact(locale, "module", code(entry.module))]),
    ...(entry.build === undefined ? [] : [fact(locale, "build", code(entry.build))]),
  ];
  if (needs.length > 0) lines.push(needs.join(" · "));
  const history = historyText(catalogue, entry, locale);
  if (history !== "") lines.push(history);
  if (!catalogue.knows(entry)) lines.push(`**${say(locale, "unavailable", { target: catalogue.target })}**`);
  if (entry.deprecated !== undefined)
    lines.push(`**${say(locale, "deprecated", { use: entry.deprecated })}**`);
  return lines;
}

/** Defaults in the other target versions, where they differ. */
function otherDefaults(dialect: Dialect, catalogue: Catalogue, entry: Entry, locale: Locale): string[] {
  if (entry.byVersion === undefined) return [];
  const stored = dialect.data().entries.find((e) => e.byVersion === entry.byVersion);
  const versions = new Map<string, string[]>();
  for (const target of catalogue.targets) {
    const value = entry.byVersion[target]?.default ?? stored?.default;
    const isKnown = entry.versions?.includes(target) ?? true;
    if (value === undefined || value === entry.default || !isKnown) continue;
    versions.set(value, [...(versions.get(value) ?? []), target]);
  }
  return [...versions].map(([value, where]) =>
    say(locale, "default-in", { versions: where.join(", "), value: code(value) }),
  );
}

function placesText(entry: Entry, locale: Locale): string {
  if (entry.in.includes("*")) return say(locale, "anywhere");
  return entry.in.map(code).join(say(locale, "between"));
}

function historyText(catalogue: Catalogue, entry: Entry, locale: Locale): string {
  const parts: string[] = [];
  if (entry.since !== undefined) parts.push(say(locale, "since", { since: entry.since }));
  if (entry.removed !== undefined) parts.push(say(locale, "removed", { removed: entry.removed }));
  const { versions } = entry;
  if (versions !== undefined && versions.length > 0 && versions.length < catalogue.targets.length) {
    parts.push(say(locale, "targets", { versions: versions.join(", ") }));
  }
  return parts.join(", ");
}

const readDocs = new Map<string, ReadonlyMap<string, string>>();

/** A dialect's explanations, read once. */
function docsOf(dialect: Dialect, locale: Locale): ReadonlyMap<string, string> {
  const key = `${dialect.id} ${locale}`;
  let docs = readDocs.get(key);
  if (docs === undefined) {
    docs = dialect.docs(locale);
    readDocs.set(key, docs);
  }
  return docs;
}
