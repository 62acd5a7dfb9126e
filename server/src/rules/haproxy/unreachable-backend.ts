/** A `use_backend` that no request reaches: a line above takes all of them, or all that it would take. */
import { type Condition, conditionsOf } from "./criteria.ts";
import { haproxyRule, headOf, type Line, sectionsHere } from "./haproxy-rule.ts";

export const unreachableBackend = haproxyRule({
  name: "unreachable-backend",
  code: "HA315",
  severity: "warning",
  daemon: "silent",
  needs: ["use_backend"],
  outdoes: ["duplicate-rule"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "frontend" && section.kind !== "listen") continue;
      const conditions = new Map(conditionsOf(section).map((condition) => [condition.line, condition]));
      const before = new Map<string, Line>();
      for (const line of section.lines) {
        if (line.keyword !== "use_backend" || line.known.conditional) continue;
        const { directive } = line;
        const key = keyOf(line, conditions.get(line));
        const all = before.get("");
        const first = all ?? before.get(key);
        if (first === undefined) before.set(key, line);
        else
          report({ file, span: headOf(directive) }, all === undefined ? "same" : "all", {
            related: [{ place: { file, span: headOf(first.directive) }, message: { id: "first" } }],
          });
      }
    }
  },
});

/** The words of the condition; empty where every request fulfils it. What is drawn or counted anew for each line is never the same. */
function keyOf({ directive }: Line, condition: Condition | undefined): string {
  if (condition === undefined) return directive.words.length > 2 ? String(directive.start) : "";
  const words = [condition.introduction, ...condition.words].map(({ value }) => value).join(" ");
  if (words === "if TRUE" || words === "unless FALSE") return "";
  return /rand|inc_|clr_/.test(words) ? String(directive.start) : words;
}
