/** No check of the holder moves the address alone; all of them failing together do. */
import { checkPlace } from "../../ha/check-places.ts";
import { placeOf } from "../../ha/virtual-routers.ts";
import { clusterRule } from "../rule.ts";
import { arithmeticOf, paramsOf, partOn, stuckChecks } from "./stuck-checks.ts";

export const onlyTheSumOfChecksMovesIt = clusterRule({
  name: "only-the-sum-of-checks-moves-it",
  group: "cluster",
  code: "CL135",
  severity: "info",
  daemon: "silent",
  check({ cluster }, report) {
    const summing = stuckChecks(cluster).filter(
      (one) => one.movesTogether && arithmeticOf(one) !== undefined,
    );
    for (const [i, one] of summing.entries()) {
      const others = summing.filter((other) => other.report === one.report);
      const arithmetic = arithmeticOf(one);
      const best = arithmetic === undefined ? undefined : partOn(one.report, arithmetic.node);
      if (summing.findIndex((other) => other.report === one.report) < i || best === undefined) continue;
      const checks = others.map(({ check }) => `\`${check.name}\``).join(", ");
      const params = { ...paramsOf(one), checks };
      report(checkPlace(one.holder, one.check), "sum", {
        params,
        related: [
          ...others.slice(1).map((other) => ({
            place: checkPlace(other.holder, other.check),
            message: { id: "with", params: { check: other.check.name } },
          })),
          { place: placeOf(best, best.instance.priority), message: { id: "other", params } },
        ],
      });
    }
  },
});
