/** Nodes that speak different versions of VRRP. */
import { clusterRule, replace } from "../rule.ts";
import { mismatches, placeOf, versionOf, virtualRoutersOf } from "./virtual-routers.ts";

export const versionMismatch = clusterRule({
  name: "version-mismatch",
  group: "cluster",
  code: "CL104",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      for (const { odd, like, value, expected } of mismatches(
        router,
        versionOf,
        (a, b) => a.value === b.value,
      )) {
        const params = {
          instance: odd.instance.name.value,
          version: value.value,
          other: expected.value,
          node: like.node,
        };
        const { place } = value;
        report(place ?? placeOf(odd), "differs", {
          params,
          related: [{ place: expected.place ?? placeOf(like), message: { id: "other", params } }],
          ...(place === undefined
            ? {}
            : {
                fixes: [
                  replace({ id: "take", params }, "unsafe", place.span, String(expected.value), place.file),
                ],
              }),
        });
      }
    }
  },
});
