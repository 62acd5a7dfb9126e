/**
 * Renames what a name stands for, everywhere the daemon reads it. Only what is defined in the files at hand, only as it
 * is written there, and to nothing that has another meaning already.
 */
import type { PlacedName } from "../catalogue/check.ts";
import { walk } from "../syntax/tree.ts";
import type { Span } from "../text/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { FileEdit } from "./code-actions.ts";
import { builtInAt, definitionsOf, nameAt, type Occurrence, usesOf } from "./names.ts";
import { isMeantOtherwise, tokenOf } from "./nginx/hidden-uses.ts";

/** The name at the offset that can be renamed, or `undefined`. */
export function renamableAt(snapshot: Snapshot, file: SourceFile, offset: number): Span | undefined {
  const name = nameAt(file, offset);
  return name === undefined || occurrencesOf(snapshot, { file, name }) === undefined ? undefined : name.span;
}

/** The edits that give the name at the offset another text; `undefined` where it can not be renamed or the text is no name, or one that is taken. */
export function renameAt(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
  text: string,
): FileEdit[] | undefined {
  const name = nameAt(file, offset);
  if (name === undefined || !isName(file, name, text)) return undefined;
  const all = occurrencesOf(snapshot, { file, name });
  return all === undefined || (text !== name.name && isTaken(snapshot, all, text))
    ? undefined
    : all.map((o) => ({ file: o.file, span: o.name.span, text }));
}

function isName({ dialect }: SourceFile, { kinds }: PlacedName, text: string): boolean {
  if (kinds.includes("variable")) return (dialect.variableName ?? /^[A-Za-z_]\w*$/).test(text);
  return (kinds.includes("named-location") ? /^@[\w.:-]+$/ : /^[\w.:-]+$/).test(text);
}

/** Seen from one of the places it would stand at, the text means something already. */
function isTaken(snapshot: Snapshot, all: readonly Occurrence[], text: string): boolean {
  return all.some(({ file, name }) => {
    const renamed = { ...name, name: text };
    return builtInAt(file, renamed) !== undefined || definitionsOf(snapshot, file, renamed).length > 0;
  });
}

/**
 * All places of a name; `undefined` where one of them is not the plain name (escaped, made of a variable), where it is
 * defined nowhere, or where it may stand in a line that nobody can read.
 */
function occurrencesOf(snapshot: Snapshot, { file, name }: Occurrence): Occurrence[] | undefined {
  const definitions = definitionsOf(snapshot, file, name);
  const all = [...definitions, ...usesOf(snapshot, file, name)];
  const plain = all.every((o) => o.file.text.slice(o.name.span.start, o.name.span.end) === name.name);
  const isElsewhere =
    isInUnreadLine(snapshot, file, name.name) ||
    (file.dialect.id === "nginx" && isMeantOtherwise(snapshot.unitOf(file), name));
  return definitions.length > 0 && plain && !isElsewhere ? all : undefined;
}

/** That text in a line that is not known, or whose words are taken as they come: of an old release, of another module. */
function isInUnreadLine(snapshot: Snapshot, file: SourceFile, text: string): boolean {
  const token = tokenOf(text);
  const isMeant = (word: string) =>
    file.dialect.id === "nginx" ? token.test(word) : word.replace(/^!+/, "") === text;
  return snapshot.unitOf(file).files.some(({ tree, checked }) =>
    [...walk(tree)].some(({ node }) => {
      if (node.kind !== "directive" || !node.words.some(({ value }) => isMeant(value))) return false;
      const known = checked.known.get(node);
      return known === undefined || known.entry.args.endsWith("...");
    }),
  );
}
