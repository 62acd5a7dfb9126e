/** A proxy in HTTP mode that sends to one in TCP mode. */
import { haproxyRule, isComplete, isDisabled, isProxy, modeOf, referencesOf, sectionOf, sectionsIn } from "./haproxy-rule.ts";

export const modeMismatch = haproxyRule({
  name: "mode-mismatch",
  code: "HA210",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const use of referencesOf(file, "backend")) {
      const keyword = use.directive.words[0].value;
      const from = sectionOf(file, use);
      if ((keyword !== "use_backend" && keyword !== "default_backend") || from === undefined) continue;
      // In a backend and in `defaults` the line has no effect of its own.
      if ((from.kind !== "frontend" && from.kind !== "listen") || isDisabled(from, unit)) continue;
      const to = sectionsIn(unit).find((s) => isProxy(s) && s.kind !== "frontend" && s.name?.value === use.name);
      if (to === undefined || isDisabled(to, unit) || modeOf(from, unit) !== "http" || modeOf(to, unit) !== "tcp") continue;
      report({ file, span: use.span }, "mismatch", {
        params: { name: use.name, from: from.name?.value ?? "" },
        related: [{ place: { file: to.file, span: to.name ?? to.directive.words[0] }, message: { id: "backend" } }],
      });
    }
  },
});
