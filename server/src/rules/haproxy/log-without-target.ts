/** A proxy that says how to log and has no `log` line that says where to. */
import type { Unit } from "../../workspace/snapshot.ts";
import {
  effective,
  globalLines,
  haproxyRule,
  headOf,
  isComplete,
  type Line,
  type Section,
  sectionsHere,
} from "./haproxy-rule.ts";

const formats = /^(?:log-format|option (?:httplog|tcplog|httpslog))$/;

export const logWithoutTarget = haproxyRule({
  name: "log-without-target",
  code: "HA319",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      if ((section.kind !== "frontend" && section.kind !== "listen") || effective(section, unit).disabled)
        continue;
      const { lines } = effective(section, unit);
      const format = lines.findLast(
        ({ keyword, directive }) => formats.test(keyword) && directive.prefixes.length === 0,
      );
      const targets = targetsOf(section, unit);
      if (format === undefined || targets.some(({ known }) => known.conditional)) continue;
      const isGlobal =
        targets.length > 0 && targets.every(({ directive }) => directive.words[1]?.value === "global");
      if (targets.length > 0 && !(isGlobal && !hasGlobalLog(unit))) continue;
      const own = section.lines.includes(format);
      report(
        { file, span: headOf(own ? format.directive : section.directive) },
        isGlobal ? "global" : "nowhere",
        {
          params: { format: format.keyword },
        },
      );
    }
  },
});

/** The `log` lines that count: `no log` takes back those above it. */
function targetsOf(section: Section, unit: Unit): readonly Line[] {
  const logs = effective(section, unit).lines.filter(({ keyword }) => keyword === "log");
  return logs.slice(logs.findLastIndex(({ directive }) => directive.prefixes.length > 0) + 1);
}

function hasGlobalLog(unit: Unit): boolean {
  return globalLines(unit).some(({ keyword }) => keyword === "log");
}
