/** `if` or `unless` with nothing behind it. */
import { conditionsOf } from "./criteria.ts";
import { haproxyRule, sectionsHere } from "./haproxy-rule.ts";

export const emptyCondition = haproxyRule({
  name: "empty-condition",
  code: "HA302",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { line, introduction, words } of sectionsHere(subject).flatMap(conditionsOf)) {
      if (words.length > 0 || line.known.conditional) continue;
      report({ file, span: introduction }, introduction.value === "if" ? "never" : "always", {
        params: { name: line.keyword },
      });
    }
  },
});
