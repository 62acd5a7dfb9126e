/** A proxy that sends to itself. */
import { haproxyRule, isComplete, isFrontend, proxiesOf } from "./haproxy-rule.ts";

export const backendLoop = haproxyRule({
  name: "backend-loop",
  code: "HA237",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const section of proxiesOf(file, unit)) {
      for (const { keyword, directive, known } of section.lines) {
        const target = directive.words[1];
        if (
          (keyword !== "use_backend" && keyword !== "default_backend") ||
          target?.value !== section.name?.value
        )
          continue;
        if (target === undefined || target.unknown !== undefined || known.conditional) continue;
        // A `backend` of this name has no frontend beside it that could be meant.
        if (section.kind === "frontend" || (!isFrontend(section) && keyword === "default_backend")) continue;
        report({ file, span: target }, "loop", { params: { name: target.value } });
      }
    }
  },
});
