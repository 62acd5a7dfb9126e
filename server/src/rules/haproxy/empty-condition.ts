/** `if` or `unless` with nothing behind it. */
import { conditionsOf } from "./criteria.ts";
import { haproxyRule, sectionsOf } from "./haproxy-rule.ts";

export const emptyCondition = haproxyRule({
  name: "empty-condition",
  code: "HA302",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    for (const { line, introduction, words } of sectionsOf(file).flatMap(conditionsOf)) {
      if (words.length > 0 || line.known.conditional) continue;
      report({ file, span: introduction }, introduction.value === "if" ? "never" : "always", {
        params: { name: line.keyword },
      });
    }
  },
});
