/** `errorfiles` that asks a `http-errors` section for a status it does not have. */
import { haproxyRule, isUncertain, sectionsIn, sectionsOf } from "./haproxy-rule.ts";

export const undeclaredStatus = haproxyRule({
  name: "undeclared-status",
  code: "HA247",
  severity: "warning",
  daemon: "warn",
  needs: ["errorfile", "http-errors", "errorfiles"],
  check({ file, unit }, report) {
    if (unit.partial || file.tree.templated) return;
    for (const section of sectionsOf(file)) {
      for (const line of section.lines) {
        const [, name, ...codes] = line.directive.words;
        if (line.keyword !== "errorfiles" || name === undefined || isUncertain(line)) continue;
        const errors = sectionsIn(unit).find((s) => s.kind === "http-errors" && s.name?.value === name.value);
        if (errors === undefined || errors.lines.some(isUncertain)) continue;
        const declared = new Set(errors.lines.map(({ directive }) => directive.words[1]?.value));
        for (const code of codes) {
          if (!declared.has(code.value))
            report({ file, span: code }, "undeclared", { params: { code: code.value, name: name.value } });
        }
      }
    }
  },
});
