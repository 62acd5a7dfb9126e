/** A setting of the process that was made before: in another file, or under its other name. */
import { haproxyRule, headOf, type Line, sectionsIn } from "./haproxy-rule.ts";

/** One setting under two names. */
const groups: Readonly<Record<string, string>> = { uid: "user", user: "user", gid: "group", group: "group" };

export const repeatedGlobal = haproxyRule({
  name: "repeated-global",
  code: "HA267",
  severity: "warning",
  daemon: "warn",
  goesOn: true,
  needs: ["global"],
  check({ file, unit }, report) {
    if (unit.partial || file.tree.templated) return;
    const seen = new Map<string, Line>();
    for (const section of sectionsIn(unit)) {
      if (section.kind !== "global") continue;
      for (const line of section.lines) {
        const { keyword, known, directive } = line;
        const group = groups[keyword];
        if (known.conditional || (group === undefined && known.entry.again !== "warn")) continue;
        const first = seen.get(group ?? keyword);
        if (first === undefined) seen.set(group ?? keyword, line);
        // Within a file the catalogue's own check sees the same keyword twice.
        else if (section.file === file && (first.file !== file || group !== undefined))
          report({ file, span: headOf(directive) }, "repeated", {
            params: { name: keyword, first: first.keyword },
          });
      }
    }
  },
});
