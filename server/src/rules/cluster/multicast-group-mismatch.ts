/** Nodes that send their adverts to different multicast groups. */

import { globalOf, isUnknown, type Part, placeOf } from "../../ha/virtual-routers.ts";
import { standardGroup } from "../../model/vrrp-effective.ts";
import { clusterRule } from "../rule.ts";
import { reportMismatches, type WrittenValue } from "./written-value.ts";

export const multicastGroupMismatch = clusterRule({
  name: "multicast-group-mismatch",
  group: "cluster",
  code: "CL107",
  severity: "error",
  daemon: "silent",
  check: ({ cluster }, report) =>
    reportMismatches(cluster, multicastGroupOf, (group) => `mcast_dst_ip ${group}`, report),
});

/** The group of an IPv4 instance that sends multicast. */
export function multicastGroupOf(part: Part): WrittenValue | undefined {
  const { instance } = part;
  if (instance.addresses[0]?.family !== 4 || instance.unicastPeers.length > 0) return undefined;
  if (isUnknown(part, "unicast_peer", "mcast_dst_ip", "virtual_ipaddress")) return undefined;
  const own = instance.multicastDestination;
  if (own !== undefined) return { value: own.value, place: placeOf(part, own) };
  const global = globalOf(part, "multicastGroup4", "vrrp_mcast_group4");
  if (global === "unknown") return undefined;
  if (global === "unset") return { value: standardGroup[4] };
  return { value: global.located.value, place: { file: global.file, span: global.located.span } };
}
