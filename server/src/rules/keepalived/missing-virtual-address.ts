/** An instance without a virtual address has nothing to hand over; with version 3 or in strict mode keepalived does not start. */
import { isKnown } from "../../model/file-model.ts";
import { strictMode, versionOf } from "../../model/vrrp-effective.ts";
import { headOf, linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const missingVirtualAddress = instanceRule({
  name: "missing-virtual-address",
  code: "KA227",
  severity: "warning",
  daemon: "reject",
  check({ file, instance, block, globals }, report) {
    if (file.tree.templated || block.body === undefined || !isKnown(instance, "virtual_ipaddress")) return;
    if (linesOf(block, "virtual_ipaddress").some((list) => (list.body?.children.length ?? 0) > 0)) return;
    // Strict mode takes it back.
    const isMeant = linesOf(block, "no_virtual_ipaddress").length > 0;
    if (isMeant && (strictMode(instance, globals) === undefined || file.target === "2.2")) return;
    const stops = versionOf(instance, globals) === 3 || strictMode(instance, globals) !== undefined;
    report(headOf(block), stops ? "stops" : "missing", {
      params: { name: instance.name.value },
      severity: stops ? "error" : "warning",
    });
  },
});
