/** A frontend that listens nowhere. */
import { addressBehindName, effective, haproxyRule, headOf, isComplete, sectionsOf } from "./haproxy-rule.ts";

export const missingBind = haproxyRule({
  name: "missing-bind",
  code: "HA217",
  severity: "warning",
  daemon: "warn",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const section of sectionsOf(file)) {
      if (section.kind !== "frontend" || effective(section, unit).disabled) continue;
      if (addressBehindName(section) !== undefined) continue;
      const lines = section.lines;
      if (lines.some((line) => line.keyword === "bind" || line.known.conditional)) continue;
      report({ file, span: headOf(section.directive) }, "missing", {
        params: { name: section.name?.value ?? "" },
      });
    }
  },
});
