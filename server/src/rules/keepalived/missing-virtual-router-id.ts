/** An instance without VRID: keepalived does not start. */
import { isKnown } from "../../model/file-model.ts";
import { headOf, linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const missingVirtualRouterId = instanceRule({
  name: "missing-virtual-router-id",
  code: "KA210",
  severity: "error",
  daemon: "reject",
  check({ file, instance, block }, report) {
    if (file.tree.templated || block.body === undefined || !isKnown(instance, "virtual_router_id")) return;
    if (linesOf(block, "virtual_router_id").length > 0) return;
    report(headOf(block), "missing", { params: { name: instance.name.value } });
  },
});
