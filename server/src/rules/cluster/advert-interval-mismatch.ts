/** Nodes that advertise at different intervals: version 2 rejects such adverts, version 3 follows the master's. */

import {
  equal,
  isUnknown,
  mismatches,
  type Part,
  placeOf,
  versionOf,
  virtualRoutersOf,
} from "../../ha/virtual-routers.ts";
import { clusterRule, replace } from "../rule.ts";

export const advertIntervalMismatch = clusterRule({
  name: "advert-interval-mismatch",
  group: "cluster",
  code: "CL103",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      for (const { odd, like, value, expected } of mismatches(router, intervalOf, equal)) {
        const version = versionOf(odd)?.value;
        if (version !== versionOf(like)?.value) continue;
        const own = odd.instance.advertInterval;
        const params = {
          instance: odd.instance.name.value,
          interval: value,
          other: expected,
          node: like.node,
        };
        report(placeOf(odd, own), version === 3 ? "follows" : "rejected", {
          params,
          ...(version === 3 ? { severity: "info" } : {}),
          related: [{ place: placeOf(like, like.instance.advertInterval), message: { id: "other", params } }],
          ...(own === undefined
            ? {}
            : { fixes: [replace({ id: "take", params }, "unsafe", own.span, String(expected))] }),
        });
      }
    }
  },
});

/** Seconds as they are sent: version 2 knows whole ones only; what is out of range becomes 1. */
function intervalOf(part: Part): number | undefined {
  const version = versionOf(part)?.value;
  if (version === undefined || isUnknown(part, "advert_int")) return undefined;
  const seconds = part.instance.advertInterval?.value ?? 1;
  if (seconds < 0.01 || seconds > 255) return 1;
  return version === 2 ? Math.max(1, Math.round(seconds)) : Math.min(Math.round(seconds * 100) / 100, 40.95);
}
