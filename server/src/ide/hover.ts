/**
 * What a person wants to know of the word under the pointer: of a directive or an option its explanation, of a value
 * what it means, of a name where it is defined and used.
 */
import type { KnownDirective, PlacedName } from "../catalogue/check.ts";
import type { Entry } from "../catalogue/entry.ts";
import type { Matched } from "../catalogue/match.ts";
import type { Word } from "../syntax/tree.ts";
import type { Span } from "../text/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { cursorAt, inComment } from "./cursor.ts";
import { entryDoc } from "./entry-doc.ts";
import { definitionsOf, nameAt, type Occurrence, usesOf } from "./names.ts";
import { quantityText } from "./quantity.ts";
import { code, say } from "./say.ts";
import { rangeText } from "./signature.ts";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** Places listed before the rest is counted. */
const maxPlaces = 8;

export function hoverAt(snapshot: Snapshot, file: SourceFile, offset: number): Hover | undefined {
  if (inComment(file.tree, offset)) return undefined;
  const { directive, word, index } = cursorAt(file.tree, offset);
  if (directive === undefined || word === undefined || index < 0) return undefined;
  const known = file.checked.known.get(directive);
  if (known === undefined) return undefined;
  const nameLength = Math.max(known.nameLength, 0);
  if (index < nameLength) {
    const last = directive.words[nameLength - 1] ?? word;
    return {
      span: { start: directive.words[0].start, end: last.end },
      markdown: titled(file, known.scope, known.entry),
    };
  }
  const name = nameAt(file, offset);
  const owner = ownerOf(known, index);
  const parts = [
    ...(name === undefined ? [] : [nameText(snapshot, file, name)]),
    ...(owner.isOption ? [] : valueLines(word, owner)),
    titled(file, owner.scope, owner.entry),
  ];
  const at = name?.span ?? word;
  return { span: { start: at.start, end: at.end }, markdown: parts.join("\n\n---\n\n") };
}

interface Owner {
  /** The innermost entry that the word belongs to, or the one that the word itself names. */
  readonly entry: Entry;
  readonly scope: string;
  readonly isOption: boolean;
  /** What the word was taken for; absent where it did not fit. */
  readonly taken?: Matched;
}

function ownerOf(known: KnownDirective, index: number): Owner {
  let { entry, scope } = known;
  let taken: Matched | undefined;
  for (const matched of known.match.matched) {
    if (matched.index > index) break;
    taken = matched;
    if (matched.leaf.kind === "entry") ({ entry, scope } = matched.leaf);
  }
  if (taken === undefined || index >= taken.index + (taken.reading?.used ?? 1))
    return { entry, scope, isOption: false };
  return { entry, scope, isOption: taken.leaf.kind === "entry", taken };
}

function titled(file: SourceFile, scope: string, entry: Entry): string {
  const doc = entryDoc(file.dialect, file.checked.catalogue, scope, entry);
  return entry.name === "*" ? `**${scope}**\n\n${doc}` : `**${entry.name}**\n\n${doc}`;
}

function valueLines(word: Word, { entry, taken }: Owner): string[] {
  if (word.unknown !== undefined || taken === undefined || entry.name === "*") return [];
  const { leaf } = taken;
  const prefix = leaf.kind === "value" ? leaf.prefix : "";
  const meaning =
    entry.unit === undefined ? undefined : quantityText(word.value.slice(prefix.length), entry.unit);
  const first =
    meaning === undefined
      ? say("value-of", { value: plain(word.value), name: entry.name })
      : say("value-means", { value: plain(word.value), meaning });
  const range = leaf.kind === "value" ? rangeText(leaf) : "";
  return [range === "" ? first : `${first} · ${say("range")}: ${range}`];
}

function nameText(snapshot: Snapshot, file: SourceFile, name: PlacedName): string {
  const definitions = definitionsOf(snapshot, file, name);
  const kind = (definitions[0]?.name.kinds ?? name.kinds).map((k) => k.replaceAll("_", " ")).join(" / ");
  const params = { kind, name: plain(name.name), places: placesText(definitions) };
  if (name.role === "definition") {
    const uses = usesOf(snapshot, file, name);
    const used = uses.length === 0 ? say("name-unused") : say("name-used-at", { places: placesText(uses) });
    return `${say("name-defined-here", params)}\n\n${used}`;
  }
  return definitions.length === 0 ? say("name-undefined", params) : say("name-defined-at", params);
}

function placesText(occurrences: readonly Occurrence[]): string {
  const places = occurrences.slice(0, maxPlaces).map(placeText).join(", ");
  const more = occurrences.length - maxPlaces;
  return more > 0 ? say("and-more", { places, count: more }) : places;
}

/** `keepalived.conf:12`, the line counted from 1. */
export function placeText({ file, name }: Occurrence): string {
  const base = file.path.slice(file.path.lastIndexOf("/") + 1);
  return code(`${base}:${file.lines.position(name.span.start).line + 1}`);
}

function plain(text: string): string {
  return text.replace(/`/g, "'").slice(0, 200);
}
