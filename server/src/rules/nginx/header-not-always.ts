/** `Strict-Transport-Security` without `always`: nginx leaves it out of error pages and of answers it does not know. */
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const headerNotAlways = nginxRule({
  name: "header-not-always",
  code: "NG338",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "add_header")) {
      const [, name, value, always] = directive.words;
      if (
        name?.value.toLowerCase() !== "strict-transport-security" ||
        value === undefined ||
        always !== undefined
      )
        continue;
      report({ file, span: name }, "sometimes", {
        fixes: [
          {
            title: { id: "fix" },
            safety: "safe",
            edits: [{ span: { start: value.end, end: value.end }, text: " always" }],
          },
        ],
      });
    }
  },
});
