/** VRRP version 2 counts the advertisement interval in whole seconds: keepalived rounds. */
import { versionOf } from "../../model/vrrp-effective.ts";
import { replace } from "../rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const fractionalAdvertInterval = instanceRule({
  name: "fractional-advert-interval",
  code: "KA220",
  severity: "warning",
  daemon: "reject",
  check({ instance, globals, complete }, report) {
    const interval = instance.advertInterval;
    if (interval === undefined || Number.isInteger(interval.value) || interval.value < 0.01) return;
    if (versionOf(instance, globals) !== 2) return;
    if (instance.version === undefined && globals.version === undefined && !complete) return;
    const rounded = String(Math.max(1, Math.round(interval.value)));
    report(interval.span, "rounded", {
      params: { value: String(interval.value), rounded },
      fixes: [replace({ id: "fix", params: { rounded } }, "safe", interval.span, rounded)],
    });
  },
});
