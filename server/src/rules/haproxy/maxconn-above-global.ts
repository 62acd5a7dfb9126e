/** A proxy that may have more connections than the whole process. */
import type { Unit } from "../../workspace/snapshot.ts";
import { haproxyRule, headOf, isComplete, type Line, sectionsIn, sectionsOf } from "./haproxy-rule.ts";

export const maxconnAboveGlobal = haproxyRule({
  name: "maxconn-above-global",
  code: "HA320",
  severity: "info",
  daemon: "silent",
  check({ file, unit }, report) {
    const limit = isComplete(unit) ? globalLimit(unit) : undefined;
    const most = limit === undefined ? undefined : numberOf(limit);
    if (limit === undefined || most === undefined) return;
    for (const section of sectionsOf(file)) {
      if (section.kind !== "frontend" && section.kind !== "listen" && section.kind !== "defaults") continue;
      for (const line of section.lines) {
        const own = line.keyword === "maxconn" && !line.known.conditional ? numberOf(line) : undefined;
        if (own === undefined || own <= most) continue;
        report({ file, span: headOf(line.directive) }, "unreachable", {
          params: { count: own, limit: most },
          related: [{ place: { file: limit.file, span: headOf(limit.directive) }, message: { id: "limit" } }],
        });
      }
    }
  },
});

function globalLimit(unit: Unit): Line | undefined {
  const lines = sectionsIn(unit).flatMap(({ kind, lines: own }) => (kind === "global" ? own : []));
  const limits = lines.filter(({ keyword }) => keyword === "maxconn");
  return limits.some(({ known }) => known.conditional) ? undefined : limits[0];
}

/** A number that is one, and is no `0`: that stands for the daemon's own choice. */
function numberOf({ directive: { words } }: Line): number | undefined {
  const word = words[1];
  return word?.unknown === undefined && /^[1-9]\d*$/.test(word?.value ?? "")
    ? Number(word?.value)
    : undefined;
}
