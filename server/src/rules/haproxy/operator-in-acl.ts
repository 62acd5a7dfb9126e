/** `or`, `and`, `||`, `&&` among the values of an ACL, where they are texts to compare with. */
import { criteriaOf } from "./criteria.ts";
import { haproxyRule, sectionsOf } from "./haproxy-rule.ts";

const operators = new Set(["or", "and", "||", "&&"]);

export const operatorInAcl = haproxyRule({
  name: "operator-in-acl",
  code: "HA303",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    for (const { acl, patterns } of sectionsOf(file).flatMap(criteriaOf)) {
      const operator = patterns.find((word) => !word.quoted && operators.has(word.value.toLowerCase()));
      if (operator === undefined || patterns.at(-1) === operator) continue;
      report({ file, span: operator }, acl === undefined ? "braces" : "acl", {
        params: { name: operator.value },
      });
    }
  },
});
