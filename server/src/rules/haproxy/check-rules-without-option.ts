/** `http-check` or `tcp-check` lines without the `option` that makes HAProxy use them. */
import type { Unit } from "../../workspace/snapshot.ts";
import {
  checkOptionOf,
  effective,
  haproxyRule,
  headOf,
  isBackend,
  isComplete,
  type Line,
  proxiesHere,
  type Section,
} from "./haproxy-rule.ts";

export const checkRulesWithoutOption = haproxyRule({
  name: "check-rules-without-option",
  code: "HA222",
  severity: "warning",
  daemon: "warn",
  needs: ["http-check", "tcp-check"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      for (const [keyword, option] of [
        ["http-check", "option httpchk"],
        ["tcp-check", "option tcp-check"],
      ] as const) {
        if (!isBackend(section) || checkOptionOf(section, unit)?.keyword === option) continue;
        const line = section.lines.find((l) => l.keyword === keyword && !l.known.conditional && !isState(l));
        if (line !== undefined)
          report({ file, span: headOf(line.directive) }, "ignored", { params: { keyword, option } });
      }
      for (const word of ["send-state", "disable-on-404"]) {
        const line = unusedState(section, unit, word);
        if (line === undefined) continue;
        const at = section.lines.includes(line) ? line.directive : section.directive;
        report({ file, span: headOf(at) }, "state", { params: { name: word } });
      }
    }
  },
});

/** These two set how the check is told of. */
function isState({ directive }: Line): boolean {
  const word = directive.words[1]?.value;
  return word === "send-state" || word === "disable-on-404";
}

/** A line of that kind beside a check that is not over HTTP, or in a frontend, which has no check to tell of. */
function unusedState(section: Section, unit: Unit, word: string): Line | undefined {
  const option = checkOptionOf(section, unit);
  if (option === undefined || (isBackend(section) && option.keyword === "option httpchk")) return undefined;
  const line = effective(section, unit).lines.findLast(
    (l) => isState(l) && l.directive.words[1]?.value === word,
  );
  return line === undefined || line.known.conditional || option.known.conditional ? undefined : line;
}
