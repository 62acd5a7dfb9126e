/** Something experimental, or on its way out, that HAProxy takes only below a line in `global` that allows it. */
import { leadingBlanks } from "../../text/line-start.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Fix } from "../rule.ts";
import { haproxyRule, isComplete, type Section, sectionsIn } from "./haproxy-rule.ts";

export const unexposedDirective = haproxyRule({
  name: "unexposed-directive",
  code: "HA358",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (file.checked.exposed.length === 0 || !isComplete(unit)) return;
    const globals = sectionsIn(unit).filter(({ kind }) => kind === "global");
    // Without a `global` section this is one of several files, and another one has it.
    const [first] = globals;
    if (first === undefined) return;
    for (const { name, exposedBy, start, end } of file.checked.exposed) {
      const isAbove = (other: SourceFile, at: number) =>
        other === file ? at < start : unit.files.indexOf(other) < unit.files.indexOf(file);
      const allowing = globals.flatMap((section) =>
        section.lines.flatMap((line) => (line.keyword === exposedBy ? [{ file: section.file, line }] : [])),
      );
      if (allowing.some(({ file: other, line }) => isAbove(other, line.directive.start))) continue;
      const kind = exposedBy === "expose-deprecated-directives" ? "deprecated" : "experimental";
      const fixes = isAbove(first.file, first.directive.start) ? [allow(first, exposedBy)] : [];
      report({ file, span: { start, end } }, kind, { params: { name, line: exposedBy }, fixes });
    }
  },
});

/** The line on top of `global`. */
function allow({ file, directive, lines }: Section, line: string): Fix {
  const { text } = file;
  const below = text.indexOf("\n", directive.words[0].end) + 1 || text.length;
  const [next] = lines;
  const indent = next === undefined ? "    " : leadingBlanks(text, next.directive.start);
  const edits = [{ span: { start: below, end: below }, text: `${indent}${line}\n`, file }];
  return { title: { id: "fix", params: { line } }, safety: "unsafe", edits };
}
