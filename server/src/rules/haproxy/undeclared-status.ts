/** `errorfiles` that asks a `http-errors` section for a status it does not have. */
import { haproxyRule, isUncertain, sectionsHere, sectionsIn } from "./haproxy-rule.ts";

export const undeclaredStatus = haproxyRule({
  name: "undeclared-status",
  code: "HA247",
  severity: "warning",
  daemon: "warn",
  needs: ["errorfile", "http-errors", "errorfiles"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (unit.partial || file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
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
