/**
 * What a person wants to know of the word under the pointer: of a directive or an option its explanation, of a value
 * what it means, of a name where it is defined and used.
 */
import { type KnownDirective, matchOf, type PlacedName } from "../catalogue/check.ts";
import type { Entry } from "../catalogue/entry.ts";
import type { Matched } from "../catalogue/match.ts";
import { isPartOf } from "../ha/failover-report.ts";
import { networkEnds, parseAddress } from "../model/address.ts";
import type { Directive, Word } from "../syntax/tree.ts";
import type { Locale } from "../text/locale.ts";
import { type Span, touches } from "../text/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { cursorAt, inComment } from "./cursor.ts";
import { bareName, builtInDoc, entryPage } from "./entry-doc.ts";
import { routersAround } from "./failover/own-routers.ts";
import { routerMarkdown } from "./failover/router-markdown.ts";
import { inheritanceText, meaningText } from "./haproxy/haproxy-hover.ts";
import {
  builtInAt,
  definitionsInForce,
  kindText,
  nameAt,
  type Occurrence,
  placeText,
  usesOf,
} from "./names.ts";
import { effectiveText } from "./nginx/nginx-hover.ts";
import { quantityText } from "./quantity.ts";
import { code, fact, say } from "./say.ts";
import { rangeText } from "./signature.ts";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** Places listed before the rest is counted. */
const maxPlaces = 8;

export function hoverAt(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
  locale: Locale = "en",
): Hover | undefined {
  if (inComment(file.tree, offset)) return undefined;
  const hover = directiveHover(snapshot, file, offset, locale) ?? nameHover(snapshot, file, offset, locale);
  const failover = hover === undefined ? [] : failoverAt(snapshot, file, offset, locale);
  if (hover === undefined || failover.length === 0) return hover;
  return { ...hover, markdown: [...failover, hover.markdown].join("\n\n---\n\n") };
}

/** On the name of a VRRP instance, and in the line of its priority: what becomes of its virtual router. It comes first. */
function failoverAt(snapshot: Snapshot, file: SourceFile, offset: number, locale: Locale): string[] {
  const { vrrp } = file.model;
  const { directive } = vrrp === undefined ? {} : cursorAt(file.tree, offset);
  if (directive === undefined) return [];
  const inLine = ({ start }: Span) => directive.words.some((word) => word.start === start);
  const instance = vrrp?.instances.find(
    ({ name, priority }) => touches(name.span, offset) || (priority !== undefined && inLine(priority.span)),
  );
  if (instance === undefined) return [];
  return routersAround(snapshot, file)
    .filter((report) => isPartOf(report, instance))
    .map((report) => routerMarkdown(report, locale));
}

function directiveHover(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
  locale: Locale,
): Hover | undefined {
  const { directive, word, index } = cursorAt(file.tree, offset);
  if (directive === undefined || word === undefined || index < 0) return undefined;
  const known = file.checked.known.get(directive);
  if (known === undefined) return index === 0 ? elsewhere(file, directive, word, locale) : undefined;
  const nameLength = Math.max(known.nameLength, 0);
  if (index < nameLength) {
    const last = directive.words[nameLength - 1] ?? word;
    const taken = takenOver(snapshot, file, directive, locale);
    const page = titled(file, known.scope, known.entry, locale);
    return {
      span: { start: directive.words[0].start, end: last.end },
      markdown: taken === undefined ? page : `${taken}\n\n---\n\n${page}`,
    };
  }
  const name = nameAt(file, offset);
  const part = partAt(file, known, offset);
  if (part !== undefined) return { span: part.span, markdown: titled(file, part.scope, part.entry, locale) };
  const owner = ownerOf(file, known, index, offset - word.start);
  const parts = [
    ...(name === undefined ? [] : [nameText(snapshot, file, name, locale)]),
    ...(owner.isOption ? [] : valueLines(file, word, owner, locale)),
    titled(file, owner.scope, owner.entry, locale),
  ];
  const at = name?.span ?? word;
  return { span: { start: at.start, end: at.end }, markdown: parts.join("\n\n---\n\n") };
}

/** What counts for a block besides what it says, and what a directive takes the place of. */
function takenOver(
  snapshot: Snapshot,
  file: SourceFile,
  directive: Directive,
  locale: Locale,
): string | undefined {
  switch (file.dialect.id) {
    case "haproxy":
      return directive.body === undefined
        ? undefined
        : inheritanceText(snapshot.unitOf(file), file, directive, locale);
    case "nginx":
      return effectiveText(snapshot, file, directive, locale);
    case "keepalived":
      return undefined;
  }
}

/** A name where no directive is known: in a definition, in a line that is made of variables. */
function nameHover(snapshot: Snapshot, file: SourceFile, offset: number, locale: Locale): Hover | undefined {
  const name = nameAt(file, offset);
  return name === undefined
    ? undefined
    : { span: name.span, markdown: nameText(snapshot, file, name, locale) };
}

/** A directive that may not stand here is explained with the places where it may. */
function elsewhere(file: SourceFile, directive: Directive, word: Word, locale: Locale): Hover | undefined {
  const [entry] = file.checked.catalogue.named(directive.words.slice(0, 4).map((w) => w.value));
  if (entry === undefined) return undefined;
  return {
    span: { start: word.start, end: word.end },
    markdown: titled(file, entry.in[0] ?? "", entry, locale),
  };
}

