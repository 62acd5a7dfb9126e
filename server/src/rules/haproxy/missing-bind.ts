/** A frontend that listens nowhere. */
import { haproxyRule, headerOf, isComplete, isDisabled, linesOf, sectionsOf } from "./haproxy-rule.ts";

export const missingBind = haproxyRule({
  name: "missing-bind",
  code: "HA217",
  severity: "warning",
  daemon: "warn",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const section of sectionsOf(file)) {
      if (section.kind !== "frontend" || isDisabled(section, unit)) continue;
      const lines = linesOf(section);
      if (lines.some((line) => line.keyword === "bind" || line.known.conditional)) continue;
      report({ file, span: headerOf(section) }, "missing", { params: { name: section.name?.value ?? "" } });
    }
  },
});
