/** Unicast adverts leave through the base interface: keepalived sets `vmac_xmit_base` itself, and says so. */
import { isKnown } from "../../model/file-model.ts";
import { familyOf } from "../../model/vrrp-effective.ts";
import type { Fix } from "../rule.ts";
import { certainLinesOf, linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const vmacWithUnicast = instanceRule({
  name: "vmac-with-unicast",
  code: "KA259",
  severity: "warning",
  daemon: "reject",
  check({ file, instance, block }, report) {
    const family = familyOf(instance);
    const unicast =
      instance.unicastPeers.some((peer) => peer.family === family) ||
      certainLinesOf(block, "unicast_fault_no_peer").length > 0;
    if (!unicast || instance.interface === undefined || file.tree.templated) return;
    if (!isKnown(instance, "vmac_xmit_base") || linesOf(block, "vmac_xmit_base").length > 0) return;
    const [vmac] = certainLinesOf(block, "use_vmac");
    const [ipvlan] = certainLinesOf(block, "use_ipvlan");
    const line = vmac ?? ipvlan;
    if (line === undefined) return;
    const indent = /[^\S\n]*$/.exec(file.text.slice(0, line.start))?.[0] ?? "";
    const at = { start: line.start, end: line.start };
    const fix: Fix = {
      title: { id: "fix" },
      safety: "safe",
      edits: [{ span: at, text: `vmac_xmit_base\n${indent}` }],
    };
    if (vmac !== undefined) report(line.words[0], "set", { fixes: [fix] });
    else report(line.words[0], "ipvlan");
  },
});
