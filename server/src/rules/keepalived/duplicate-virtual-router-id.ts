/** Two instances of one node that share a VRID where both can hear the other's adverts: keepalived does not start. */
import { isKnown } from "../../model/file-model.ts";
import type { VrrpInstance } from "../../model/vrrp.ts";
import { familyOf, standardGroup } from "../../model/vrrp-effective.ts";
import { isTemplated } from "../../workspace/units.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { globalsOf, instancesOf, type PlacedInstance } from "./vrrp-rule.ts";

export const duplicateVirtualRouterId = keepalivedRule({
  name: "duplicate-virtual-router-id",
  code: "KA218",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (isTemplated(unit)) return;
    const { multicastGroup4, unknown } = globalsOf(unit);
    const isUsual = multicastGroup4 === undefined && !unknown.has("vrrp_mcast_group4");
    const usual = isUsual ? standardGroup[4] : "";
    const seen = new Map<string, PlacedInstance[]>();
    for (const { file: home, instance } of instancesOf(unit)) {
      const { virtualRouterId, interface: link } = instance;
      if (virtualRouterId === undefined || link === undefined) continue;
      const key = `${virtualRouterId.value} ${link.value}`;
      const earlier = seen.get(key) ?? [];
      seen.set(key, [...earlier.slice(0, maxCompared), { file: home, instance }]);
      if (home !== file) continue;
      const found = earlier.find(
        ({ instance: one }) => one.name.value !== instance.name.value && conflict(one, instance, usual),
      );
      const other = found?.instance;
      if (found === undefined || other?.virtualRouterId === undefined) continue;
      report({ file, span: virtualRouterId.span }, "shared", {
        params: { id: virtualRouterId.value, other: other.name.value, interface: link.value },
        related: [
          { place: { file: found.file, span: other.virtualRouterId.span }, message: { id: "first" } },
        ],
      });
    }
  },
});

/** How many instances of one VRID on one interface are compared with a further one. */
const maxCompared = 20;

/** True where both hear each other: the same family, and the same group or a common peer. */
function conflict(a: VrrpInstance, b: VrrpInstance, usual: string): boolean {
  if (a.addresses.length === 0 || b.addresses.length === 0 || familyOf(a) !== familyOf(b)) return false;
  for (const one of [a, b])
    if (!isKnown(one, "unicast_peer", "mcast_dst_ip", "virtual_ipaddress")) return false;
  const unicastA = a.unicastPeers.length > 0;
  const unicastB = b.unicastPeers.length > 0;
  if (unicastA !== unicastB) return false;
  const [groupA, groupB] = [a, b].map((one) => one.multicastDestination?.value ?? usual);
  if (!unicastA) return groupA === groupB;
  const peers = new Set(a.unicastPeers.map((peer) => peer.value));
  return (
    a.unicastSource?.value === b.unicastSource?.value && b.unicastPeers.some((peer) => peers.has(peer.value))
  );
}
