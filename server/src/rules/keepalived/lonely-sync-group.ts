/** A sync group of one instance, or of none: there is nothing to keep in step. */
import type { Directive } from "../../syntax/tree.ts";
import { leadingBlanks } from "../../text/line-start.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Fix } from "../rule.ts";
import { blockAt, headOf, isComplete, isReadable, keepalivedRule, linesOf } from "./keepalived-rule.ts";

export const lonelySyncGroup = keepalivedRule({
  name: "lonely-sync-group",
  code: "KA233",
  severity: "warning",
  daemon: "reject",
  outdoes: ["unknown-directive"],
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const group of file.model.vrrp?.syncGroups ?? []) {
      const block = blockAt(file, group.span);
      if (block === undefined || !isReadable(block) || !linesOf(block, "group").every(isReadable)) continue;
      if (group.members.length > 1) continue;
      const name = group.name.value;
      const outside = group.members.length > 0 ? [] : namesOutside(file, block);
      for (const line of outside) {
        report({ file, span: line.words[0] }, "outside", {
          params: { group: name, name: line.words[0].value },
          severity: "error",
          fixes: [intoGroup(file, outside)],
        });
      }
      if (outside.length > 0) continue;
      const message = group.members.length === 1 ? "one" : "none";
      report({ file, span: headOf(block) }, message, { params: { group: name } });
    }
  },
});

/** Words that stand alone on their lines where the block that lists the members is missing. */
function namesOutside(file: SourceFile, block: Directive): Directive[] {
  if (linesOf(block, "group").length > 0) return [];
  const unknown = new Set(
    file.checked.problems.flatMap(({ kind, message, start }) =>
      kind === "unknown-directive" && message === "unknown" ? [start] : [],
    ),
  );
  return (block.body?.children ?? []).filter(
    (node): node is Directive =>
      node.kind === "directive" &&
      node.words.length === 1 &&
      node.body === undefined &&
      unknown.has(node.words[0].start),
  );
}

function intoGroup(file: SourceFile, lines: readonly Directive[]): Fix {
  const edits = lines.map(({ start, end }, index) => {
    const indent = leadingBlanks(file.text, start);
    const name = `    ${file.text.slice(start, end)}`;
    const before = index === 0 ? `group {\n${indent}` : "";
    const after = index === lines.length - 1 ? `\n${indent}}` : "";
    return { span: { start, end }, text: before + name + after };
  });
  return { title: { id: "fix" }, safety: "unsafe", edits };
}
