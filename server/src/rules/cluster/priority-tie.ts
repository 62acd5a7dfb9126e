/** A failing check brings the holder exactly level with the best other node: keepalived lets a master of equal priority be. */
import { clusterRule } from "../rule.ts";
import { stuckChecks } from "./failing-checks.ts";
import { placeOf } from "./virtual-routers.ts";

export const priorityTie = clusterRule({
  name: "priority-tie",
  group: "cluster",
  code: "CL110",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const { check, outcome, holder, best, weight, fix } of stuckChecks(cluster)) {
      if (outcome.because !== "tie") continue;
      const params = {
        check: check.name,
        node: holder.node,
        from: outcome.from,
        best: best.node,
        priority: outcome.bestPriority,
      };
      report(weight, "tie", {
        params,
        related: [{ place: placeOf(best, best.instance.priority), message: { id: "other", params } }],
        ...(fix === undefined
          ? {}
          : {
              fixes: [
                {
                  title: { id: "weight", params: { weight: fix.weight } },
                  safety: "unsafe",
                  edits: fix.edits,
                },
              ],
            }),
      });
    }
  },
});
