/** Unicast without a source address: keepalived takes the interface's primary one, whichever that is at the time. */
import { isKnown } from "../../model/file-model.ts";
import { linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const unicastWithoutSource = instanceRule({
  name: "unicast-without-source",
  code: "KA245",
  severity: "hint",
  daemon: "silent",
  check({ file, instance, block }, report) {
    const link = instance.interface;
    if (file.tree.templated || instance.unicastPeers.length === 0 || link === undefined) return;
    if (!isKnown(instance, "unicast_src_ip", "mcast_src_ip")) return;
    if (linesOf(block, "unicast_src_ip").length + linesOf(block, "mcast_src_ip").length > 0) return;
    const [list] = linesOf(block, "unicast_peer");
    if (list !== undefined) report(list.words[0], "unset", { params: { interface: link.value } });
  },
});
