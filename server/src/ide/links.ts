/** Links from a file to those it names: what it includes, scripts it runs, certificates it loads, where they are at hand. */
import type { Span } from "../text/span.ts";
import type { FileSystem } from "../workspace/file-system.ts";
import { findFile } from "../workspace/includes.ts";
import { join } from "../workspace/paths.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { includerOf, pathWords } from "./path-words.ts";

export interface FileLink {
  readonly span: Span;
  readonly path: string;
}

/** In document order. A pattern that takes in several files has no link: go to definition lists them. */
export function linksOf(snapshot: Snapshot, file: SourceFile, fileSystem: FileSystem): FileLink[] {
  const links: FileLink[] = [];
  const patterns = new Set<number>();
  for (const { include, targets } of snapshot.includesOf(file)) {
    patterns.add(include.span.start);
    const [target] = targets;
    if (target !== undefined && targets.length === 1) links.push({ span: include.span, path: target.path });
  }
  const includer = includerOf(snapshot, file);
  const bases = basesOf(snapshot, file);
  for (const known of file.checked.known.values()) {
    for (const { path, span } of pathWords(file, known)) {
      if (patterns.has(span.start)) continue;
      const found = ["", ...bases]
        .map((base) => findFile(fileSystem, join(base, path), includer))
        .find((place) => place !== undefined);
      if (found !== undefined) links.push({ span, path: found });
    }
  }
  return links.sort((a, b) => a.span.start - b.span.start);
}

/** The directories that relative paths may count from, as the files of the unit say. */
function basesOf(snapshot: Snapshot, file: SourceFile): readonly string[] {
  const { pathBases } = file.dialect;
  if (pathBases === undefined) return [];
  const bases = new Set<string>();
  for (const { checked } of snapshot.unitOf(file).files) {
    for (const { entry, directive } of checked.known.values())
      if (pathBases.includes(entry.name)) bases.add(directive.words[1]?.value ?? "");
  }
  return [...bases];
}
