/** keepalived watches an instance's own interface anyway, and never as an entry of `track_interface`: it drops that. */
import { linesOf, removeLines } from "./keepalived-rule.ts";
import { instanceRule, syncGroupOf } from "./vrrp-rule.ts";

export const trackOwnInterface = instanceRule({
  name: "track-own-interface",
  code: "KA236",
  severity: "info",
  daemon: "reject",
  check({ file, unit, instance, block, place }, report) {
    const own = instance.interface;
    if (own === undefined) return;
    const [unwatched] = linesOf(block, "dont_track_primary");
    for (const tracker of instance.tracked) {
      if (tracker.kind !== "interface" || tracker.name.value !== own.value) continue;
      const line = linesOf(block, "track_interface")
        .flatMap((list) => list.body?.children ?? [])
        .find((node) => node.start === tracker.name.span.start);
      report(tracker.name.span, unwatched === undefined ? "own" : "unwatched", {
        params: { name: own.value },
        severity: unwatched === undefined ? "info" : "warning",
        related: [
          { place: place(own.span), message: { id: "interface" } },
          ...(unwatched === undefined ? [] : [{ place: place(unwatched), message: { id: "primary" } }]),
        ],
        fixes: line === undefined ? [] : [removeLines("remove", "safe", file, line)],
      });
    }
    const home = syncGroupOf(unit, instance);
    if (home?.file !== file || unwatched !== undefined) return;
    for (const { kind, name } of home.group.tracked) {
      if (kind !== "interface" || name.value !== own.value) continue;
      report(name.span, "member", {
        params: { name: own.value, member: instance.name.value },
        related: [{ place: place(own.span), message: { id: "interface" } }],
      });
    }
  },
});
