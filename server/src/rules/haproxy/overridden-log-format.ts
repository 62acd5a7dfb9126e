/** A `defaults` section that says twice how to log. */
import { effective, haproxyRule, headOf, type Line, sectionsHere } from "./haproxy-rule.ts";

const formats = new Set(["option httplog", "option tcplog", "option httpslog", "log-format"]);

export const overriddenLogFormat = haproxyRule({
  name: "overridden-log-format",
  code: "HA249",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "defaults") continue;
      let before: Line | undefined;
      for (const line of effective(section, unit).lines) {
        if (!formats.has(line.keyword) || line.known.conditional) continue;
        if (before !== undefined && section.lines.includes(line) && line.directive.prefixes.length === 0)
          report({ file, span: headOf(line.directive) }, "overrides", {
            params: { name: line.keyword, before: before.keyword },
          });
        before = line.directive.prefixes.length > 0 ? undefined : line;
      }
    }
  },
});
