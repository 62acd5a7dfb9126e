/** Multicast settings of an instance that speaks to unicast peers: the group is ignored, the source is used after all. */
import { isKnown } from "../../model/file-model.ts";
import { familyOf } from "../../model/vrrp-effective.ts";
import { headOf, linesOf, removeLines } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const multicastSettingWithUnicast = instanceRule({
  name: "multicast-setting-with-unicast",
  code: "KA241",
  severity: "warning",
  daemon: "reject",
  check({ file, instance, block, place }, report) {
    const { unicastPeers, unicastSource, multicastSource, multicastDestination } = instance;
    const family = familyOf(instance);
    const peer = unicastPeers.find((one) => one.family === family);
    if (peer === undefined || !isKnown(instance, "unicast_src_ip", "mcast_src_ip", "mcast_dst_ip")) return;
    const related = [{ place: place(peer.span), message: { id: "peer" } }];
    const group = linesOf(block, "mcast_dst_ip").at(-1);
    const isOfFamily = (address: string) => address.includes(":") === (family === 6);
    if (multicastDestination !== undefined && group !== undefined && isOfFamily(multicastDestination.value)) {
      const fixes = [removeLines("remove", "safe", file, group)];
      report(headOf(group), "group", { related, fixes });
    }
    const source = linesOf(block, "mcast_src_ip").at(-1);
    if (multicastSource === undefined || source === undefined || !isOfFamily(multicastSource.value)) return;
    if (unicastSource === undefined || unicastSource.value === multicastSource.value) {
      report(headOf(source), "source", { severity: "info", daemon: "silent", related });
      return;
    }
    const [first, last] = [unicastSource, multicastSource].sort((a, b) => a.span.start - b.span.start);
    if (first === undefined || last === undefined) return;
    report(headOf(source), "two-sources", {
      params: { first: first.value, last: last.value },
      daemon: "silent",
      related,
    });
  },
});
