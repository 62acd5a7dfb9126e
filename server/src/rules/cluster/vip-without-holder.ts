/** An address that nobody holds while all is well, or that nobody takes over when one thing fails. */
import { failoverOf } from "../../ha/failover.ts";
import type { FaultReport, RouterReport } from "../../ha/failover-report.ts";
import { readingOf } from "../../ha/standing.ts";
import { placeOf } from "../../ha/virtual-routers.ts";
import { clusterRule, type Report } from "../rule.ts";
import { addressesIn } from "./stuck-checks.ts";

export const vipWithoutHolder = clusterRule({
  name: "vip-without-holder",
  group: "cluster",
  code: "CL134",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of failoverOf(cluster).routers) {
      // Where only one node has the virtual router, or an address of it, that is another rule's matter.
      if (router.parts.length < 2 || !isOnAll(router)) continue;
      // Nor is it this one's that keepalived does not start at all.
      if (router.parts.some(({ configuration }) => readingOf(configuration).node.refuses !== undefined))
        continue;
      if (router.steady.length === 0) reportAt(router, "never", {}, report);
      else {
        const lost = router.faults.find((fault) => isLostBy(router, fault));
        if (lost !== undefined && "node" in lost.fault)
          reportAt(router, "lost", { node: lost.fault.node }, report);
      }
    }
  },
});

/** The holder is gone, and the others are well: one of them should have the address. */
function isLostBy({ steady }: RouterReport, { fault, verdict }: FaultReport): boolean {
  return verdict === "nobody" && fault.kind === "node-down" && steady.includes(fault.node);
}

function isOnAll({ parts, addresses }: RouterReport): boolean {
  return parts.every(({ instance }) =>
    addresses.every((address) =>
      [...instance.addresses, ...instance.excludedAddresses].some((one) => one.address === address),
    ),
  );
}

function reportAt(
  router: RouterReport,
  id: string,
  params: { readonly node?: string },
  report: Report,
): void {
  const [first, ...others] = router.parts;
  if (first === undefined) return;
  const at = first.instance.addresses.find(({ address }) => router.addresses.includes(address));
  report(placeOf(first, at), id, {
    params: { ...params, addresses: addressesIn(router) },
    related: others.map((part) => ({
      place: placeOf(part),
      message: { id: "other", params: { node: part.node } },
    })),
  });
}
