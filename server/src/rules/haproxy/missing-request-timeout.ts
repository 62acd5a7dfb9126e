/** An HTTP frontend without `timeout http-request`. */
import { effective, haproxyRule, headOf, isComplete, sectionsHere } from "./haproxy-rule.ts";

export const missingRequestTimeout = haproxyRule({
  name: "missing-request-timeout",
  code: "HA325",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "frontend" && section.kind !== "listen") continue;
      const { lines, mode, disabled } = effective(section, unit);
      if (
        disabled ||
        mode !== "http" ||
        lines.some(({ keyword, known }) => keyword === "timeout http-request" || known.conditional)
      )
        continue;
      report({ file, span: headOf(section.directive) }, "missing", {
        params: { name: section.name?.value ?? "" },
      });
    }
  },
});
