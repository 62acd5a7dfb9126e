/**
 * Finds what a name in a file stands for: its definitions and uses in the files that the daemon reads together.
 * Names of the dialect's local kinds are seen only from inside the block that defines them.
 */
import type { PlacedName } from "../catalogue/check.ts";
import type { BuiltInName } from "../dialect.ts";
import { readingOrder } from "../rules/keepalived/reading-order.ts";
import type { Locale } from "../text/locale.ts";
import { touches } from "../text/span.ts";
import { remembered } from "../workspace/remembered.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { isInSameServer } from "./nginx/same-server.ts";
import { say } from "./say.ts";

export interface Occurrence {
  readonly file: SourceFile;
  readonly name: PlacedName;
}

/** The name that the offset touches. Of two that touch there, the one that begins there. */
export function nameAt(file: SourceFile, offset: number): PlacedName | undefined {
  const { byPlace, longest } = namesIn(file);
  let from = 0;
  let to = byPlace.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((byPlace[middle]?.span.start ?? 0) <= offset) from = middle + 1;
    else to = middle;
  }
  for (let at = from - 1; at >= 0; at--) {
    const name = byPlace[at];
    if (name === undefined || name.span.start + longest < offset) return undefined;
    if (touches(name.span, offset)) return name;
  }
  return undefined;
}

/** Where a name is defined; for a definition itself and its like-named companions. Empty: nowhere that kalint has read. */
export function definitionsOf(snapshot: Snapshot, file: SourceFile, name: PlacedName): Occurrence[] {
  return calledSo(snapshot, file, name.name).filter(
    (other) =>
      other.name.role === "definition" && shareKind(other.name, name) && sees(snapshot, file, name, other),
  );
}

/**
 * Of the definitions of a name those that hold where it stands: where a later one takes the place of an earlier, the
 * last that is read before. One under a condition leaves the one before it in force as well.
 */
export function definitionsInForce(snapshot: Snapshot, file: SourceFile, name: PlacedName): Occurrence[] {
  const all = definitionsOf(snapshot, file, name);
  if (all.length < 2 || all.some((one) => one.name.text === undefined)) return all;
  // What stands in a definition is put in where that is used.
  if (name.role === "definition" || isInDefinition(file, name)) return all;
  const order = readingOrder(snapshot.unitOf(file), snapshot);
  const place = ({ file: at, name: { span } }: Occurrence) => ({ file: at, offset: span.start });
  const isBefore = (a: Occurrence, b: Occurrence) => order.isBefore(place(a), place(b));
  if (all.some((one) => isBefore(one, { file, name }) === undefined)) return all;
  const before = all
    .filter((one) => isBefore(one, { file, name }))
    .sort((a, b) => (isBefore(a, b) === true ? -1 : 1));
  const from = before.findLastIndex((one) => one.name.directive.conditional !== true);
  return before.length === 0 ? all : before.slice(Math.max(from, 0));
}

function isInDefinition(file: SourceFile, { span }: PlacedName): boolean {
  return file.model.names.some(
    ({ role, text }) =>
      role === "definition" && text !== undefined && text.start <= span.start && span.end <= text.end,
  );
}

/** All uses of a name, its definitions left out. */
export function usesOf(snapshot: Snapshot, file: SourceFile, name: PlacedName): Occurrence[] {
  const definitions = definitionsOf(snapshot, file, name);
  const meant = definitions.length === 0 ? [{ file, name }] : definitions;
  return calledSo(snapshot, file, name.name).filter(
    (other) =>
      other.name.role === "reference" &&
      meant.some((m) => shareKind(other.name, m.name) && sees(snapshot, other.file, other.name, m)),
  );
}

/** Definitions of these kinds that can be used at a place, each name once, by file and offset. */
export function visibleNames(
  snapshot: Snapshot,
  file: SourceFile,
  kinds: readonly string[],
  parents: PlacedName["parents"],
  within?: string,
): Occurrence[] {
  const seen = new Set<string>();
  const place = { kinds, parents, ...(within === undefined ? {} : { within }) };
  return definedAs(snapshot, file, kinds).filter((other) => {
    const { name } = other;
    if (seen.has(name.name) || !sees(snapshot, file, place, other)) return false;
    seen.add(name.name);
    return true;
  });
}

/** What the daemon itself means by a name; of several that fit the longest. */
export function builtInAt(file: SourceFile, name: PlacedName): BuiltInName | undefined {
  return builtInsCalled(name.name, builtInsAt(file, name.kinds, name.parents))[0];
}

/** Those that a name means, the longest first. */
export function builtInsCalled(wanted: string, all: readonly BuiltInName[]): BuiltInName[] {
  return all
    .filter((own) => (own.prefix === true ? wanted.startsWith(own.name) : wanted === own.name))
    .sort((a, b) => b.name.length - a.name.length);
}

