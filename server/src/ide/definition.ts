/** Goes from a name to its definition, to all its uses, and from an include to the files it takes in. */
import { type Span, touches } from "../text/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { definitionsInForce, definitionsOf, nameAt, type Occurrence, usesOf } from "./names.ts";

export interface Target {
  readonly file: SourceFile;
  readonly span: Span;
}

export interface DefinitionAnswer {
  /** The word that was asked about. */
  readonly origin: Span;
  readonly targets: readonly Target[];
}

export interface Highlight {
  readonly span: Span;
  readonly role: "definition" | "reference";
}

export function definitionAt(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
): DefinitionAnswer | undefined {
  const found = snapshot.includesOf(file).find(({ include }) => touches(include.span, offset));
  if (found !== undefined) {
    const targets = found.targets.map((included) => ({ file: included, span: { start: 0, end: 0 } }));
    return { origin: found.include.span, targets };
  }
  const name = nameAt(file, offset);
  if (name === undefined) return undefined;
  return { origin: name.span, targets: definitionsInForce(snapshot, file, name).map(target) };
}

/** All uses of the name at the offset, in document order; with its definitions where asked for. */
export function referencesAt(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
  withDefinitions: boolean,
): Target[] {
  return occurrencesAt(snapshot, file, offset, withDefinitions).map(target);
}

/** Where the name at the offset stands in this file. */
export function highlightsAt(snapshot: Snapshot, file: SourceFile, offset: number): Highlight[] {
  return occurrencesAt(snapshot, file, offset, true)
    .filter((o) => o.file === file)
    .map(({ name }) => ({ span: name.span, role: name.role }));
}

function occurrencesAt(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
  withDefinitions: boolean,
): Occurrence[] {
  const name = nameAt(file, offset);
  if (name === undefined) return [];
  const definitions = withDefinitions ? definitionsOf(snapshot, file, name) : [];
  return [...definitions, ...usesOf(snapshot, file, name)].sort(byPlace);
}

function byPlace(a: Occurrence, b: Occurrence): number {
  if (a.file !== b.file) return a.file.path < b.file.path ? -1 : 1;
  return a.name.span.start - b.name.span.start;
}

function target({ file, name }: Occurrence): Target {
  return { file, span: name.span };
}
