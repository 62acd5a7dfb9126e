/** Renames what a name stands for, everywhere the daemon reads it. Only what is defined in the files at hand, and only as it is written there. */
import type { Span } from "../text/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { FileEdit } from "./code-actions.ts";
import { definitionsOf, nameAt, type Occurrence, usesOf } from "./names.ts";

/** The name at the offset that can be renamed, or `undefined`. */
export function renamableAt(snapshot: Snapshot, file: SourceFile, offset: number): Span | undefined {
  const name = nameAt(file, offset);
  return name === undefined || occurrencesOf(snapshot, { file, name }) === undefined ? undefined : name.span;
}

/** The edits that give the name at the offset another text; `undefined` where it can not be renamed or the text is no name. */
export function renameAt(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
  text: string,
): FileEdit[] | undefined {
  const name = nameAt(file, offset);
  if (name === undefined || !(name.kinds.includes("variable") ? /^[A-Za-z_]\w*$/ : /^[\w.:-]+$/).test(text))
    return undefined;
  return occurrencesOf(snapshot, { file, name })?.map((o) => ({ file: o.file, span: o.name.span, text }));
}

/** All places of a name; `undefined` where one of them is not the plain name (escaped, made of a variable) or it is defined nowhere. */
function occurrencesOf(snapshot: Snapshot, { file, name }: Occurrence): Occurrence[] | undefined {
  const definitions = definitionsOf(snapshot, file, name);
  const all = [...definitions, ...usesOf(snapshot, file, name)];
  const plain = all.every((o) => o.file.text.slice(o.name.span.start, o.name.span.end) === name.name);
  return definitions.length > 0 && plain ? all : undefined;
}
