/** A check whose exit status is always 0: keepalived never sees a failure. */
import {
  type Argument,
  shellScript,
  shellSyntax,
  splitCommand,
} from "../../dialects/keepalived/command-line.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { isCheck, scriptWords } from "./script-words.ts";

export const checkNeverFails = keepalivedRule({
  name: "check-never-fails",
  code: "KA274",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    for (const script of scriptWords(file)) {
      const { word } = script;
      if (!isCheck(script) || word.unknown !== undefined) continue;
      if (succeedsAlways(splitCommand(word.value))) report({ file, span: word }, "succeeds");
    }
  },
});

function succeedsAlways(command: readonly Argument[]): boolean {
  const script = shellScript(command);
  if (script !== undefined) return hidesFailure(script);
  const [program] = command;
  if (program === undefined || shellSyntax(command) !== undefined) return false;
  return /(?:^|\/)(?:true|echo|printf)$/.test(program.text);
}

/** A shell text that ends in success whatever went before, and leaves with a failure nowhere. */
function hidesFailure(script: string): boolean {
  if (/\b(?:exit|return)\s+(?:[1-9]|\$|-)|\bfalse\b|\bexec\b|\bset\s+-\w*e|\bkill\s+-/.test(script))
    return false;
  return (
    /(?:^|\|\||;)\s*(?:\/(?:usr\/)?bin\/true|true|:|exit(?:\s+0)?)\s*;?\s*$/.test(script) &&
    !/;\s*exit\s*;?\s*$/.test(script)
  );
}
