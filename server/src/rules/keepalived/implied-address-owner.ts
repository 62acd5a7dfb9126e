/** `state MASTER` without `priority`: keepalived takes 255, the priority of the address owner. */
import { isKnown } from "../../model/file-model.ts";
import { lineStart } from "../../text/line-start.ts";
import type { Fix } from "../rule.ts";
import { linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const impliedAddressOwner = instanceRule({
  name: "implied-address-owner",
  code: "KA248",
  severity: "warning",
  daemon: "silent",
  check({ file, instance, block }, report) {
    const { state } = instance;
    if (state?.value !== "MASTER" || file.tree.templated || !isKnown(instance, "priority", "state")) return;
    if (linesOf(block, "priority").length > 0) return;
    const at = state.span.end;
    const line = file.text.slice(lineStart(file.text, at), at);
    const indent = /^\s*/.exec(line)?.[0] ?? "";
    const fix: Fix = {
      title: { id: "fix" },
      safety: "unsafe",
      edits: [{ span: { start: at, end: at }, text: `\n${indent}priority 254` }],
    };
    report(state.span, "implied", { fixes: line.trim().startsWith("state") ? [fix] : [] });
  },
});
