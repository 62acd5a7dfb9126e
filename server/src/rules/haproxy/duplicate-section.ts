/** Two sections of one name, where HAProxy refuses the second, ignores it or merely warns. */
import type { Verdict } from "../../catalogue/entry.ts";
import { haproxyRule, headOf, isProxy, type Section, sectionsIn } from "./haproxy-rule.ts";

const unique = new Set([
  "peers",
  "resolvers",
  "mailers",
  "cache",
  "ring",
  "log-forward",
  "http-errors",
  "fcgi-app",
  "userlist",
]);

export const duplicateSection = haproxyRule({
  name: "duplicate-section",
  code: "HA206",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (unit.partial || unit.files.some((f) => f.tree.templated)) return;
    const before = new Map<string, Section[]>();
    for (const section of sectionsIn(unit)) {
      if (section.name === undefined || section.name.unknown !== undefined) continue;
      if (section.file.checked.known.get(section.directive)?.conditional) continue;
      const named = before.get(section.name.value) ?? [];
      const first = named.find((other) => clash(other, section, file.target) !== undefined);
      if (!named.some((other) => other.kind === section.kind))
        before.set(section.name.value, [...named, section]);
      if (first === undefined || section.file !== file) continue;
      const daemon = clash(first, section, file.target) ?? "reject";
      const id = daemon === "reject" ? "duplicate" : section.kind === "userlist" ? "ignored" : "shared";
      report({ file, span: headOf(section.directive) }, id, {
        params: { kind: section.kind, other: first.kind, name: section.name.value },
        daemon,
        ...(daemon === "reject" ? {} : { severity: "warning" }),
        related: [{ place: { file: first.file, span: headOf(first.directive) }, message: { id: "first" } }],
      });
    }
  },
});

/** What the daemon does with two sections of one name; `undefined` where they may share it. */
function clash(a: Section, b: Section, target: string): Verdict | undefined {
  if (isProxy(a) && isProxy(b)) {
    if (a.kind === b.kind || a.kind === "listen" || b.kind === "listen") return "reject";
    return target === "2.6" || target === "3.0" ? undefined : "warn";
  }
  if (a.kind !== b.kind || !unique.has(a.kind)) return undefined;
  return a.kind === "userlist" ? "warn" : "reject";
}
