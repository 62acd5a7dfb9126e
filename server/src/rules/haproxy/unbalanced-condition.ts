/** `.if`, `.elif`, `.else` and `.endif` that do not fit together. */
import type { Directive } from "../../syntax/tree.ts";
import { nodesHere } from "../locality.ts";
import { haproxyRule, headOf } from "./haproxy-rule.ts";

export const unbalancedCondition = haproxyRule({
  name: "unbalanced-condition",
  code: "HA233",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (unit.partial || file.tree.templated) return;
    const open: { start: Directive; hasElse: boolean }[] = [];
    for (const { node } of nodesHere(subject)) {
      if (node.kind !== "directive") continue;
      const name = node.words[0].value;
      if (name === ".if") open.push({ start: node, hasElse: false });
      if (name !== ".elif" && name !== ".else" && name !== ".endif") continue;
      const block = open.at(-1);
      if (block === undefined) {
        report({ file, span: headOf(node) }, "lone", { params: { name } });
        return;
      }
      if (name === ".endif") open.pop();
      else if (block.hasElse) {
        report({ file, span: headOf(node) }, "after-else", { params: { name } });
        return;
      } else if (name === ".else") block.hasElse = true;
    }
    const last = open.at(-1);
    if (last !== undefined) report({ file, span: headOf(last.start) }, "open");
  },
});
