/** Nodes that advertise at different intervals: version 2 rejects such adverts, version 3 follows the master's. */

import {
  equal,
  mismatches,
  type Part,
  placeOf,
  versionOf,
  virtualRoutersOf,
} from "../../ha/virtual-routers.ts";
import { advertIntervalOf } from "../../model/vrrp-effective.ts";
import { clusterRule } from "../rule.ts";
import { linesInInstance } from "./copied-lines.ts";
import { reportOdd } from "./written-value.ts";

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
        reportOdd(report, placeOf(odd, own), version === 3 ? "follows" : "rejected", {
          params,
          ...(version === 3 ? { severity: "info" } : {}),
          theirs: placeOf(like, like.instance.advertInterval),
          edit:
            own === undefined
              ? linesInInstance(odd, `advert_int ${expected}`)
              : { file: odd.file, span: own.span, text: String(expected) },
        });
      }
    }
  },
});

/** Seconds as they are sent. */
function intervalOf(part: Part): number | undefined {
  const version = versionOf(part)?.value;
  return version === undefined ? undefined : advertIntervalOf(part.instance, version);
}
