/** How many threads there are, said where HAProxy has already made sections that depend on it. */
import { haproxyRule, headOf, isUncertain, sectionsIn } from "./haproxy-rule.ts";

const settings = new Set(["nbthread", "thread-groups"]);

export const lateThreadSettings = haproxyRule({
  name: "late-thread-settings",
  code: "HA279",
  severity: "error",
  daemon: "reject",
  needs: ["thread"],
  check({ file, unit }, report) {
    if (file.target === "2.6" || unit.files.some(({ tree }) => tree.templated)) return;
    const sections = sectionsIn(unit);
    const first = sections.find(
      (section) =>
        section.kind !== "global" && !section.file.checked.known.get(section.directive)?.conditional,
    );
    if (first === undefined) return;
    for (const section of sections.slice(sections.indexOf(first))) {
      if (section.kind !== "global" || section.file !== file) continue;
      for (const line of section.lines) {
        if (!settings.has(line.keyword) || isUncertain(line)) continue;
        report({ file, span: headOf(line.directive) }, "late", {
          params: { name: line.keyword },
          related: [{ place: { file: first.file, span: headOf(first.directive) }, message: { id: "first" } }],
        });
      }
    }
  },
});
