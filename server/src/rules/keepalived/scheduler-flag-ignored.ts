/** A flag of the schedulers `sh` and `mh` that does not stand below the line with its scheduler: keepalived ignores it. */
import { isKnown } from "../../model/file-model.ts";
import { moveLineBelow, virtualServerRule } from "./virtual-server-rule.ts";

export const schedulerFlagIgnored = virtualServerRule({
  name: "scheduler-flag-ignored",
  code: "KA309",
  severity: "error",
  daemon: "reject",
  check({ file, virtual, place }, report) {
    const { schedulers, flags } = virtual;
    if (!isKnown(virtual, "lb_algo", "lvs_sched")) return;
    for (const { value: flag, span } of flags) {
      const owner = /^(sh|mh)-/.exec(flag)?.[1];
      if (flag === "ops" || (owner === undefined && flag !== "hashed")) continue;
      const above = schedulers.findLast((scheduler) => scheduler.span.start < span.start);
      if (owner !== undefined && above?.value === owner) continue;
      // With the other one of the two, keepalived says nothing.
      const daemon = above?.value === "sh" || above?.value === "mh" ? "silent" : "reject";
      const below = schedulers.at(-1);
      if (owner === undefined) report(span, "without-effect", { params: { flag }, daemon });
      else if (below?.value === owner)
        report(span, "early", {
          params: { flag, owner },
          daemon,
          fixes: moveLineBelow("move", file, span, below.span),
        });
      else
        report(span, "other", {
          params: { flag, owner, scheduler: below?.value ?? "wlc" },
          daemon,
          related: below === undefined ? [] : [{ place: place(below.span), message: { id: "scheduler" } }],
        });
    }
  },
});
