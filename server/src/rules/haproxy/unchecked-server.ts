/** One of several servers that nothing checks: it gets its share of the traffic when it is dead too. */
import type { Fix } from "../rule.ts";
import { effective, haproxyRule, isBackend, isComplete, type Line, sectionsHere } from "./haproxy-rule.ts";
import { isUnchecked, serversOf } from "./servers.ts";

export const uncheckedServer = haproxyRule({
  name: "unchecked-server",
  code: "HA311",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      const { mode } = effective(section, unit);
      if (!section.lines.some(mayBeUnchecked)) continue;
      const servers = serversOf(section, unit).filter(({ options }) => !options.has("disabled"));
      if ((mode !== "tcp" && mode !== "http") || servers.some(({ unclear }) => unclear)) continue;
      const [first, ...others] = servers.filter(isUnchecked);
      if (servers.length < 2 || first === undefined) continue;
      const unchecked = [first, ...others];
      const fix: Fix = {
        title: { id: "fix" },
        safety: "unsafe",
        edits: unchecked.map(({ line: { directive } }) => {
          const end = directive.words.at(-1)?.end ?? directive.end;
          return { span: { start: end, end }, text: " check" };
        }),
      };
      report({ file, span: first.name }, others.length === 0 ? "one" : "several", {
        params: { name: first.name.value, count: unchecked.length, all: servers.length },
        related: others.map(({ name }) => ({ place: { file, span: name }, message: { id: "too" } })),
        fixes: [fix],
      });
    }
  },
});

const watches = new Set(["check", "agent-check", "track", "resolvers"]);

/** At first sight: what a `default-server` gives it is looked up only then. */
function mayBeUnchecked({ keyword, directive }: Line): boolean {
  return keyword.startsWith("server") && !directive.words.some(({ value }) => watches.has(value));
}
