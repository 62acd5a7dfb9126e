/** A node that does not send to another node's address, or sends with that node's own. */
import { keepsNopreempt } from "../../ha/priority.ts";
import { isUnknown, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { basePriority } from "../../model/vrrp-effective.ts";
import { clusterRule, type Fix, type Report } from "../rule.ts";

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
          else missingPeer(from, to, report);
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

function missingPeer(from: Part, to: Part, report: Report): void {
  const source = to.instance.unicastSource;
  const [first] = from.instance.unicastPeers;
  if (source === undefined || first === undefined) return;
  if (from.instance.unicastPeers.some((peer) => peer.value === source.value)) return;
  // A node of lower priority that is heard too little harms only once it is master; with nopreempt at every start.
  const [own, other] = [basePriority(from.instance), basePriority(to.instance)];
  const isStandby = own !== undefined && other !== undefined && own < other && !keepsNopreempt(to.instance);
  const params = { instance: from.instance.name.value, address: source.value, node: to.node };
  const { text, lines } = from.file;
  const indent = text.slice(lines.lineSpan(lines.position(first.span.start).line).start, first.span.start);
  const edit = {
    span: { start: first.span.start, end: first.span.start },
    text: `${source.value}\n${indent}`,
  };
  const fixes: Fix[] =
    indent.trim() === "" ? [{ title: { id: "add", params }, safety: "unsafe", edits: [edit] }] : [];
  report(placeOf(from, first), isStandby ? "missing-standby" : "missing", {
    params,
    ...(isStandby ? { severity: "warning" } : {}),
    related: [{ place: placeOf(to, source), message: { id: "other", params } }],
    fixes,
  });
}
