/** One virtual address with different prefix lengths: adverts do not carry them, so nobody notices. */

import { isUnknown, mismatches, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import type { AddressEntry } from "../../model/entries.ts";
import { clusterRule } from "../rule.ts";
import { reportOdd } from "./written-value.ts";

export const addressPrefixMismatch = clusterRule({
  name: "address-prefix-mismatch",
  group: "cluster",
  code: "CL106",
  severity: "warning",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      const lists = new Map(router.parts.map((part) => [part, entriesOf(part)]));
      const addresses = new Set([...lists.values()].flatMap((list) => [...list.keys()]));
      for (const address of addresses) {
        const entryIn = (part: Part) => lists.get(part)?.get(address);
        const found = mismatches(router, entryIn, (a, b) => prefixOf(a) === prefixOf(b));
        for (const { odd, like, value, expected } of found) {
          const params = { address, prefix: prefixOf(value), other: prefixOf(expected), node: like.node };
          const written = odd.file.text.slice(value.span.start, value.span.end);
          reportOdd(report, placeOf(odd, value), "differs", {
            params,
            theirs: placeOf(like, expected),
            edit: {
              file: odd.file,
              span: value.span,
              text: `${written.replace(/\/\d+$/, "")}/${params.other}`,
            },
          });
        }
      }
    }
  },
});

function entriesOf(part: Part): ReadonlyMap<string, AddressEntry> {
  if (isUnknown(part, "virtual_ipaddress")) return new Map();
  return new Map(part.instance.addresses.map((entry) => [entry.address, entry]));
}

function prefixOf({ prefix, family }: AddressEntry): number {
  return prefix ?? (family === 4 ? 32 : 128);
}
