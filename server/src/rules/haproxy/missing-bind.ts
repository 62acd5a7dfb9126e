/** A frontend, or a `listen` section, that listens nowhere. */
import {
  addressBehindName,
  haproxyRule,
  headOf,
  isComplete,
  isFrontend,
  proxiesHere,
} from "./haproxy-rule.ts";

export const missingBind = haproxyRule({
  name: "missing-bind",
  code: "HA217",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      if (!isFrontend(section)) continue;
      if (addressBehindName(section) !== undefined) continue;
      const lines = section.lines;
      if (lines.some((line) => line.keyword === "bind" || line.known.conditional)) continue;
      report({ file, span: headOf(section.directive) }, "missing", {
        params: { kind: section.kind, name: section.name?.value ?? "" },
      });
    }
  },
});
