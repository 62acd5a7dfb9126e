/** A proxy in HTTP mode that sends to one in TCP mode. */
import { backendNamed, effective, haproxyRule, isComplete, referencesOf, sectionOf } from "./haproxy-rule.ts";

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
      if ((from.kind !== "frontend" && from.kind !== "listen") || effective(from, unit).disabled) continue;
      const to = backendNamed(unit, use.name);
      if (
        to === undefined ||
        effective(to, unit).disabled ||
        effective(from, unit).mode !== "http" ||
        effective(to, unit).mode !== "tcp"
      )
        continue;
      report({ file, span: use.span }, "mismatch", {
        params: { name: use.name, from: from.name?.value ?? "" },
        related: [
          { place: { file: to.file, span: to.name ?? to.directive.words[0] }, message: { id: "backend" } },
        ],
      });
    }
  },
});
