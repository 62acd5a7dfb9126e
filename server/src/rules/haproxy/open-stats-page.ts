/** Statistics that everybody can read who reaches the port, or even servers that everybody can switch off. */
import type { Unit } from "../../workspace/snapshot.ts";
import {
  effective,
  haproxyRule,
  headOf,
  isProxy,
  type Line,
  type Section,
  sectionsIn,
} from "./haproxy-rule.ts";
import { carriesTraffic, entrancesOf, openBinds, optionValue, turnsAway } from "./listening.ts";

export const openStatsPage = haproxyRule({
  name: "open-stats-page",
  code: "HA341",
  severity: "warning",
  daemon: "silent",
  needs: ["stats"],
  check({ file, unit }, report) {
    if (unit.partial || file.tree.templated) return;
    const said = new Set<Line>();
    for (const section of sectionsIn(unit)) {
      if (!isProxy(section) || effective(section, unit).mode !== "http" || effective(section, unit).disabled)
        continue;
      const page = statsOf(section, unit);
      const [first] = page;
      if (first === undefined || isProtected(page) || !isOpen(section, unit)) continue;
      const admin = page.find(isForAll);
      const place = admin ?? first;
      const owner = section.lines.includes(place) ? section.file : defaultsFileOf(place, unit);
      if (owner !== file || said.has(place)) continue;
      said.add(place);
      const lost = admin === undefined ? lostAuth(section, unit) : undefined;
      const from = lost === undefined ? undefined : defaultsFileOf(lost, unit);
      const message = admin ? "admin" : lost ? "lost" : carriesTraffic(section) ? "shared" : "open";
      report({ file, span: headOf(place.directive) }, message, {
        params: { name: section.name?.value ?? "" },
        // A port of its own may be meant to be open.
        ...(message === "open" ? { severity: "info" } : {}),
        related:
          lost === undefined || from === undefined
            ? []
            : [{ place: { file: from, span: headOf(lost.directive) }, message: { id: "unused" } }],
      });
    }
  },
});

/** The first `stats` line of a proxy takes the place of all that its `defaults` has (cfgparse-listen.c). */
function statsOf(section: Section, unit: Unit): readonly Line[] {
  const own = section.lines.filter(isStats);
  return own.length > 0 ? own : effective(section, unit).inherited.filter(isStats);
}

function isStats({ keyword }: Line): boolean {
  return keyword.startsWith("stats ");
}

function isProtected(page: readonly Line[]): boolean {
  return page.some(({ keyword, known }) => keyword === "stats auth" || known.conditional);
}

/** The password of `defaults` that own lines have taken the place of. */
function lostAuth(section: Section, unit: Unit): Line | undefined {
  if (!section.lines.some(isStats)) return undefined;
  return effective(section, unit).inherited.find(({ keyword }) => keyword === "stats auth");
}

function isOpen(section: Section, unit: Unit): boolean {
  return (
    !turnsAway(section, unit) &&
    entrancesOf(section, unit).some(
      (entrance) =>
        effective(entrance, unit).mode === "http" &&
        !turnsAway(entrance, unit) &&
        openBinds(entrance).some(({ directive }) => optionValue(directive, "verify")?.value !== "required"),
    )
  );
}

/** `stats admin` with a condition that everybody meets. */
function isForAll({ keyword, directive }: Line): boolean {
  if (keyword !== "stats admin") return false;
  const condition = directive.words
    .slice(2)
    .map((word) => word.value)
    .join(" ");
  return /^(?:if (?:TRUE|\{ always_true \})|unless (?:FALSE|\{ always_false \}))$/.test(condition);
}

function defaultsFileOf(line: Line, unit: Unit) {
  return sectionsIn(unit).find(({ lines }) => lines.includes(line))?.file;
}
