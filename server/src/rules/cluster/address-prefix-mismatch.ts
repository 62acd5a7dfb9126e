/** One virtual address with different prefix lengths: adverts do not carry them, so nobody notices. */

import { isUnknown, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { clusterRule, type Fix } from "../rule.ts";

export const addressPrefixMismatch = clusterRule({
  name: "address-prefix-mismatch",
  group: "cluster",
  code: "CL106",
  severity: "warning",
  daemon: "silent",
  check({ cluster }, report) {
    for (const { parts } of virtualRoutersOf(cluster)) {
      const [like, ...others] = parts.filter((part) => !isUnknown(part, "virtual_ipaddress"));
      if (like === undefined) continue;
      for (const odd of others) {
        for (const own of odd.instance.addresses) {
          const theirs = like.instance.addresses.find((a) => a.address === own.address);
          if (theirs === undefined) continue;
          const whole = own.family === 4 ? 32 : 128;
          const [prefix, other] = [own.prefix ?? whole, theirs.prefix ?? whole];
          if (prefix === other) continue;
          const params = { address: own.address, prefix, other, node: like.node };
          const written = odd.file.text.slice(own.span.start, own.span.end);
          const text = `${written.replace(/\/\d+$/, "")}/${other}`;
          const fix: Fix = {
            title: { id: "take", params },
            safety: "unsafe",
            edits: [{ span: own.span, text }],
          };
          report(placeOf(odd, own), "differs", {
            params,
            related: [{ place: placeOf(like, theirs), message: { id: "other", params } }],
            fixes: [fix],
          });
        }
      }
    }
  },
});
