/** A program without a path: keepalived looks it up in PATH when it starts, and logs a warning. */
import { shellSyntax, splitCommand } from "../../dialects/keepalived/command-line.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { scriptWords } from "./script-words.ts";

export const relativeScriptPath = keepalivedRule({
  name: "relative-script-path",
  code: "KA282",
  severity: "hint",
  daemon: "silent",
  check({ file }, report) {
    for (const { word } of scriptWords(file)) {
      if (word.unknown !== undefined) continue;
      const command = splitCommand(word.value);
      const program = command[0]?.text ?? "";
      const only = shellSyntax(command)?.kind ?? "operator";
      if (!/^[\w.+-]+$/.test(program) || (only !== "operator" && only !== "glob")) continue;
      report({ file, span: word }, "relative", { params: { program } });
    }
  },
});
