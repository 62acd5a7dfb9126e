/** An HTTP frontend without `timeout http-request`. */
import { effective, haproxyRule, headOf, isComplete, sectionsOf } from "./haproxy-rule.ts";

export const missingRequestTimeout = haproxyRule({
  name: "missing-request-timeout",
  code: "HA325",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const section of sectionsOf(file)) {
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
