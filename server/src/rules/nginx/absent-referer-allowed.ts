/** `valid_referers none`: whoever sends no Referer passes, and every client can leave it out. */
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const absentRefererAllowed = nginxRule({
  name: "absent-referer-allowed",
  code: "NG306",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "valid_referers")) {
      const none = directive.words.find((word, index) => index > 0 && word.value === "none");
      if (none !== undefined) report({ file, span: none }, "none");
    }
  },
});
