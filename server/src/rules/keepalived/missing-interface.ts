/** An instance without interface: keepalived does not start. From 2.3 on unicast with a source address needs none. */
import { isKnown } from "../../model/vrrp-effective.ts";
import { headOf, instanceRule, linesOf } from "./vrrp-rule.ts";

const unicastKeywords = ["unicast_peer", "unicast_src_ip", "vrf"];

export const missingInterface = instanceRule({
  name: "missing-interface",
  code: "KA211",
  severity: "error",
  daemon: "reject",
  check({ file, instance, block }, report) {
    if (file.tree.templated || block.body === undefined || !isKnown(instance, "interface")) return;
    if (linesOf(block, "interface").length > 0) return;
    const unicast = unicastKeywords.some(
      (keyword) => linesOf(block, keyword).length > 0 || !isKnown(instance, keyword),
    );
    if (unicast && file.target !== "2.2") return;
    report(headOf(block), "missing", { params: { name: instance.name.value } });
  },
});
