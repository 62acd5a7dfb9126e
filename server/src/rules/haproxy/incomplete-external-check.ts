/** Checks by a program of one's own that lack what they need. */
import {
  checkOptionOf,
  effective,
  globalLines,
  haproxyRule,
  headOf,
  isComplete,
  knowsGlobal,
  proxiesHere,
} from "./haproxy-rule.ts";

export const incompleteExternalCheck = haproxyRule({
  name: "incomplete-external-check",
  code: "HA239",
  severity: "error",
  daemon: "reject",
  needs: ["external-check"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    const globals = new Set(globalLines(unit).map(({ keyword }) => keyword));
    for (const section of proxiesHere(subject)) {
      const option = checkOptionOf(section, unit);
      if (option?.keyword !== "option external-check" || option.known.conditional) continue;
      const at = headOf(section.lines.includes(option) ? option.directive : section.directive);
      const hasCommand = effective(section, unit).lines.some((l) => l.keyword === "external-check command");
      if (knowsGlobal(unit) && !globals.has("external-check")) report({ file, span: at }, "global");
      if (!hasCommand) report({ file, span: at }, "command");
      if (knowsGlobal(unit) && !globals.has("insecure-fork-wanted"))
        report({ file, span: at }, "fork", { severity: "warning", daemon: "warn" });
    }
  },
});
