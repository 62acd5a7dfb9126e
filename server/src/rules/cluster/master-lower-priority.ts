/** `state MASTER` on a node that will not be the master: a backup has the higher priority. */

import { spokenPriorities, standingOf } from "../../ha/standing.ts";
import { placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { clusterRule, type Fix } from "../rule.ts";

export const masterLowerPriority = clusterRule({
  name: "master-lower-priority",
  group: "cluster",
  code: "CL115",
  severity: "warning",
  daemon: "silent",
  check({ cluster }, report) {
    for (const { parts } of virtualRoutersOf(cluster)) {
      const masters = parts.filter((part) => part.instance.state?.value === "MASTER");
      const [master] = masters;
      if (master === undefined || masters.length > 1) continue;
      const own = standingOf(master);
      const [best] = parts
        .filter((part) => part !== master && standingOf(part) !== undefined)
        .sort((a, b) => (standingOf(b) ?? 0) - (standingOf(a) ?? 0));
      const other = best === undefined ? undefined : standingOf(best);
      const { state } = master.instance;
      if (
        best === undefined ||
        own === undefined ||
        other === undefined ||
        own >= other ||
        state === undefined
      )
        continue;
      const spoken = spokenPriorities(master, best);
      const params = { priority: spoken.own, node: best.node, other: spoken.other };
      const theirs = best.instance.state;
      const fixes: Fix[] =
        theirs === undefined
          ? []
          : [
              {
                title: { id: "swap" },
                safety: "unsafe",
                edits: [
                  { span: state.span, text: "BACKUP", file: master.file },
                  { span: theirs.span, text: "MASTER", file: best.file },
                ],
              },
            ];
      report(placeOf(master, state), "lower", {
        params,
        related: [{ place: placeOf(best, best.instance.priority), message: { id: "other", params } }],
        fixes,
      });
    }
  },
});
