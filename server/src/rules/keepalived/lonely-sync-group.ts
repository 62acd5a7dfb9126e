/** A sync group of one instance, or of none: there is nothing to keep in step. */
import { blockAt, headOf, isComplete, isReadable, keepalivedRule, linesOf } from "./vrrp-rule.ts";

export const lonelySyncGroup = keepalivedRule({
  name: "lonely-sync-group",
  code: "KA233",
  severity: "warning",
  daemon: "reject",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const group of file.model.vrrp?.syncGroups ?? []) {
      const block = blockAt(file, group.span);
      if (block === undefined || !isReadable(block) || !linesOf(block, "group").every(isReadable)) continue;
      if (group.members.length > 1) continue;
      const message = group.members.length === 1 ? "one" : "none";
      report({ file, span: headOf(block) }, message, { params: { group: group.name.value } });
    }
  },
});
