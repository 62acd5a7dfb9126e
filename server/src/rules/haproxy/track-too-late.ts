/** `tcp-request content track-sc…` where the connection is already too old for it, or not yet old enough. */
import { parseExpression } from "../../dialects/haproxy/sample-parser.ts";
import { sampleFacts } from "../../dialects/haproxy/tables.ts";
import {
  effective,
  haproxyRule,
  hasCondition,
  headOf,
  isComplete,
  isFrontend,
  isUncertain,
  type Line,
  proxiesHere,
} from "./haproxy-rule.ts";

export const trackTooLate = haproxyRule({
  name: "track-too-late",
  code: "HA262",
  severity: "warning",
  daemon: "warn",
  needs: ["track-sc"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject).filter(isFrontend)) {
      const { lines, mode } = effective(section, unit);
      const waits = lines.some(({ keyword }) => keyword === "tcp-request inspect-delay");
      for (const line of section.lines) {
        const layer = trackedLayer(line);
        if (layer === undefined || isUncertain(line)) continue;
        const at = headOf(line.directive);
        if (layer === "L4" && mode === "http" && !hasCondition(line.directive))
          report({ file, span: at }, "session");
        if (/^L[67]$/.test(layer) && !waits) report({ file, span: at }, "delay");
      }
    }
  },
});

/** The layer of the key that such a rule counts by. */
function trackedLayer({ keyword, directive: { words } }: Line): string | undefined {
  if (keyword !== "tcp-request content" || !/^track-sc\d+$/.test(words[2]?.value ?? "")) return undefined;
  const { expression } = parseExpression(words[3]?.value ?? "");
  return sampleFacts("fetch", expression.calls[0]?.name ?? "")?.layer;
}
