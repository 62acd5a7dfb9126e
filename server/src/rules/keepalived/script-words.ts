/** The words of a file that are commands keepalived runs. */
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
  for (const { directive, entry, scope, match, conditional } of file.checked.known.values()) {
    if (conditional) continue;
    for (const { index, leaf } of match.matched) {
      const word = directive.words[index];
      if (leaf.kind === "value" && leaf.type === "script" && word !== undefined)
        found.push({ word, entry, scope });
    }
  }
  return found;
}
