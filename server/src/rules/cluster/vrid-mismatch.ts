/** A virtual address under another virtual router ID on another node. */

import { equal, mismatches, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { clusterRule, replace } from "../rule.ts";

export const vridMismatch = clusterRule({
  name: "vrid-mismatch",
  group: "cluster",
  code: "CL101",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      for (const { odd, like, value, expected } of mismatches(
        router,
        (part) => part.instance.virtualRouterId?.value,
        equal,
      )) {
        const id = odd.instance.virtualRouterId;
        const shared = odd.instance.addresses.find((a) =>
          like.instance.addresses.some((b) => a.address === b.address),
        );
        if (id === undefined || shared === undefined) continue;
        const params = { id: value, other: expected, node: like.node };
        report(placeOf(odd, id), "differs", {
          params: { ...params, address: shared.address },
          related: [
            { place: placeOf(like, like.instance.virtualRouterId), message: { id: "other-id", params } },
          ],
          fixes: [replace({ id: "take", params }, "unsafe", id.span, String(expected))],
        });
      }
    }
  },
});
