/** Priority 255 can not be lowered: keepalived drops weighted trackers of such an instance, so their failure moves nothing. */
import { basePriority, ownerPriority, trackerWeight } from "../../model/vrrp-effective.ts";
import { replace } from "../rule.ts";
import { instanceRule, instancesOf, syncGroupOf } from "./vrrp-rule.ts";

export const addressOwnerIgnoresWeight = instanceRule({
  name: "address-owner-ignores-weight",
  code: "KA221",
  severity: "error",
  daemon: "reject",
  check({ file, unit, instance, scripts, watched, place }, report) {
    if (basePriority(instance) !== 255) return;
    for (const tracker of instance.tracked) {
      const weight = tracker.kind === "process" ? 0 : trackerWeight(tracker, { scripts, watched });
      if (weight === undefined || weight === 0) continue;
      const { priority, state } = instance;
      const cause = priority ?? state;
      const implied = priority === undefined;
      const onlyWeight = tracker.kind === "file" && weight === 1;
      report(tracker.name.span, onlyWeight ? "file-weight-ignored" : implied ? "implied" : "ignored", {
        params: { name: tracker.name.value },
        ...(cause === undefined ? {} : { related: [{ place: place(cause.span), message: { id: "owner" } }] }),
        fixes: priority === undefined ? [] : [replace({ id: "fix" }, "unsafe", priority.span, "254")],
      });
    }
    const home = syncGroupOf(unit, instance);
    if (home?.file !== file) return;
    const members = new Set(home.group.members.map((member) => member.value));
    const owner = instancesOf(unit).find(
      (one) => members.has(one.instance.name.value) && basePriority(one.instance) === ownerPriority,
    );
    if (owner?.instance !== instance) return;
    for (const tracker of home.group.tracked) {
      const weight = trackerWeight(tracker, { scripts, watched });
      if (weight === undefined || weight === 0) continue;
      report(tracker.name.span, "in-group", {
        params: { name: tracker.name.value, member: instance.name.value },
      });
    }
  },
});
