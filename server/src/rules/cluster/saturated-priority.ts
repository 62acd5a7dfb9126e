/** Weights lift several nodes to the highest priority there is: their order is lost, and with it the failover. */
import { highestPriority } from "../../ha/priority.ts";
import { instanceOf, standingOf } from "../../ha/standing.ts";
import { type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { clusterRule } from "../rule.ts";

export const saturatedPriority = clusterRule({
  name: "saturated-priority",
  group: "cluster",
  code: "CL136",
  severity: "warning",
  daemon: "silent",
  outdoes: ["lost-weight"],
  check({ cluster }, report) {
    for (const { parts } of virtualRoutersOf(cluster)) {
      const full = parts
        .filter((part) => standingOf(part) === highestPriority && isLifted(part))
        .sort((a, b) => basePriorityOf(b) - basePriorityOf(a));
      const [first, second] = full;
      if (first === undefined || second === undefined) continue;
      if (basePriorityOf(first) === basePriorityOf(second)) continue;
      const params = {
        node: second.node,
        highest: highestPriority,
        own: basePriorityOf(first),
        other: basePriorityOf(second),
      };
      report(placeOf(first, first.instance.priority), "equal", {
        params,
        related: [{ place: placeOf(second, second.instance.priority), message: { id: "other", params } }],
      });
    }
  },
});

function basePriorityOf(part: Part): number {
  return instanceOf(part)?.priority ?? 0;
}

/** A check that succeeds adds to the priority. */
function isLifted(part: Part): boolean {
  return basePriorityOf(part) < highestPriority;
}
