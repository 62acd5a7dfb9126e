/** A failing check brings the holder exactly level with the best other node: keepalived lets a master of equal priority be. */

import { placeOf } from "../../ha/virtual-routers.ts";
import { clusterRule } from "../rule.ts";
import { paramsOf, stuckChecks, weightFixes } from "./failing-checks.ts";

export const priorityTie = clusterRule({
  name: "priority-tie",
  group: "cluster",
  code: "CL110",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const stuck of stuckChecks(cluster)) {
      if (stuck.outcome.because !== "tie") continue;
      const params = paramsOf(stuck);
      report(stuck.weight, "tie", {
        params,
        related: [
          { place: placeOf(stuck.best, stuck.best.instance.priority), message: { id: "other", params } },
        ],
        fixes: weightFixes(stuck),
      });
    }
  },
});
