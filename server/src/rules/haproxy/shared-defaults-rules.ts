/** A `defaults` section with rules, taken over by a section that can not have them. */
import type { Unit } from "../../workspace/snapshot.ts";
import {
  defaultsOf,
  haproxyRule,
  headOf,
  type Line,
  type Section,
  sectionsHere,
  sectionsIn,
} from "./haproxy-rule.ts";

const rules = new Set([
  "http-request",
  "http-response",
  "http-after-response",
  "tcp-request connection",
  "tcp-request session",
  "tcp-request content",
  "tcp-response content",
  "tcp-request inspect-delay",
  "tcp-response inspect-delay",
]);

export const sharedDefaultsRules = haproxyRule({
  name: "shared-defaults-rules",
  code: "HA232",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (unit.partial || unit.files.some((f) => f.tree.templated)) return;
    for (const section of sectionsHere(subject)) {
      const defaults = defaultsOf(section, unit);
      if (defaults === undefined || file.checked.known.get(section.directive)?.conditional) continue;
      const lines = defaults.lines.filter(({ keyword, known }) => rules.has(keyword) && !known.conditional);
      const [first] = lines;
      if (first === undefined) continue;
      const { id, line = first } = problemOf(section, defaults, lines, unit) ?? {};
      if (id === undefined) continue;
      report({ file, span: headOf(section.directive) }, id, {
        params: { name: defaults.name?.value ?? "", keyword: line.keyword },
        related: [{ place: { file: defaults.file, span: headOf(line.directive) }, message: { id: "rule" } }],
      });
    }
  },
});

/** The same conditions as in the daemon (cfgparse-listen.c, cfg_parse_listen). */
function problemOf(
  section: Section,
  defaults: Section,
  lines: readonly Line[],
  unit: Unit,
): { id: string; line?: Line } | undefined {
  const isDelay = ({ keyword }: Line) => keyword.endsWith("inspect-delay");
  const acting = lines.filter((line) => !isDelay(line));
  if (acting.length === 0) return undefined;
  if (section.kind === "listen" || section.kind === "defaults") return { id: section.kind };
  const { kind } = section;
  const other = sectionsIn(unit).find(
    (s) =>
      defaultsOf(s, unit) === defaults && (kind === "backend" ? s.kind === "frontend" : s.kind === "backend"),
  );
  if (other !== undefined && isBehind(section, other, unit)) return { id: "both" };
  const line =
    kind === "backend"
      ? acting.find((l) => /^tcp-request (?:connection|session)$/.test(l.keyword) || captures(l))
      : acting.find((l) => l.keyword === "tcp-response content");
  return line === undefined ? undefined : { id: "kind", line };
}

function isBehind(section: Section, other: Section, unit: Unit): boolean {
  const all = sectionsIn(unit);
  return all.indexOf(section) > all.indexOf(other);
}

/** A rule that keeps a piece of the request for the log: only a frontend has the room. */
function captures({ directive: { words } }: Line): boolean {
  return words[1]?.value === "capture" || words[2]?.value === "capture";
}
