/** Priority 255 can not be lowered: keepalived drops weighted trackers of such an instance, so their failure moves nothing. */
import { basePriority, trackerWeight } from "../../model/vrrp-effective.ts";
import { replace } from "../rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const addressOwnerIgnoresWeight = instanceRule({
  name: "address-owner-ignores-weight",
  code: "KA221",
  severity: "error",
  daemon: "reject",
  check({ instance, scripts, place }, report) {
    if (basePriority(instance) !== 255) return;
    for (const tracker of instance.tracked) {
      const weight = tracker.kind === "process" ? 0 : trackerWeight(tracker, scripts);
      if (weight === undefined || weight === 0) continue;
      const { priority, state } = instance;
      const cause = priority ?? state;
      report(tracker.name.span, priority === undefined ? "implied" : "ignored", {
        params: { name: tracker.name.value },
        ...(cause === undefined ? {} : { related: [{ place: place(cause.span), message: { id: "owner" } }] }),
        fixes: priority === undefined ? [] : [replace({ id: "fix" }, "unsafe", priority.span, "254")],
      });
    }
  },
});
