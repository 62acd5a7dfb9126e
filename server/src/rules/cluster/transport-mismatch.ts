/** One node sends its adverts to unicast peers, the other to a multicast group. */

import { equal, isUnknown, mismatches, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { clusterRule } from "../rule.ts";

export const transportMismatch = clusterRule({
  name: "transport-mismatch",
  group: "cluster",
  code: "CL108",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      // Without peers every unicast keyword falls back to multicast.
      const found = mismatches(
        router,
        (part) => (isUnknown(part, "unicast_peer") ? undefined : part.instance.unicastPeers.length > 0),
        equal,
      );
      for (const { odd, like, value } of found) {
        const params = { instance: odd.instance.name.value, node: like.node };
        const { unicastPeers, unicastSource, multicastDestination } = odd.instance;
        report(
          placeOf(odd, unicastPeers[0] ?? unicastSource ?? multicastDestination),
          value ? "unicast" : "multicast",
          {
            params,
            related: [
              {
                place: placeOf(like, like.instance.unicastPeers[0]),
                message: { id: "other", params: { ...params, instance: like.instance.name.value } },
              },
            ],
          },
        );
      }
    }
  },
});
