/** Nodes of one priority: which is master is decided by who starts first. */

import { standingOf } from "../../ha/standing.ts";
import { type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { basePriority, ownerPriority } from "../../model/vrrp-effective.ts";
import { clusterRule } from "../rule.ts";

export const equalPriority = clusterRule({
  name: "equal-priority",
  group: "cluster",
  code: "CL113",
  severity: "warning",
  daemon: "silent",
  check({ cluster }, report) {
    for (const { parts } of virtualRoutersOf(cluster)) {
      for (const [i, part] of parts.entries()) {
        const priority = basePriority(part.instance);
        const twin = parts.find(
          (other) => basePriority(other.instance) === priority && standingOf(other) === standingOf(part),
        );
        if (priority === undefined || twin === undefined || parts.indexOf(twin) >= i) continue;
        if (isMeant(part) && isMeant(twin)) continue;
        const params = { instance: part.instance.name.value, priority, node: twin.node };
        report(placeOf(part, part.instance.priority), priority === ownerPriority ? "owners" : "equal", {
          params,
          related: [{ place: placeOf(twin, twin.instance.priority), message: { id: "other", params } }],
        });
      }
    }
  },
});

/** Backups of one priority stay where they are after a failover: a known way to avoid failback, so nobody forgot anything. */
function isMeant({ instance }: Part): boolean {
  const written = instance.priority !== undefined && instance.state?.value === "BACKUP";
  return written && (instance.nopreempt?.value === true || instance.tracked.length > 0);
}
