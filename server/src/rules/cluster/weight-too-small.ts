/** A failing check lowers the holder's priority, but not below that of any other node. */

import { placeOf } from "../../ha/virtual-routers.ts";
import { clusterRule } from "../rule.ts";
import { paramsOf, stuckChecks, weightFixes } from "./failing-checks.ts";

export const weightTooSmall = clusterRule({
  name: "weight-too-small",
  group: "cluster",
  code: "CL111",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const stuck of stuckChecks(cluster)) {
      if (stuck.outcome.because !== "higher") continue;
      const params = paramsOf(stuck);
      const { best, movesTogether } = stuck;
      report(stuck.weight, movesTogether ? "one-of-several" : "too-small", {
        params,
        ...(movesTogether ? { severity: "info" } : { fixes: weightFixes(stuck) }),
        related: [{ place: placeOf(best, best.instance.priority), message: { id: "other", params } }],
      });
    }
  },
});
