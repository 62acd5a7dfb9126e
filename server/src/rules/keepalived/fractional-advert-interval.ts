/** VRRP version 2 counts the advertisement interval in whole seconds, version 3 in hundredths: keepalived rounds. */
import { isKnown } from "../../model/file-model.ts";
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
    if (interval === undefined || interval.value < 0.01 || interval.value > 255) return;
    const version = versionOf(instance, globals);
    if (version === undefined || !isKnown(instance, "advert_int")) return;
    if (version === 2 && instance.version === undefined && globals.version === undefined && !complete) return;
    const inSteps =
      version === 2 ? Math.max(1, Math.round(interval.value)) : Math.round(interval.value * 100) / 100;
    // What is too long for version 3 is another rule's.
    if (inSteps === interval.value || (version === 3 && inSteps > 40.95)) return;
    const rounded = String(inSteps);
    report(interval.span, version === 2 ? "rounded" : "rounded-v3", {
      params: { value: String(interval.value), rounded },
      fixes: [replace({ id: "fix", params: { rounded } }, "safe", interval.span, rounded)],
    });
  },
});
