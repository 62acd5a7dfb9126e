/** keepalived watches an instance's own interface anyway and drops it from `track_interface`. */
import { instanceRule, linesOf, removeLines } from "./vrrp-rule.ts";

export const trackOwnInterface = instanceRule({
  name: "track-own-interface",
  code: "KA236",
  severity: "info",
  daemon: "reject",
  check({ file, instance, block, place }, report) {
    const own = instance.interface;
    if (own === undefined || linesOf(block, "dont_track_primary").length > 0) return;
    for (const tracker of instance.tracked) {
      if (tracker.kind !== "interface" || tracker.name.value !== own.value) continue;
      const line = linesOf(block, "track_interface")
        .flatMap((list) => list.body?.children ?? [])
        .find((node) => node.start === tracker.name.span.start);
      report(tracker.name.span, "own", {
        params: { name: own.value },
        related: [{ place: place(own.span), message: { id: "interface" } }],
        fixes: line === undefined ? [] : [removeLines("remove", "safe", file, line)],
      });
    }
  },
});
