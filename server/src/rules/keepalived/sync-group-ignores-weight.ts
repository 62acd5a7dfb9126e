/** A member of a sync group can not have a priority of its own: keepalived drops its weighted trackers, or their weight. */
import { isKnown } from "../../model/file-model.ts";
import type { Tracker } from "../../model/vrrp.ts";
import { trackerWeight } from "../../model/vrrp-effective.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isTemplated } from "../../workspace/units.ts";
import type { Fix } from "../rule.ts";
import { instanceRule, syncGroupOf } from "./vrrp-rule.ts";

export const syncGroupIgnoresWeight = instanceRule({
  name: "sync-group-ignores-weight",
  code: "KA222",
  severity: "error",
  daemon: "reject",
  check({ unit, instance, scripts, watched }, report) {
    if (!isKnown(instance) || isTemplated(unit)) return;
    const home = syncGroupOf(unit, instance);
    const open = home?.block.body?.open;
    if (home === undefined || open === undefined || home.group.tracksWeight) return;
    for (const tracker of instance.tracked) {
      const weight = tracker.kind === "process" ? 0 : trackerWeight(tracker, { scripts, watched });
      if (weight === undefined || weight === 0) continue;
      report(tracker.name.span, messageFor(tracker, weight), {
        params: { name: tracker.name.value, group: home.group.name.value },
        related: [{ place: { file: home.file, span: home.group.name.span }, message: { id: "group" } }],
        fixes: [countWeights(home.file, open.end)],
      });
    }
  },
});

/** Of an interface, and of a file with the default weight, keepalived drops only the weight. */
function messageFor({ kind }: Tracker, weight: number): string {
  if (kind === "interface") return "weight-ignored";
  return kind === "file" && weight === 1 ? "file-weight-ignored" : "ignored";
}

function countWeights(file: SourceFile, at: number): Fix {
  const edit = { span: { start: at, end: at }, text: "\n    sync_group_tracking_weight", file };
  return { title: { id: "fix" }, safety: "unsafe", edits: [edit] };
}
