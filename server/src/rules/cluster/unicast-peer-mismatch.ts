/** A node that does not send to another node's address, or sends with that node's own. */
import { isUnknown, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import type { PeerEntry } from "../../model/entries.ts";
import { basePriority, keepsNopreempt } from "../../model/vrrp-effective.ts";
import { clusterRule, type Report, replace } from "../rule.ts";
import { fixOf, linesAbove } from "./copied-lines.ts";

export const unicastPeerMismatch = clusterRule({
  name: "unicast-peer-mismatch",
  group: "cluster",
  code: "CL109",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const { parts } of virtualRoutersOf(cluster)) {
      const unicast = parts.filter(
        (part) => part.instance.unicastPeers.length > 0 && !isUnknown(part, "unicast_peer"),
      );
      for (const from of unicast) {
        for (const to of unicast) {
          if (from === to || isUnknown(to, "unicast_src_ip")) continue;
          if (from.instance.unicastSource?.value === to.instance.unicastSource?.value)
            sameSource(from, to, report);
          else missingPeer(from, to, strayPeers(from, parts), report);
        }
      }
    }
  },
});

/** One cause, reported once: on the file that sorts later. */
function sameSource(from: Part, to: Part, report: Report): void {
  const source = from.instance.unicastSource;
  if (source === undefined || from.file.path <= to.file.path) return;
  const params = { address: source.value, node: to.node };
  report(placeOf(from, source), "same-source", {
    params,
    related: [{ place: placeOf(to, to.instance.unicastSource), message: { id: "other", params } }],
  });
}

/** Peers that no node sends from; none where one of the nodes does not say from where it sends. */
function strayPeers(from: Part, parts: readonly Part[]): readonly PeerEntry[] {
  const others = parts.filter((part) => part !== from);
  if (others.some((part) => part.instance.unicastSource === undefined)) return [];
  const sources = new Set(others.map((part) => part.instance.unicastSource?.value));
  return from.instance.unicastPeers.filter((peer) => !sources.has(peer.value));
}

function missingPeer(from: Part, to: Part, stray: readonly PeerEntry[], report: Report): void {
  const source = to.instance.unicastSource;
  const [first] = from.instance.unicastPeers;
  if (source === undefined || first === undefined) return;
  if (from.instance.unicastPeers.some((peer) => peer.value === source.value)) return;
  // A node of lower priority that is heard too little harms only once it is master; with nopreempt at every start.
  const [own, other] = [basePriority(from.instance), basePriority(to.instance)];
  const isStandby = own !== undefined && other !== undefined && own < other && !keepsNopreempt(to.instance);
  const params = { instance: from.instance.name.value, address: source.value, node: to.node };
  const [peer, ...more] = stray;
  const wrong = more.length === 0 ? peer : undefined;
  const fixes = [
    ...(wrong === undefined
      ? []
      : [
          replace(
            { id: "instead", params: { ...params, peer: wrong.value } },
            "unsafe",
            wrong.span,
            source.value,
          ),
        ]),
    ...fixOf({ id: "add", params }, linesAbove(from.file, first.span, [source.value])),
  ];
  report(placeOf(from, first), isStandby ? "missing-standby" : "missing", {
    params,
    ...(isStandby ? { severity: "warning" } : {}),
    related: [{ place: placeOf(to, source), message: { id: "other", params } }],
    fixes,
  });
}
