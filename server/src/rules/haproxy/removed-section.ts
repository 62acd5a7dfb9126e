/** A section that HAProxy throws away: mail servers that nobody uses, peers among which it is not itself. */
import type { Unit } from "../../workspace/snapshot.ts";
import {
  effective,
  globalLines,
  haproxyRule,
  headOf,
  isComplete,
  isUncertain,
  proxiesOf,
  sectionsHere,
} from "./haproxy-rule.ts";

export const removedSection = haproxyRule({
  name: "removed-section",
  code: "HA245",
  severity: "warning",
  daemon: "warn",
  needs: ["peers", "mailers"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    const local = globalLines(unit).find(({ keyword }) => keyword === "localpeer");
    const name = local === undefined || isUncertain(local) ? undefined : local.directive.words[1]?.value;
    for (const section of sectionsHere(subject)) {
      if (section.lines.some(isUncertain)) continue;
      const at = headOf(section.directive);
      if (section.kind === "mailers" && !mailersInUse(unit).has(section.name?.value ?? ""))
        report({ file, span: at }, "mailers");
      const peers = section.lines.filter(({ keyword }) => keyword === "peer" || keyword === "server");
      if (
        section.kind !== "peers" ||
        name === undefined ||
        section.lines.some((l) => l.keyword === "disabled")
      )
        continue;
      if (!peers.some(({ directive }) => directive.words[1]?.value === name))
        report({ file, span: at }, "peers", { params: { name } });
    }
  },
});

/** Those of proxies that say all that alerts need. */
function mailersInUse(unit: Unit): Set<string> {
  const used = new Set<string>();
  for (const section of unit.files.flatMap((file) => proxiesOf(file, unit))) {
    const { lines } = effective(section, unit);
    const value = (keyword: string) =>
      lines.findLast((line) => line.keyword === keyword)?.directive.words[2]?.value;
    const mailers = value("email-alert mailers");
    if (
      mailers !== undefined &&
      value("email-alert from") !== undefined &&
      value("email-alert to") !== undefined
    )
      used.add(mailers);
  }
  return used;
}
