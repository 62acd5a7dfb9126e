/** A block without the one line that gives it a meaning: keepalived drops it. */
import { requiredIn } from "../../dialects/keepalived/tables.ts";
import type { Directive } from "../../syntax/tree.ts";
import { headOf, isReadable, keepalivedRule } from "./keepalived-rule.ts";
import { groupOf, isKept } from "./virtual-server-rule.ts";

export const incompleteBlock = keepalivedRule({
  name: "incomplete-block",
  code: "KA229",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (file.tree.templated) return;
    const virtualServers = file.model.lvs?.virtualServers ?? [];
    for (const { directive, entry, conditional } of file.checked.known.values()) {
      if (conditional) continue;
      const needed = entry.opens === undefined ? undefined : requiredIn(entry.opens);
      if (needed === undefined || directive.body === undefined || !isReadable(directive)) continue;
      const lines = directive.body.children.flatMap((node) => (node.kind === "directive" ? [node] : []));
      if (
        needed === "*"
          ? lines.length > 0
          : lines.some((line) => needed.includes(line.words[0].value) && !isEmptyScript(line))
      )
        continue;
      // Before 2.3, one by a group that is not there is dropped before keepalived looks for real servers.
      const virtual = virtualServers.find((one) => one.span.start === directive.start);
      if (file.target === "2.2" && virtual !== undefined && !isKept(virtual, groupOf(unit, virtual)))
        continue;
      report({ file, span: headOf(directive) }, needed === "*" ? "empty" : "missing", {
        params: { name: entry.name, needed: needed[0] ?? "" },
        ...(needed === "*" ? { severity: "warning" as const } : {}),
      });
    }
  },
});

/** An empty command is none; of other keywords keepalived takes empty quotes for a value. */
function isEmptyScript({ words }: Directive): boolean {
  return words[0].value === "script" && (words[1] === undefined || words[1].value === "");
}
