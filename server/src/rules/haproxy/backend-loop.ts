/** A proxy that sends to itself. */
import { haproxyRule, isComplete, proxiesHere } from "./haproxy-rule.ts";

export const backendLoop = haproxyRule({
  name: "backend-loop",
  code: "HA237",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      const lastDefault = section.lines.findLast(({ keyword }) => keyword === "default_backend")?.directive;
      for (const { keyword, directive, known } of section.lines) {
        const target = directive.words[1];
        if (
          (keyword !== "use_backend" && keyword !== "default_backend") ||
          target?.value !== section.name?.value
        )
          continue;
        if (target === undefined || target.unknown !== undefined || known.conditional) continue;
        // A `backend` of the name of a frontend is another proxy.
        if (section.kind === "frontend") continue;
        if (keyword === "default_backend" && directive !== lastDefault) continue;
        report({ file, span: target }, "loop", { params: { name: target.value } });
      }
    }
  },
});
