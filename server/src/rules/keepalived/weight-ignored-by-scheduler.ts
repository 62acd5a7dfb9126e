/** A scheduler that does not look at weights, and weights that differ. */
import { isKnown } from "../../model/file-model.ts";
import { serversKnown, virtualServerRule } from "./virtual-server-rule.ts";

/** Schedulers of the kernel that only tell 0 from other weights, and the one that counts them. */
const weighted: ReadonlyMap<string, string> = new Map([
  ["rr", "wrr"],
  ["lc", "wlc"],
  ["dh", ""],
]);

export const weightIgnoredByScheduler = virtualServerRule({
  name: "weight-ignored-by-scheduler",
  code: "KA315",
  severity: "hint",
  daemon: "silent",
  check({ virtual, place }, report) {
    const { schedulers, quorum } = virtual;
    const scheduler = schedulers.at(-1);
    const instead = weighted.get(scheduler?.value ?? "");
    if (scheduler === undefined || instead === undefined || !isKnown(virtual, "lb_algo", "lvs_sched")) return;
    // A quorum counts weights whatever the scheduler does.
    if (quorum !== undefined || !isKnown(virtual, "quorum") || !serversKnown(virtual, "weight")) return;
    const weights = virtual.realServers.flatMap(({ weight }) => (weight && weight.value > 0 ? [weight] : []));
    const [first] = weights;
    const other = weights.find((weight) => weight.value !== first?.value);
    if (other === undefined) return;
    report(scheduler.span, instead === "" ? "ignored" : "instead", {
      params: { scheduler: scheduler.value, instead },
      related: [{ place: place(other.span), message: { id: "weight" } }],
    });
  },
});
