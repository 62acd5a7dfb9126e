/** keepalived clears `nopreempt` when the initial state is MASTER. */
import { replace } from "../rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const nopreemptWithMaster = instanceRule({
  name: "nopreempt-with-master",
  code: "KA201",
  severity: "warning",
  daemon: "reject",
  check({ instance, place }, report) {
    const { nopreempt, state } = instance;
    if (nopreempt === undefined || state?.value !== "MASTER") return;
    report(nopreempt.span, "cleared", {
      related: [{ place: place(state.span), message: { id: "state" } }],
      fixes: [replace({ id: "start-as-backup" }, "safe", state.span, "BACKUP")],
    });
  },
});
