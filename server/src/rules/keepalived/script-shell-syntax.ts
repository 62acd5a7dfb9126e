/** keepalived runs commands itself, without a shell: `&&`, `|`, `>` become arguments of the command and the check always fails. */

import {
  plainCommand,
  type ShellSyntax,
  shellSyntax,
  splitCommand,
  wrappedCommand,
} from "../../dialects/keepalived/command-line.ts";
import type { Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type Fix, replace } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { scriptWords } from "./script-words.ts";

export const scriptShellSyntax = keepalivedRule({
  name: "script-shell-syntax",
  code: "KA223",
  severity: "error",
  daemon: "silent",
  check({ file }, report) {
    for (const { word, scope } of scriptWords(file)) {
      if (word.unknown !== undefined) continue;
      const found = shellSyntax(splitCommand(word.value));
      if (found === undefined) continue;
      report({ file, span: word }, found.kind, {
        params: { text: found.text },
        // A tracked script that is not found is an error of its own; of other commands the check run says nothing.
        daemon: isProgram(found) || scope !== "vrrp_script" ? "silent" : "reject",
        fixes: shellFixes(file, word),
      });
    }
  },
});

/** True where the daemon finds a program to run, or may find one: some systems have a `/usr/bin/cd`. */
function isProgram({ kind, text }: ShellSyntax): boolean {
  return kind === "operator" || kind === "glob" || text === "cd" || text === "umask";
}

/** The command without what only a shell understands, where that says the same; else given to a shell. */
export function shellFixes(file: SourceFile, word: Pick<Word, "start" | "end" | "value">): Fix[] {
  const quote = file.text[word.start];
  if (quote !== '"' && quote !== "'") return [];
  const plain = plainCommand(word.value);
  if (plain !== undefined)
    return [replace({ id: "plain", params: { command: plain } }, "safe", word, quote + plain + quote)];
  const wrapped = wrappedCommand(word.value);
  if (wrapped === undefined) return [];
  const shell = /\/\S+/.exec(wrapped)?.[0] ?? "";
  return [replace({ id: "wrap", params: { shell } }, "unsafe", word, wrapped)];
}
