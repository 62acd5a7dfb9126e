/** A failing check lowers the holder's priority, but not below that of any other node. */
import { clusterRule } from "../rule.ts";
import { stuckChecks } from "./failing-checks.ts";
import { placeOf } from "./virtual-routers.ts";

export const weightTooSmall = clusterRule({
  name: "weight-too-small",
  group: "cluster",
  code: "CL111",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const { check, outcome, holder, best, weight, movesTogether, fix } of stuckChecks(cluster)) {
      if (outcome.because !== "higher") continue;
      const params = {
        check: check.name,
        node: holder.node,
        from: outcome.from,
        best: best.node,
        priority: outcome.bestPriority,
      };
      report(weight, movesTogether ? "one-of-several" : "too-small", {
        params,
        ...(movesTogether ? { severity: "info" } : {}),
        related: [{ place: placeOf(best, best.instance.priority), message: { id: "other", params } }],
        ...(fix === undefined || movesTogether
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
