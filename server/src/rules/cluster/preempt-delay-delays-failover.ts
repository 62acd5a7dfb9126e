/** `preempt_delay` of the standby makes it wait before it replaces a master whose check has failed. */
import { checkPlace } from "../../ha/check-places.ts";
import { failoverOf } from "../../ha/failover.ts";
import type { FaultReport, RouterReport } from "../../ha/failover-report.ts";
import { instanceOf } from "../../ha/standing.ts";
import { placeOf } from "../../ha/virtual-routers.ts";
import { second } from "../../ha/vrrp-node.ts";
import { clusterRule } from "../rule.ts";
import { addressesIn, partOn, zeroWeightFix } from "./stuck-checks.ts";

export const preemptDelayDelaysFailover = clusterRule({
  name: "preempt-delay-delays-failover",
  group: "cluster",
  code: "CL140",
  severity: "warning",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of failoverOf(cluster).routers) {
      const [slowest] = router.faults
        .flatMap((fault) => delayedIn(router, fault) ?? [])
        .sort((a, b) => b.seconds - a.seconds);
      if (slowest === undefined) continue;
      const { check, holder, taker, delay, seconds } = slowest;
      const params = {
        check: check.name,
        node: holder.node,
        taker: taker.node,
        addresses: addressesIn(router),
        delay,
        seconds: Math.round(seconds),
      };
      const fix = zeroWeightFix(router.parts, check);
      report(placeOf(taker, taker.instance.preemptDelay), "waits", {
        params,
        related: [{ place: checkPlace(holder, check), message: { id: "lowers", params } }],
        fixes: fix === undefined ? [] : [fix],
      });
    }
  },
});

/** A failing check that moves the addresses only when the delay of the node that takes them has passed. */
function delayedIn(router: RouterReport, { fault, verdict, holders, seconds }: FaultReport) {
  const [steady, ...more] = router.steady;
  const [next] = holders;
  if (verdict !== "fails-over" || steady === undefined || more.length > 0 || next === undefined)
    return undefined;
  if (fault.kind !== "script-fail" || fault.node !== steady || seconds === undefined) return undefined;
  const [holder, taker] = [partOn(router, steady), partOn(router, next)];
  if (holder === undefined || taker === undefined) return undefined;
  const delay = (instanceOf(taker)?.preemptDelay ?? 0) / second;
  const check = instanceOf(holder)?.checks.find((one) => one.kind === "script" && one.name === fault.script);
  if (check === undefined || check.weight === 0 || delay === 0 || seconds < delay) return undefined;
  return { check, holder, taker, delay, seconds };
}
