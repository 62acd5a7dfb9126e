/** `http-check` or `tcp-check` lines without the `option` that makes HAProxy use them. */
import { effective, haproxyRule, headOf, isBackend, isComplete, sectionsOf } from "./haproxy-rule.ts";

export const checkRulesWithoutOption = haproxyRule({
  name: "check-rules-without-option",
  code: "HA222",
  severity: "warning",
  daemon: "warn",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const section of sectionsOf(file)) {
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      const inherited = new Set(effective(section, unit).lines.map((line) => line.keyword));
      for (const [keyword, option] of [
        ["http-check", "option httpchk"],
        ["tcp-check", "option tcp-check"],
      ] as const) {
        if (inherited.has(option)) continue;
        const line = section.lines.find(
          (l) => l.keyword === keyword && !l.known.conditional && !isState(l.directive.words[1]?.value),
        );
        if (line !== undefined)
          report({ file, span: headOf(line.directive) }, "ignored", { params: { keyword, option } });
      }
    }
  },
});

/** These two set how the check is told of, and stand without it. */
function isState(word: string | undefined): boolean {
  return word === "send-state" || word === "disable-on-404";
}
