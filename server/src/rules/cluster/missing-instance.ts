/** A virtual router that one node has and no other: nobody takes its addresses over. */
import {
  isUnknown,
  type Member,
  membersOf,
  type Part,
  placeOf,
  virtualRoutersOf,
} from "../../ha/virtual-routers.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import { isCertain, isComplete } from "../keepalived/keepalived-rule.ts";
import { clusterRule, type Fix } from "../rule.ts";
import { fixOf, linesBelow, linesOfBlock } from "./copied-lines.ts";

export const missingInstance = clusterRule({
  name: "missing-instance",
  group: "cluster",
  code: "CL117",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    const members = membersOf(cluster);
    if (members.length < 2 || !members.every(isWhollyKnown)) return;
    const shared = new Set(virtualRoutersOf(cluster).flatMap(({ parts }) => parts));
    for (const member of members) {
      const others = members.filter((other) => other !== member);
      const alone = member.parts.filter((part) => !shared.has(part));
      // A file most of whose instances have no partner is more likely no node of this cluster.
      if (alone.length * 2 > member.parts.length && !isNamed(cluster)) continue;
      for (const part of alone) {
        if (mayHavePartner(part, others, shared) || !sendsToAny(part, member, others)) continue;
        const params = {
          instance: part.instance.name.value,
          nodes: others.map(({ node }) => `\`${node}\``).join(", "),
          addresses: part.instance.addresses.map(({ address }) => address).join(", "),
        };
        report(placeOf(part), "missing", {
          params,
          related: others.flatMap(({ node, parts: [first] }) =>
            first === undefined
              ? []
              : [{ place: placeOf(first), message: { id: "other", params: { node } } }],
          ),
          fixes: others.length === 1 ? copying(part, others[0]) : [],
        });
      }
    }
  },
});

/** Every line that could say something of an instance is here and can be read. */
function isWhollyKnown({ units, parts }: Member): boolean {
  return (
    units.every(isComplete) &&
    parts.every(
      (part) =>
        isCertain(part.file, part.instance) &&
        !isUnknown(
          part,
          "virtual_ipaddress",
          "virtual_ipaddress_excluded",
          "virtual_router_id",
          "unicast_peer",
        ),
    )
  );
}

/** Somebody has said that these are the nodes of one cluster. */
function isNamed({ evidence }: Cluster): boolean {
  return evidence.kind === "configured" || evidence.kind === "pragma";
}

/** An instance of another node holds one of the addresses, or is alone too and may be meant as the partner. */
function mayHavePartner({ instance }: Part, others: readonly Member[], shared: ReadonlySet<Part>): boolean {
  const own = new Set(instance.addresses.map(({ address }) => address));
  if (own.size === 0) return true;
  return others.some(({ units, parts }) => {
    const statics = units.flatMap((unit) => unit.files.flatMap((f) => f.model.vrrp?.staticAddresses ?? []));
    if (statics.some(({ address }) => own.has(address))) return true;
    return parts.some((part) => {
      const { addresses, excludedAddresses, name, virtualRouterId } = part.instance;
      if ([...addresses, ...excludedAddresses].some(({ address }) => own.has(address))) return true;
      if (shared.has(part)) return false;
      const sameId = virtualRouterId?.value === instance.virtualRouterId?.value;
      return sameId || name.value === instance.name.value;
    });
  });
}

/** Unicast adverts to addresses that are no node of this cluster go to a partner that is not here. */
function sendsToAny({ instance }: Part, member: Member, others: readonly Member[]): boolean {
  if (instance.unicastPeers.length === 0) return true;
  const sources = others.flatMap(({ parts }) => parts.flatMap((p) => p.instance.unicastSource?.value ?? []));
  const siblings = member.parts.filter((part) => part.instance !== instance);
  const known = new Set([
    ...sources,
    ...siblings.flatMap((part) => part.instance.unicastPeers.map((peer) => peer.value)),
  ]);
  return instance.unicastPeers.some((peer) => known.has(peer.value));
}

/** A copy as a backup of lower priority below the other node's last instance; none where a line is about the node itself. */
function copying({ file, instance }: Part, other: Member | undefined): Fix[] {
  const last = other?.parts.at(-1);
  if (other === undefined || last === undefined) return [];
  const { priority, state, unicastPeers, unicastSource, multicastSource, tracked, nopreempt } = instance;
  if (priority === undefined || priority.value < 2 || priority.value > 254 || nopreempt !== undefined)
    return [];
  if (unicastPeers.length > 0 || unicastSource !== undefined || multicastSource !== undefined) return [];
  if (tracked.some(({ kind }) => kind !== "interface")) return [];
  const isTaken = other.parts.some(
    ({ instance: { name, virtualRouterId } }) =>
      name.value === instance.name.value || virtualRouterId?.value === instance.virtualRouterId?.value,
  );
  if (isTaken) return [];
  const changes = [{ span: priority.span, text: String(Math.max(1, priority.value - 10)) }];
  if (state !== undefined) changes.push({ span: state.span, text: "BACKUP" });
  const lines = linesOfBlock(file, instance.span, changes);
  return fixOf(
    { id: "copy", params: { node: other.node } },
    linesBelow(last.file, last.instance.span, ["", ...lines]),
  );
}
