/** In a sync group keepalived drops the weighted trackers of the members: their failure moves nothing. */
import { isKnown, trackerWeight } from "../../model/vrrp-effective.ts";
import type { Fix } from "../rule.ts";
import { blockAt, instanceRule, linesOf } from "./vrrp-rule.ts";

export const syncGroupIgnoresWeight = instanceRule({
  name: "sync-group-ignores-weight",
  code: "KA222",
  severity: "error",
  daemon: "reject",
  check({ file, instance, scripts, place }, report) {
    const group = file.model.vrrp?.syncGroups.find((g) =>
      g.members.some((m) => m.value === instance.name.value),
    );
    const block = group === undefined ? undefined : blockAt(file, group.span);
    if (group === undefined || block?.body?.open === undefined || file.tree.templated) return;
    if (!isKnown(instance) || linesOf(block, "sync_group_tracking_weight").length > 0) return;
    const fix: Fix = {
      title: { id: "fix" },
      safety: "unsafe",
      edits: [
        {
          span: { start: block.body.open.end, end: block.body.open.end },
          text: "\n    sync_group_tracking_weight",
        },
      ],
    };
    for (const tracker of instance.tracked) {
      const weight = tracker.kind === "process" ? 0 : trackerWeight(tracker, scripts);
      if (weight === undefined || weight === 0) continue;
      report(tracker.name.span, "ignored", {
        params: { name: tracker.name.value, group: group.name.value },
        related: [{ place: place(group.name.span), message: { id: "group" } }],
        fixes: [fix],
      });
    }
  },
});
