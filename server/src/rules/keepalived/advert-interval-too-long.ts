/** VRRP version 3 has 12 bits for the interval: 40.95 seconds is the longest. */
import { isKnown } from "../../model/file-model.ts";
import { versionOf } from "../../model/vrrp-effective.ts";
import { replace } from "../rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

const longest = 40.95;

export const advertIntervalTooLong = instanceRule({
  name: "advert-interval-too-long",
  code: "KA251",
  severity: "warning",
  daemon: "reject",
  check({ instance, globals }, report) {
    const interval = instance.advertInterval;
    if (interval === undefined || interval.value < 40.96 || interval.value > 255) return;
    if (versionOf(instance, globals) !== 3 || !isKnown(instance, "advert_int")) return;
    const fixes = [replace({ id: "fix", params: { longest } }, "safe", interval.span, String(longest))];
    report(interval.span, "shortened", { params: { value: String(interval.value), longest }, fixes });
  },
});
