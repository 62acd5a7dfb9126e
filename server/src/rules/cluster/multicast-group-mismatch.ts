/** Nodes that send their adverts to different multicast groups. */
import { clusterRule, type Place, replace } from "../rule.ts";
import { globalOf, isUnknown, mismatches, type Part, placeOf, virtualRoutersOf } from "./virtual-routers.ts";

export const multicastGroupMismatch = clusterRule({
  name: "multicast-group-mismatch",
  group: "cluster",
  code: "CL107",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      for (const { odd, like, value, expected } of mismatches(
        router,
        groupOf,
        (a, b) => a.group === b.group,
      )) {
        const params = {
          instance: odd.instance.name.value,
          group: value.group,
          other: expected.group,
          node: like.node,
        };
        const { place } = value;
        report(place ?? placeOf(odd), "differs", {
          params,
          related: [{ place: expected.place ?? placeOf(like), message: { id: "other", params } }],
          ...(place === undefined
            ? {}
            : { fixes: [replace({ id: "take", params }, "unsafe", place.span, expected.group, place.file)] }),
        });
      }
    }
  },
});

interface MulticastGroup {
  readonly group: string;
  readonly place?: Place;
}

const standardGroup = "224.0.0.18";

/** The group of an IPv4 instance that sends multicast. */
function groupOf(part: Part): MulticastGroup | undefined {
  const { instance } = part;
  if (instance.addresses[0]?.family !== 4 || instance.unicastPeers.length > 0) return undefined;
  if (isUnknown(part, "unicast_peer", "mcast_dst_ip", "virtual_ipaddress")) return undefined;
  const own = instance.multicastDestination;
  if (own !== undefined) return { group: own.value, place: placeOf(part, own) };
  const global = globalOf(part, "multicastGroup4", "vrrp_mcast_group4");
  if (global === "unknown") return undefined;
  if (global === "unset") return { group: standardGroup };
  return { group: global.located.value, place: { file: global.file, span: global.located.span } };
}
