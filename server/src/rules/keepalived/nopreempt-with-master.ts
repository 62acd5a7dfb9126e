/** keepalived clears `nopreempt` when the initial state is MASTER, or the node an address owner. */
import { isKnown } from "../../model/file-model.ts";
import { basePriority, initialState, ownerPriority } from "../../model/vrrp-effective.ts";
import { replace } from "../rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const nopreemptWithMaster = instanceRule({
  name: "nopreempt-with-master",
  code: "KA201",
  severity: "warning",
  daemon: "reject",
  check({ instance, globals, place }, report) {
    const { nopreempt, priority, state } = instance;
    if (nopreempt === undefined || !isKnown(instance, "nopreempt", "preempt")) return;
    if (priority !== undefined && basePriority(instance) === ownerPriority && isKnown(instance, "priority")) {
      report(nopreempt.span, "owner", {
        related: [{ place: place(priority.span), message: { id: "priority" } }],
        fixes: [replace({ id: "lower" }, "unsafe", priority.span, "254")],
      });
    } else if (state?.value === "MASTER" && initialState(instance, globals) === "MASTER") {
      report(nopreempt.span, "cleared", {
        related: [{ place: place(state.span), message: { id: "state" } }],
        fixes: [replace({ id: "start-as-backup" }, "safe", state.span, "BACKUP")],
      });
    }
  },
});
