/** A setting of the process that was made before: in another `global` section, or under its other name. */
import { haproxyRule, headOf, type Line, sectionsIn } from "./haproxy-rule.ts";

/** One setting under two names. */
const groups: Readonly<Record<string, string>> = { uid: "user", user: "user", gid: "group", group: "group" };

export const repeatedGlobal = haproxyRule({
  name: "repeated-global",
  code: "HA267",
  severity: "warning",
  daemon: "warn",
  check({ file, unit }, report) {
    if (unit.partial || file.tree.templated) return;
    const seen = new Map<string, { line: Line; section: number }>();
    sectionsIn(unit).forEach((section, i) => {
      if (section.kind !== "global") return;
      for (const line of section.lines) {
        const { keyword, known, directive } = line;
        const group = groups[keyword];
        if (known.conditional || (group === undefined && known.entry.again !== "warn")) continue;
        const key = group ?? keyword;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, { line, section: i });
        // Within one section the catalogue's own check sees the same keyword twice.
        else if (section.file === file && (first.section !== i || group !== undefined))
          report({ file, span: headOf(directive) }, "repeated", {
            params: { name: keyword, first: first.line.keyword },
          });
      }
    });
  },
});
