/** A check whose exit status is always 0: keepalived never sees a failure. */
import { succeedsAlways } from "../../dialects/keepalived/command-fate.ts";
import { splitCommand } from "../../dialects/keepalived/command-line.ts";
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