/** The daemon's own names of these kinds that the target version has and that can be used at a place. */
export function builtInsAt(
  file: SourceFile,
  kinds: readonly string[],
  parents: PlacedName["parents"],
): readonly BuiltInName[] {
  const { known, rootScope, catalogue } = file.checked;
  const around = new Set([rootScope, ...parents.map((parent) => known.get(parent)?.entry.opens)]);
  const all = kinds.flatMap((kind) => file.dialect.builtIns?.(kind) ?? []);
  const isPlaced = all.some((own) => around.has(own.in));
  return all.filter(
    (own) =>
      (own.versions?.includes(catalogue.target) ?? true) &&
      (!isPlaced || own.in === undefined || around.has(own.in)),
  );
}

export function placeText({ file, name }: Occurrence): string {
  return placeIn(file, name.span.start);
}

/** `keepalived.conf:12`, the line counted from 1. */
export function placeIn({ path, lines }: SourceFile, offset: number): string {
  return `${path.slice(path.lastIndexOf("/") + 1)}:${lines.position(offset).line + 1}`;
}

/** Kinds as prose has them. */
export function kindText(kinds: readonly string[], locale: Locale): string {
  return kinds.map((kind) => spelt(kind, locale)).join(" / ");
}

/** Most kinds go by the keyword that makes them, in every language. */
function spelt(kind: string, locale: Locale): string {
  if (kind === "variable" || kind === "interface") return say(locale, kind);
  return kind.replaceAll("_", " ");
}

/** All names of the unit that are called so. */
function calledSo(snapshot: Snapshot, file: SourceFile, text: string): Occurrence[] {
  return snapshot.unitOf(file).files.flatMap((f) => namesIn(f).byText.get(text) ?? []);
}

/** All definitions of the unit of one of these kinds, by file and offset. */
function definedAs(snapshot: Snapshot, file: SourceFile, kinds: readonly string[]): Occurrence[] {
  return snapshot.unitOf(file).files.flatMap((f) => {
    const found = kinds.flatMap((kind) => namesIn(f).definitions.get(kind) ?? []);
    return kinds.length === 1 ? found : found.sort((a, b) => a.name.span.start - b.name.span.start);
  });
}

interface NamesOfFile {
  /** By their starts; of those that begin at one place the first of the model comes last. */
  readonly byPlace: readonly PlacedName[];
  /** Length of the longest. */
  readonly longest: number;
  readonly byText: ReadonlyMap<string, readonly Occurrence[]>;
  readonly definitions: ReadonlyMap<string, readonly Occurrence[]>;
}

const namesIn = remembered((file: SourceFile): NamesOfFile => {
  const byText = new Map<string, Occurrence[]>();
  const definitions = new Map<string, Occurrence[]>();
  const add = (map: Map<string, Occurrence[]>, key: string, one: Occurrence) => {
    const same = map.get(key);
    if (same === undefined) map.set(key, [one]);
    else same.push(one);
  };
  for (const name of file.model.names) {
    const one = { file, name };
    add(byText, name.name, one);
    if (name.role === "definition") for (const kind of name.kinds) add(definitions, kind, one);
  }
  const byPlace = file.model.names.toReversed().sort((a, b) => a.span.start - b.span.start);
  const longest = byPlace.reduce((length, { span }) => Math.max(length, span.end - span.start), 0);
  return { byPlace, longest, byText, definitions };
});

function shareKind(a: Pick<PlacedName, "kinds">, b: Pick<PlacedName, "kinds">): boolean {
  return a.kinds.some((kind) => b.kinds.includes(kind));
}

/** True in the same part of the daemon and, of a local name, where its own block is around the place that uses it. */
function sees(
  snapshot: Snapshot,
  file: SourceFile,
  place: Pick<PlacedName, "parents" | "within"> & Partial<Pick<PlacedName, "directive">>,
  definition: Occurrence,
): boolean {
  if (
    !isSameFamily(familyAround(place.parents, file), familyAround(definition.name.parents, definition.file))
  )
    return false;
  const local = file.dialect.localKinds ?? [];
  if (!definition.name.kinds.some((kind) => local.includes(kind))) return true;
  if (place.within !== undefined) return definition.name.parents.at(-1)?.words[1]?.value === place.within;
  const { parents } = definition.name;
  if (file.dialect.id === "nginx") {
    const own = place.directive === undefined ? place.parents : [...place.parents, place.directive];
    const other = [...parents, definition.name.directive];
    const shared = isInSameServer(snapshot.unitOf(file), snapshot, own, other);
    if (shared !== undefined) return shared;
  }
  return parents.every((parent, depth) => place.parents[depth] === parent);
}

function isSameFamily(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** The names of a body have one list of parents. */
const familyAround = remembered((parents: PlacedName["parents"], file: SourceFile): string | undefined => {
  const { rootScope, known } = file.checked;
  return file.dialect.familyOf?.([rootScope, ...parents.map((parent) => known.get(parent)?.entry.opens)]);
});