/** The entry of another scope that a part of a value names: a fetch or a converter in an expression. */
function partAt(
  file: SourceFile,
  known: KnownDirective,
  offset: number,
): { readonly span: Span; readonly scope: string; readonly entry: Entry } | undefined {
  for (const { scope, name } of matchOf(file.checked, known).matched.flatMap((m) => m.reading?.uses ?? [])) {
    if (!touches(name, offset)) continue;
    const entry = file.checked.catalogue.entriesIn(scope).find((e) => e.name === name.value);
    if (entry !== undefined) return { span: { start: name.start, end: name.end }, scope, entry };
  }
  return undefined;
}

interface Owner {
  /** The innermost entry that the word belongs to, or the one that the word itself names. */
  readonly entry: Entry;
  readonly scope: string;
  readonly isOption: boolean;
  /** What the word was taken for; absent where it did not fit. */
  readonly taken?: Matched;
}

/** `within` counts from the word's start: the first part of `weight=5` names the option, the rest is its value. */
function ownerOf(file: SourceFile, known: KnownDirective, index: number, within: number): Owner {
  let { entry, scope } = known;
  let taken: Matched | undefined;
  for (const matched of matchOf(file.checked, known).matched) {
    if (matched.index > index) break;
    taken = matched;
    if (matched.leaf.kind === "entry") ({ entry, scope } = matched.leaf);
  }
  if (taken === undefined || index >= taken.index + (taken.reading?.used ?? 1))
    return { entry, scope, isOption: false };
  const inName = entry.name.endsWith("=") && within < entry.name.length;
  return { entry, scope, isOption: taken.leaf.kind === "entry" || inName, taken };
}

function titled(file: SourceFile, scope: string, entry: Entry, locale: Locale): string {
  return entryPage(file.dialect, file.checked.catalogue, scope, entry, locale);
}

function valueLines(file: SourceFile, word: Word, { entry, taken }: Owner, locale: Locale): string[] {
  if (word.unknown !== undefined || taken === undefined) return [];
  const network = networkText(word.value, locale);
  if (network !== undefined) return [network];
  if (entry.name === "*") return [];
  const { leaf } = taken;
  const type = leaf.kind === "value" ? file.checked.catalogue.types[leaf.type] : undefined;
  const value = word.value.slice(leaf.kind === "value" ? leaf.prefix.length : 0);
  const unit = entry.unit ?? type?.unit;
  const meaning = unit === undefined ? undefined : quantityText(value, unit, locale);
  const first =
    meaning === undefined
      ? say(locale, "value-of", { value: plain(value), name: bareName(entry) })
      : say(locale, "value-means", { value: plain(value), meaning });
  const range = leaf.kind === "value" ? rangeText(leaf) : "";
  return [range === "" ? first : `${first} · ${fact(locale, "range", range)}`];
}

/** What an address with a prefix length says of its network. */
function networkText(text: string, locale: Locale): string | undefined {
  const [, written = "", bits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseAddress(written);
  if (address === undefined || Number(bits) > address.bytes.length * 8) return undefined;
  const [first, last] = networkEnds(address, Number(bits));
  const params = { value: text, family: address.family, first: `${first.text}/${bits}`, last: last.text };
  return say(locale, address.family === 4 ? "network-broadcast" : "network", params);
}

function nameText(snapshot: Snapshot, file: SourceFile, name: PlacedName, locale: Locale): string {
  const definitions = definitionsInForce(snapshot, file, name);
  const kind = kindText(definitions[0]?.name.kinds ?? name.kinds, locale);
  const params = { kind, name: plain(name.name), places: placesText(definitions, locale) };
  const meaning =
    file.dialect.id === "haproxy" ? meaningText(snapshot.unitOf(file), name, definitions, locale) : "";
  if (name.role === "definition") {
    const uses = usesOf(snapshot, file, name);
    const used =
      uses.length === 0
        ? say(locale, "name-unused")
        : say(locale, "name-used-at", { places: placesText(uses, locale) });
    return `${say(locale, "name-defined-here", params)}\n\n${used}${meaning}`;
  }
  if (definitions.length > 0)
    return `${say(locale, "name-defined-at", params)}${textsOf(definitions)}${meaning}`;
  if (name.kinds.some((k) => file.dialect.hostKinds?.includes(k))) {
    const used = placesText(usesOf(snapshot, file, name), locale);
    return `${say(locale, "name-of-host", params)}\n\n${say(locale, "name-used-at", { places: used })}`;
  }
  const builtIn = builtInAt(file, name);
  if (builtIn === undefined) return say(locale, "name-undefined", params);
  return builtInDoc(file.dialect, name.kinds, params.name, [builtIn], locale);
}

/** The texts that stand for a name. */
function textsOf(definitions: readonly Occurrence[]): string {
  return definitions
    .flatMap(({ file, name: { text } }) =>
      text === undefined ? [] : [file.text.slice(text.start, text.end)],
    )
    .slice(0, maxPlaces)
    .map((text) => `\n\n~~~\n${text.slice(0, 500).replaceAll("~~~", "")}\n~~~`)
    .join("");
}

function placesText(occurrences: readonly Occurrence[], locale: Locale): string {
  const places = occurrences
    .slice(0, maxPlaces)
    .map((occurrence) => code(placeText(occurrence)))
    .join(say(locale, "between"));
  const more = occurrences.length - maxPlaces;
  return more > 0 ? say(locale, "and-more", { places, count: more }) : places;
}

function plain(text: string): string {
  return text.replace(/`/g, "'").slice(0, 200);
}
