/** A `use_backend` that no request reaches: a line above takes all of them, or all that it would take. */
import { conditionsOf } from "./criteria.ts";
import { haproxyRule, headOf, type Line, type Section, sectionsOf } from "./haproxy-rule.ts";

export const unreachableBackend = haproxyRule({
  name: "unreachable-backend",
  code: "HA315",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    if (file.tree.templated) return;
    for (const section of sectionsOf(file)) {
      if (section.kind !== "frontend" && section.kind !== "listen") continue;
      const choices = section.lines.filter(({ keyword }) => keyword === "use_backend");
      const before = new Map<string, Line>();
      for (const line of choices) {
        if (line.known.conditional) continue;
        const { directive } = line;
        const condition = conditionOf(line, section);
        const all = before.get("");
        const same = before.get(condition);
        const first = all ?? same;
        if (first === undefined) before.set(condition, line);
        // The whole line once more is another rule's.
        else if (
          first.directive.words[1]?.value !== directive.words[1]?.value ||
          condition === "" ||
          all !== undefined
        )
          report({ file, span: headOf(directive) }, all === undefined ? "same" : "all", {
            related: [{ place: { file, span: headOf(first.directive) }, message: { id: "first" } }],
          });
      }
    }
  },
});

/** The words of the condition; empty where every request fulfils it. What may differ from one request line to the next is never the same. */
function conditionOf(line: Line, section: Section): string {
  const condition = conditionsOf(section).find((other) => other.line === line);
  if (condition === undefined) return line.directive.words.length > 2 ? String(line.directive.start) : "";
  const words = [condition.introduction, ...condition.words].map(({ value }) => value).join(" ");
  if (words === "if TRUE" || words === "unless FALSE") return "";
  return /rand|inc_|clr_/.test(words) ? String(line.directive.start) : words;
}
