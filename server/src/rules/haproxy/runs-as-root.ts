/** HAProxy told to stay root: whoever breaks into it owns the host. */
import { haproxyRule, headOf, sectionsHere } from "./haproxy-rule.ts";

export const runsAsRoot = haproxyRule({
  name: "runs-as-root",
  code: "HA351",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { kind, lines } of sectionsHere(subject)) {
      for (const { keyword, directive } of kind === "global" ? lines : []) {
        const value = directive.words[1]?.value;
        if ((keyword === "user" && value === "root") || (keyword === "uid" && value === "0"))
          report({ file, span: headOf(directive) }, "root");
      }
    }
  },
});
