/** A virtual address that is a node's own: keepalived takes it off the interface when it starts. */
import { basePriority, ownerPriority } from "../../model/vrrp-effective.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const virtualAddressOfNode = instanceRule({
  name: "virtual-address-of-node",
  code: "KA249",
  severity: "error",
  daemon: "silent",
  check({ instance, place }, report) {
    const priority = basePriority(instance);
    // An address owner is meant to have it.
    if (priority === undefined || priority === ownerPriority) return;
    const { unicastSource, multicastSource, unicastPeers } = instance;
    for (const { address, span } of [...instance.addresses, ...instance.excludedAddresses]) {
      const own = [unicastSource, multicastSource].find((source) => source?.value === address);
      const peer = unicastPeers.find((one) => one.value === address);
      if (own !== undefined) {
        const keyword = own === unicastSource ? "unicast_src_ip" : "mcast_src_ip";
        const related = [{ place: place(own.span), message: { id: "source" } }];
        report(span, own === unicastSource ? "unicast" : "multicast", {
          params: { address, keyword },
          related,
        });
      } else if (peer !== undefined) {
        const related = [{ place: place(peer.span), message: { id: "peer-line" } }];
        report(span, "peer", { params: { address }, severity: "warning", related });
      }
    }
  },
});
