/** `state MASTER` on more than one node. */
import { spokenPriorities, standingOf } from "../../ha/standing.ts";
import { type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { keepsNopreempt } from "../../model/vrrp-effective.ts";
import { clusterRule, replace } from "../rule.ts";

export const twoMasters = clusterRule({
  name: "two-masters",
  group: "cluster",
  code: "CL114",
  severity: "warning",
  daemon: "silent",
  check({ cluster }, report) {
    for (const { parts } of virtualRoutersOf(cluster)) {
      // The master is the one of highest priority; of equals, which is another rule's matter, the first by path.
      const [master, ...others] = parts
        .filter((part) => part.instance.state?.value === "MASTER" && standingOf(part) !== undefined)
        .sort((a, b) => (standingOf(b) ?? 0) - (standingOf(a) ?? 0));
      for (const other of others) {
        const { state } = other.instance;
        const priority = standingOf(other);
        const highest = master === undefined ? undefined : standingOf(master);
        if (master === undefined || state === undefined || priority === undefined || highest === undefined)
          continue;
        if (priority === highest) continue;
        const { own, other: above } = spokenPriorities(other, master);
        const params = { node: master.node, priority: own, other: above };
        report(placeOf(other, state), "both", {
          params,
          related: [{ place: placeOf(master, master.instance.state), message: { id: "other", params } }],
          fixes: [replace({ id: "backup" }, isOnlyALabel(other) ? "safe" : "unsafe", state.span, "BACKUP")],
        });
      }
    }
  },
});

/** True where nothing depends on the state: it sets the priority if none is given and clears two other settings. */
function isOnlyALabel({ instance }: Part): boolean {
  const asBackup = { ...instance, state: { value: "BACKUP", span: instance.span } };
  return instance.priority !== undefined && !keepsNopreempt(asBackup) && instance.preemptDelay === undefined;
}
