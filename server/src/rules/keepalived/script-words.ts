/** The words of a file that are commands keepalived runs. */
import { matchOf } from "../../catalogue/check.ts";
import type { Entry } from "../../catalogue/entry.ts";
import type { Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

export interface ScriptWord {
  readonly word: Word;
  readonly entry: Entry;
  readonly scope: string;
}

export function scriptWords(file: SourceFile): ScriptWord[] {
  const found: ScriptWord[] = [];
  for (const known of file.checked.known.values()) {
    const { directive, entry, scope, conditional } = known;
    if (conditional || !entry.args.includes("<script")) continue;
    for (const { index, leaf } of matchOf(file.checked, known).matched) {
      const word = directive.words[index];
      if (leaf.kind === "value" && leaf.type === "script" && word !== undefined)
        found.push({ word, entry, scope });
    }
  }
  return found;
}
