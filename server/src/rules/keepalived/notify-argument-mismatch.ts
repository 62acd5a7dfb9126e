/** A notify script that is told another state than the one it is called for, or a misspelt one. */
import { nearestName } from "../../catalogue/near.ts";
import { splitCommand } from "../../dialects/keepalived/command-line.ts";
import type { Word } from "../../syntax/tree.ts";
import { span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type Fix, replace } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { scriptWords } from "./script-words.ts";

const states = ["master", "backup", "fault", "stop"];

/** States that a script may well be told instead: a node in FAULT or at its end is to do what a backup does. */
const treatedAlike: Readonly<Record<string, readonly string[]>> = {
  fault: ["backup", "stop"],
  stop: ["backup", "fault"],
};

export const notifyArgumentMismatch = keepalivedRule({
  name: "notify-argument-mismatch",
  code: "KA279",
  severity: "hint",
  daemon: "silent",
  check({ file }, report) {
    for (const { word, entry } of scriptWords(file)) {
      const state = /^notify_(master|backup|fault|stop)$/.exec(entry.name)?.[1];
      if (state === undefined || word.unknown !== undefined) continue;
      const [, ...told] = splitCommand(word.value).map(({ text }) => text);
      if (told.some((text) => text.toLowerCase() === state)) continue;
      for (const text of told) {
        const lower = text.toLowerCase();
        if (states.includes(lower)) {
          if (!treatedAlike[state]?.includes(lower))
            report({ file, span: word }, "other", { params: { told: text, name: entry.name } });
        } else if (/^[a-z]{4,}$/.test(lower) && nearestName(lower, states) === state) {
          const meant = text === text.toUpperCase() ? state.toUpperCase() : state;
          report({ file, span: word }, "near", {
            params: { told: text, meant },
            fixes: rewrite(file, word, text, meant),
          });
        }
      }
    }
  },
});

function rewrite(file: SourceFile, word: Word, told: string, meant: string): Fix[] {
  const at = file.text.slice(word.start, word.end).lastIndexOf(told);
  const start = word.start + at;
  return at < 0
    ? []
    : [replace({ id: "fix", params: { meant } }, "unsafe", span(start, start + told.length), meant)];
}
