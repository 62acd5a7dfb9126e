/** A block without the one line that gives it a meaning: keepalived drops it. */
import { requiredIn } from "../../dialects/keepalived/tables.ts";
import { headOf, isReadable, keepalivedRule } from "./vrrp-rule.ts";

export const incompleteBlock = keepalivedRule({
  name: "incomplete-block",
  code: "KA229",
  severity: "error",
  daemon: "reject",
  check({ file }, report) {
    if (file.tree.templated) return;
    for (const { directive, entry, conditional } of file.checked.known.values()) {
      if (conditional) continue;
      const needed = entry.opens === undefined ? undefined : requiredIn(entry.opens);
      if (needed === undefined || directive.body === undefined || !isReadable(directive)) continue;
      const lines = directive.body.children.flatMap((node) => (node.kind === "directive" ? [node] : []));
      if (needed === "*" ? lines.length > 0 : lines.some((line) => needed.includes(line.words[0].value)))
        continue;
      report({ file, span: headOf(directive) }, needed === "*" ? "empty" : "missing", {
        params: { name: entry.name, needed: needed[0] ?? "" },
      });
    }
  },
});
