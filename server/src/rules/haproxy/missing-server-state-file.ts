/** States of servers that are to be read from a file that nothing names. */
import {
  effective,
  globalLines,
  haproxyRule,
  headOf,
  isBackend,
  knowsGlobal,
  proxiesHere,
} from "./haproxy-rule.ts";

export const missingServerStateFile = haproxyRule({
  name: "missing-server-state-file",
  code: "HA251",
  severity: "warning",
  daemon: "warn",
  needs: ["server-state"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!knowsGlobal(unit) || globalLines(unit).some(({ keyword }) => keyword === "server-state-file"))
      return;
    for (const section of proxiesHere(subject).filter(isBackend)) {
      const { lines } = effective(section, unit);
      const line = lines.findLast(({ keyword }) => keyword === "load-server-state-from-file");
      if (line?.directive.words[1]?.value !== "global" || line.known.conditional) continue;
      const at = section.lines.includes(line) ? line.directive : section.directive;
      report({ file, span: headOf(at) }, "missing");
    }
  },
});
