/** `or`, `and`, `||`, `&&` among the values of an ACL, where they are texts to compare with. */
import { criteriaOf, operatorIn } from "./criteria.ts";
import { haproxyRule, sectionsHere } from "./haproxy-rule.ts";

export const operatorInAcl = haproxyRule({
  name: "operator-in-acl",
  code: "HA303",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const test of sectionsHere(subject).flatMap(criteriaOf)) {
      const operator = operatorIn(test);
      if (operator === undefined) continue;
      report({ file, span: operator }, test.acl === undefined ? "braces" : "acl", {
        params: { name: operator.value },
      });
    }
  },
});
