/** Nodes whose lists of excluded virtual addresses differ: adverts do not carry them, so nobody notices until a failover. */
import { isUnknown, mismatches, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import type { AddressEntry } from "../../model/entries.ts";
import { clusterRule } from "../rule.ts";
import {
  type AddressList,
  addressFixes,
  type Difference,
  placesOf,
  spokenDifference,
} from "./address-lists.ts";

export const excludedAddressMismatch = clusterRule({
  name: "excluded-address-mismatch",
  group: "cluster",
  code: "CL122",
  severity: "warning",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      for (const { odd, like } of mismatches(router, excludedIn, sameAddresses)) {
        const surplus = lackedBy(like, odd);
        const missing = lackedBy(odd, like);
        // An address that the other node has in its other list is a matter of that list.
        if (surplus.length + missing.length === 0) continue;
        const isPair = router.parts.length === 2;
        const difference: Difference = { odd: listOf(odd), like: listOf(like), surplus, missing, isPair };
        const { own, theirs } = placesOf(difference);
        const params = {
          instance: odd.instance.name.value,
          node: like.node,
          difference: spokenDifference(difference),
        };
        report(placeOf(odd, { span: own }), "differs", {
          params,
          related: [{ place: placeOf(like, { span: theirs }), message: { id: "other", params } }],
          fixes: addressFixes(difference),
        });
      }
    }
  },
});

function listOf(part: Part): AddressList {
  return { part, keyword: "virtual_ipaddress_excluded" };
}

function excludedIn(part: Part): readonly AddressEntry[] | undefined {
  return isUnknown(part, "virtual_ipaddress", "virtual_ipaddress_excluded")
    ? undefined
    : part.instance.excludedAddresses;
}

function sameAddresses(a: readonly AddressEntry[], b: readonly AddressEntry[]): boolean {
  const addresses = new Set(b.map((entry) => entry.address));
  return (
    addresses.size === new Set(a.map((entry) => entry.address)).size &&
    a.every((e) => addresses.has(e.address))
  );
}

/** The excluded addresses of one node that another does not hold at all. */
function lackedBy({ instance }: Part, { instance: other }: Part): AddressEntry[] {
  const held = new Set([...instance.addresses, ...instance.excludedAddresses].map((entry) => entry.address));
  return other.excludedAddresses.filter((entry) => !held.has(entry.address));
}
