/** Words that are paths of files, as the catalogue's value types tell, and where such paths lead among the files at hand. */
import { type KnownDirective, matchOf } from "../catalogue/check.ts";
import type { Word } from "../syntax/tree.ts";
import type { Span } from "../text/span.ts";
import type { Includer } from "../workspace/includes.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";

export interface PathWord {
  readonly path: string;
  readonly span: Span;
}

/** True of value types that name a file, or begin with one. */
export function isPathType(type: string): boolean {
  return type === "path" || type === "file" || type === "script";
}

/** The paths in the words of a directive. */
export function pathWords(file: SourceFile, known: KnownDirective): PathWord[] {
  if (!/<(?:path|file|script)\b/.test(known.entry.args)) return [];
  return matchOf(file.checked, known).matched.flatMap(({ index, leaf }) => {
    const word = known.directive.words[index];
    if (leaf.kind !== "value" || !isPathType(leaf.type) || word === undefined) return [];
    return word.unknown === undefined && !known.conditional ? pathIn(file.text, word) : [];
  });
}

/** The file that reads the one given, and the main file of both. */
export function includerOf(snapshot: Snapshot, file: SourceFile): Includer {
  const main = snapshot.unitOf(file).files[0]?.path ?? file.path;
  return { dialect: file.dialect.id, file: file.path, main };
}

/** The word without its quotes, up to the arguments of a command. */
function pathIn(text: string, word: Word): PathWord[] {
  const raw = text.slice(word.start, word.end);
  const match = /^["']?(\/?[^\s"'$*?[\]{}]*\/[^\s"'$*?[\]{}]+)/.exec(raw);
  const path = match?.[1];
  if (match === null || path === undefined) return [];
  const end = word.start + match[0].length;
  return [{ path, span: { start: end - path.length, end } }];
}
