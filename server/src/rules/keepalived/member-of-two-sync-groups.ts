/** An instance can be in one sync group only: keepalived leaves it out of the second. */
import type { Located } from "../../model/file-model.ts";
import type { SyncGroup } from "../../model/vrrp.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isTemplated } from "../../workspace/units.ts";
import { isCertain, keepalivedRule } from "./keepalived-rule.ts";

interface Membership {
  readonly file: SourceFile;
  readonly group: SyncGroup;
  readonly member: Located<string>;
}

export const memberOfTwoSyncGroups = keepalivedRule({
  name: "member-of-two-sync-groups",
  code: "KA271",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (isTemplated(unit)) return;
    const groups = new Set<string>();
    const first = new Map<string, Membership>();
    for (const home of unit.files) {
      for (const group of home.model.vrrp?.syncGroups ?? []) {
        // A second group of a name is skipped whole.
        if (groups.has(group.name.value) || !isCertain(home, group)) continue;
        groups.add(group.name.value);
        for (const member of group.members) {
          const earlier = first.get(member.value);
          if (earlier === undefined) first.set(member.value, { file: home, group, member });
          else if (home === file) {
            const same = earlier.group === group;
            report({ file, span: member.span }, same ? "twice" : "two-groups", {
              params: { name: member.value, first: earlier.group.name.value, group: group.name.value },
              severity: same ? "warning" : "error",
              related: [
                { place: { file: earlier.file, span: earlier.member.span }, message: { id: "first" } },
              ],
            });
          }
        }
      }
    }
  },
});
