/** Files and folders for a path that is being written: behind `include`, in a script, where a file is asked for. */
import { parseForm } from "../catalogue/form.ts";
import { expectedAt } from "../catalogue/match.ts";
import type { FileSystem } from "../workspace/file-system.ts";
import { findDirectory } from "../workspace/includes.ts";
import { join } from "../workspace/paths.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Completion } from "./completion-item.ts";
import { cursorAt, scopeAt } from "./cursor.ts";
import { includerOf, isPathType } from "./path-words.ts";

/** What lies in the directory that the path at the cursor has come to; empty where none is being written. */
export function pathCompletions(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
  fileSystem: FileSystem,
): Completion[] {
  const written = pathBefore(file, offset);
  if (written === undefined) return [];
  const slash = written.lastIndexOf("/");
  const name = written.slice(slash + 1);
  const directory = findDirectory(fileSystem, written.slice(0, slash + 1), includerOf(snapshot, file));
  if (directory === undefined) return [];
  const start = offset - name.length;
  const behind = /^[^\s"';/]*/.exec(file.text.slice(offset, offset + 200))?.[0] ?? "";
  return fileSystem
    .list(directory === "" ? "." : directory)
    .filter((other) => name.startsWith(".") || !other.startsWith("."))
    .flatMap((other): Completion[] => {
      const path = join(directory, other);
      const kind = fileSystem.kind(path);
      if (kind === "missing" || path === file.path) return [];
      const text = kind === "directory" ? `${other}/` : other;
      return [
        {
          label: text,
          kind: kind === "directory" ? "folder" : "file",
          detail: "",
          insert: text,
          isSnippet: false,
          plain: text,
          insertSpan: { start, end: offset },
          replaceSpan: { start, end: offset + behind.length },
          deprecated: false,
          rank: 0,
        },
      ];
    });
}

/** What is written of a path up to the cursor, `""` where one may begin. */
function pathBefore(file: SourceFile, offset: number): string | undefined {
  const cursor = cursorAt(file.tree, offset);
  const { directive, index, word } = cursor;
  const scope = scopeAt(file.checked, cursor);
  if (directive === undefined || index < 1) return undefined;
  const before = directive.words.slice(0, index);
  const names = before.slice(0, 4).map(({ value }) => value);
  const { catalogue } = file.checked;
  const entry = scope === undefined ? catalogue.named(names)[0] : catalogue.find(scope, names)?.entry;
  if (entry === undefined || entry.name === "*") return undefined;
  const expected = expectedAt(parseForm(entry.args), before, entry.name.split(" ").length, index, catalogue, {
    text: file.text,
    ignoreCase: entry.ignoreCase ?? false,
  });
  if (!expected.some((one) => one.kind === "value" && isPathType(one.type))) return undefined;
  const written = file.text.slice(word?.start ?? offset, offset).replace(/^["']/, "");
  return /[\s"'$*?[\]{}]/.test(written) ? undefined : written;
}
