/** `error_log off`: there is no such word, so nginx writes its errors into a file called `off`. */
import { replace } from "../rule.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const errorLogOff = nginxRule({
  name: "error-log-off",
  code: "NG328",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "error_log")) {
      const [, target] = directive.words;
      if (target?.value !== "off" && target?.value !== "none") continue;
      report({ file, span: target }, "file", {
        params: { name: target.value },
        fixes: [
          replace(
            { id: "fix" },
            "unsafe",
            target,
            directive.words.length > 2 ? "/dev/null" : "/dev/null crit",
          ),
        ],
      });
    }
  },
});
