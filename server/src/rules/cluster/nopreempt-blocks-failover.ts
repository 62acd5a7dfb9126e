/** A failing check lowers the holder's priority below that of another node, which `nopreempt` keeps from taking over. */

import { type Part, placeOf, routerNodesOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { clusterRule, type Fix } from "../rule.ts";
import { paramsOf, stuckChecks, weightPlace, withoutRepeats } from "./failing-checks.ts";

export const nopreemptBlocksFailover = clusterRule({
  name: "nopreempt-blocks-failover",
  group: "cluster",
  code: "CL112",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    const stuck = stuckChecks(cluster).filter(({ outcome }) => outcome.because === "nopreempt");
    for (const [i, one] of stuck.entries()) {
      const { check, holder, best, weight } = one;
      // One `nopreempt` is one cause, however many checks it makes useless.
      if (stuck.findIndex((s) => s.best === best) < i) continue;
      const params = paramsOf(one);
      const edits = [
        ...(virtualRoutersOf(cluster).find(({ parts }) => parts.includes(holder))?.parts ?? []),
      ].flatMap((part) => weightsOf(part, check.name));
      report(placeOf(best, best.instance.nopreempt), "blocked", {
        params,
        related: [{ place: weight, message: { id: "weight", params } }],
        fixes: [{ title: { id: "fault", params }, safety: "unsafe", edits: withoutRepeats(edits) }],
      });
    }
  },
});

/** Edits that give every check of that name weight 0. */
function weightsOf(part: Part, name: string): Fix["edits"] {
  const nodes = routerNodesOf({ parts: [part] });
  return [...(nodes?.keys() ?? [])]
    .flatMap((router) => router.checks.filter((check) => check.name === name))
    .flatMap((check) => {
      const place = weightPlace(part, check);
      return place === undefined ? [] : [{ span: place.span, text: "0", file: place.file }];
    });
}
