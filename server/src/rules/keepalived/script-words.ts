/** The words of a file that are commands keepalived runs. */
import { matchOf } from "../../catalogue/check.ts";
import type { Entry } from "../../catalogue/entry.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

export interface ScriptWord {
  readonly word: Word;
  readonly directive: Directive;
  readonly entry: Entry;
  readonly scope: string;
}

/** All commands that the daemon reads for certain. */
export function scriptWords(file: SourceFile): ScriptWord[] {
  const found: ScriptWord[] = [];
  for (const known of file.checked.known.values()) {
    const { directive, entry, scope, conditional } = known;
    if (conditional || !entry.args.includes("<script")) continue;
    for (const { index, leaf } of matchOf(file.checked, known).matched) {
      const word = directive.words[index];
      if (leaf.kind === "value" && leaf.type === "script" && word !== undefined)
        found.push({ word, directive, entry, scope });
    }
  }
  return found;
}

/** True of a command that is run again and again and whose exit status counts. */
export function isCheck({ entry }: ScriptWord): boolean {
  return entry.name === "script" || entry.name === "misc_path";
}
