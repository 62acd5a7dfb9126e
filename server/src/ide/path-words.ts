/** Words that are paths of files, as the catalogue's value types tell, and where such paths lead among the files at hand. */
import { type KnownDirective, matchOf } from "../catalogue/check.ts";
import { parseForm } from "../catalogue/form.ts";
import { matchForm } from "../catalogue/match.ts";
import type { ValueReading } from "../catalogue/value-type.ts";
import { headSpan, type Word } from "../syntax/tree.ts";
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
  return type === "path" || type === "file" || type === "script" || type === "certificate";
}

/** The paths in the words of a directive. */
export function pathWords(file: SourceFile, known: KnownDirective): PathWord[] {
  if (!mayHoldPaths(file, known) || known.conditional) return [];
  return matchOf(file.checked, known).matched.flatMap(({ index, leaf, reading }) => {
    const word = known.directive.words[index];
    if (word === undefined) return [];
    if (leaf.kind === "value" && isPathType(leaf.type)) return pathAt(file, word);
    return pathsIn(file, reading);
  });
}

/** Only paths of options and of parts of values need the words to be looked at: a cheap look first. */
function mayHoldPaths({ dialect, text }: SourceFile, { directive, entry }: KnownDirective): boolean {
  if (/<(?:path|file|script)\b/.test(entry.args)) return true;
  const { start, end } = headSpan(directive);
  return dialect.pathSigns?.test(text.slice(start, end)) ?? false;
}

/** The paths that a value is made of: files of patterns, maps that a converter reads. */
function pathsIn(file: SourceFile, reading: ValueReading | undefined): PathWord[] {
  const { catalogue } = file.checked;
  const own = (reading?.paths ?? []).flatMap((word) => pathAt(file, word));
  const inner = (reading?.uses ?? []).flatMap(({ scope, name, args }) => {
    const entry = args.length === 0 ? undefined : catalogue.entryOf(scope, name.value);
    if (entry === undefined || !entry.args.includes("<path")) return [];
    const words = [name, ...args];
    return matchForm(parseForm(entry.args), words, 1, catalogue, { text: file.text }).matched.flatMap(
      ({ index, leaf }) => {
        const word = words[index];
        return leaf.kind === "value" && isPathType(leaf.type) && word !== undefined ? pathAt(file, word) : [];
      },
    );
  });
  return [...own, ...inner];
}

function pathAt({ dialect, text }: SourceFile, word: Word): PathWord[] {
  if (word.unknown !== undefined) return [];
  if (dialect.id === "keepalived") return pathIn(text, word);
  // A path is the whole word, and need hold no slash.
  const { value, start, end } = word;
  return value === "" || value.startsWith("@") || value.includes("$")
    ? []
    : [{ path: value, span: { start, end } }];
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
