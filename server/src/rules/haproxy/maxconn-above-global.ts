/** A proxy that may have more connections than the whole process. */
import { haproxyRule, headOf, sectionsHere } from "./haproxy-rule.ts";
import { globalLimit, limitOf } from "./limits.ts";

export const maxconnAboveGlobal = haproxyRule({
  name: "maxconn-above-global",
  code: "HA320",
  severity: "info",
  daemon: "silent",
  needs: ["maxconn"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    const limit = globalLimit(unit, "maxconn");
    if (limit === undefined) return;
    const place = { file: limit.line.file, span: headOf(limit.line.directive) };
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "frontend" && section.kind !== "listen" && section.kind !== "defaults") continue;
      for (const line of section.lines) {
        const own = line.keyword === "maxconn" && !line.known.conditional ? limitOf(line) : undefined;
        if (own === undefined || own.count <= limit.count) continue;
        report({ file, span: headOf(line.directive) }, "unreachable", {
          params: { count: own.count, limit: limit.count },
          related: [{ place, message: { id: "limit" } }],
        });
      }
    }
  },
});
