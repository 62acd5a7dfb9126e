/** Nodes whose interfaces of one virtual router have different names. */
import { equal, mismatches, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { clusterRule } from "../rule.ts";

export const interfaceMismatch = clusterRule({
  name: "interface-mismatch",
  group: "cluster",
  code: "CL139",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      const found = mismatches(router, ({ instance }) => instance.interface?.value, equal);
      for (const { odd, like, value, expected } of found) {
        const params = { instance: odd.instance.name.value, value, other: expected, node: like.node };
        report(placeOf(odd, odd.instance.interface), "differs", {
          params,
          related: [{ place: placeOf(like, like.instance.interface), message: { id: "other", params } }],
        });
      }
    }
  },
});
