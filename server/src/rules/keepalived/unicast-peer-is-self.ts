/** A node among its own unicast peers: it sends adverts to itself. */
import { entryAt, removeLines } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const unicastPeerIsSelf = instanceRule({
  name: "unicast-peer-is-self",
  code: "KA243",
  severity: "warning",
  daemon: "silent",
  check({ file, instance, block, place }, report) {
    const source = instance.unicastSource;
    if (source === undefined) return;
    for (const peer of instance.unicastPeers) {
      if (peer.value !== source.value) continue;
      const line = entryAt(block, "unicast_peer", peer.span);
      // With no other peer left the instance would speak multicast.
      const others = instance.unicastPeers.some((other) => other.value !== source.value);
      report(peer.span, "self", {
        params: { address: peer.value },
        related: [{ place: place(source.span), message: { id: "source" } }],
        fixes: line === undefined || !others ? [] : [removeLines("remove", "safe", file, line)],
      });
    }
  },
});
