/** Several nodes hold an address while all is well: the simulation says so, and no rule that knows a cause does. */
import { failoverOf } from "../../ha/failover.ts";
import { type Part, placeOf } from "../../ha/virtual-routers.ts";
import type { ClusterRule, ClusterSubject } from "../rule.ts";
import { clusterRule } from "../rule.ts";
import { addressSetMismatch } from "./address-set-mismatch.ts";
import { advertIntervalMismatch } from "./advert-interval-mismatch.ts";
import { authMismatch } from "./auth-mismatch.ts";
import { multicastGroupMismatch } from "./multicast-group-mismatch.ts";
import { addressesIn, partOn } from "./stuck-checks.ts";
import { transportMismatch } from "./transport-mismatch.ts";
import { unicastPeerMismatch } from "./unicast-peer-mismatch.ts";
import { versionMismatch } from "./version-mismatch.ts";
import { vridMismatch } from "./vrid-mismatch.ts";

export const bothNodesHoldVip = clusterRule({
  name: "both-nodes-hold-vip",
  group: "cluster",
  code: "CL133",
  severity: "error",
  daemon: "silent",
  outdoes: ["duplicate-virtual-address"],
  check(subject, report) {
    const said = new Set<string>();
    for (const router of failoverOf(subject.cluster).routers) {
      const [first, second] = router.steady.map((node) => partOn(router, node));
      if (first === undefined || second === undefined || isExplained(subject, [first, second])) continue;
      // Two virtual routers with one address have one split brain.
      if (said.has(addressesIn(router))) continue;
      said.add(addressesIn(router));
      const params = {
        nodes: router.steady.map((node) => `\`${node}\``).join(", "),
        addresses: addressesIn(router),
      };
      report(placeOf(first, addressOf(first, router.addresses)), "both", {
        params,
        related: [
          {
            place: placeOf(second, addressOf(second, router.addresses)),
            message: { id: "other", params: { node: second.node } },
          },
        ],
      });
    }
  },
});

function addressOf({ instance }: Part, addresses: readonly string[]) {
  return instance.addresses.find(({ address }) => addresses.includes(address));
}

/** Rules that name a cause of a split brain. */
const causes: readonly ClusterRule[] = [
  vridMismatch,
  authMismatch,
  versionMismatch,
  advertIntervalMismatch,
  addressSetMismatch,
  multicastGroupMismatch,
  transportMismatch,
  unicastPeerMismatch,
];

function isExplained(subject: ClusterSubject, parts: readonly Part[]): boolean {
  return causes.some((rule) => {
    let found = false;
    rule.check(subject, ({ file, span }, _, details) => {
      if (details?.severity !== undefined && details.severity !== "error") return;
      found ||= parts.some(
        (part) =>
          part.file === file && part.instance.span.start <= span.start && span.end <= part.instance.span.end,
      );
      // A global setting is the cause for all instances of its file.
      found ||= parts.some((part) =>
        part.configuration.globals.some(
          ({ file: home, globals: { version, strict, multicastGroup4 } }) =>
            home === file &&
            [version, strict, multicastGroup4].some((global) => global?.span.start === span.start),
        ),
      );
    });
    return found;
  });
}
