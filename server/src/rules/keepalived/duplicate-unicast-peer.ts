/** One peer given twice: keepalived 2.3 refuses the second, earlier releases send to it twice. */
import { familyOf } from "../../model/vrrp-effective.ts";
import { entryAt, removeLines } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const duplicateUnicastPeer = instanceRule({
  name: "duplicate-unicast-peer",
  code: "KA242",
  severity: "warning",
  daemon: "reject",
  check({ file, instance, block, place }, report) {
    if (file.tree.templated) return;
    const first = new Map<string, (typeof instance.unicastPeers)[number]>();
    for (const peer of instance.unicastPeers.filter((one) => one.family === familyOf(instance))) {
      const earlier = first.get(peer.value);
      if (earlier === undefined) {
        first.set(peer.value, peer);
        continue;
      }
      const line = entryAt(block, "unicast_peer", peer.span);
      report(peer.span, "duplicate", {
        params: { address: peer.value },
        daemon: file.target === "2.2" ? "silent" : "reject",
        related: [{ place: place(earlier.span), message: { id: "first" } }],
        fixes: line === undefined ? [] : [removeLines("remove", "safe", file, line)],
      });
    }
  },
});
