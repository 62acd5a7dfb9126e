/** From 2.3 keepalived runs no program that lies behind a symbolic link to a directory, as `/bin` is on most systems today. */
import { span } from "../../text/span.ts";
import { replace } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { scriptWords } from "./script-words.ts";

export const symlinkedScriptPath = keepalivedRule({
  name: "symlinked-script-path",
  code: "KA276",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    if (file.target === "2.2") return;
    for (const { word, scope } of scriptWords(file)) {
      const directory = /^\/(?:s?bin|lib(?:64)?)(?=\/)/.exec(word.value)?.[0];
      if (word.unknown !== undefined || directory === undefined) continue;
      const start = word.start + (word.quoted ? 1 : 0);
      report({ file, span: word }, scope === "vrrp_script" ? "disabled" : "not-run", {
        params: { directory },
        fixes: [replace({ id: "fix", params: { directory } }, "unsafe", span(start, start), "/usr")],
      });
    }
  },
});
