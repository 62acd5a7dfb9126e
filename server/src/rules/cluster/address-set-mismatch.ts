/** Nodes whose lists of virtual addresses differ. The order does not matter, nor do prefix lengths. */

import { isUnknown, mismatches, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { clusterRule } from "../rule.ts";
import {
  type AddressList,
  addressFixes,
  type Difference,
  placesOf,
  spokenDifference,
} from "./address-lists.ts";

export const addressSetMismatch = clusterRule({
  name: "address-set-mismatch",
  group: "cluster",
  code: "CL105",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      for (const { odd, like, value, expected } of mismatches(router, addressesOf, same)) {
        const { target } = odd.file;
        const difference: Difference = {
          odd: listOf(odd),
          like: listOf(like),
          surplus: odd.instance.addresses.filter(({ address }) => !expected.has(address)),
          missing: like.instance.addresses.filter(({ address }) => !value.has(address)),
          isPair: router.parts.length === 2,
        };
        const { own, theirs } = placesOf(difference);
        const params = {
          instance: odd.instance.name.value,
          node: like.node,
          difference: spokenDifference(difference),
          target,
        };
        report(placeOf(odd, { span: own }), target === "2.2" ? "splits" : "unserved", {
          params,
          related: [{ place: placeOf(like, { span: theirs }), message: { id: "other", params } }],
          fixes: addressFixes(difference),
        });
      }
    }
  },
});

function listOf(part: Part): AddressList {
  return { part, keyword: "virtual_ipaddress" };
}

function addressesOf(part: Part): ReadonlySet<string> | undefined {
  if (isUnknown(part, "virtual_ipaddress") || part.instance.addresses.length === 0) return undefined;
  return new Set(part.instance.addresses.map((a) => a.address));
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((address) => b.has(address));
}
