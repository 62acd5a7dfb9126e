/** Nodes whose lists of virtual addresses differ. The order does not matter, nor do prefix lengths. */

import { isUnknown, mismatches, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { clusterRule, type Fix } from "../rule.ts";

export const addressSetMismatch = clusterRule({
  name: "address-set-mismatch",
  group: "cluster",
  code: "CL105",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      for (const { odd, like, value, expected } of mismatches(router, addressesOf, same)) {
        const surplus = [...value].filter((address) => !expected.has(address));
        const missing = [...expected].filter((address) => !value.has(address));
        const difference = [
          { id: "only-here", params: { addresses: surplus.join(", ") } },
          { id: "only-there", params: { addresses: missing.join(", ") } },
        ].filter(({ params }) => params.addresses !== "");
        const { target } = odd.file;
        const params = { instance: odd.instance.name.value, node: like.node, difference, target };
        const own =
          odd.instance.addresses.find((a) => surplus.includes(a.address)) ?? odd.instance.addresses.at(-1);
        const theirs =
          like.instance.addresses.find((a) => missing.includes(a.address)) ?? like.instance.addresses.at(-1);
        report(placeOf(odd, own), target === "2.2" ? "splits" : "unserved", {
          params,
          related: [{ place: placeOf(like, theirs), message: { id: "other", params } }],
          fixes: surplus.length === 0 ? adding(odd, like, missing) : [],
        });
      }
    }
  },
});

function addressesOf(part: Part): ReadonlySet<string> | undefined {
  if (isUnknown(part, "virtual_ipaddress") || part.instance.addresses.length === 0) return undefined;
  return new Set(part.instance.addresses.map((a) => a.address));
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((address) => b.has(address));
}

/** Lines for the addresses that are missing, as the other node writes them, before the first that is there. */
function adding(odd: Part, like: Part, missing: readonly string[]): Fix[] {
  const [first] = odd.instance.addresses;
  if (first === undefined) return [];
  const { text, lines } = odd.file;
  const lineStart = lines.lineSpan(lines.position(first.span.start).line).start;
  const indent = text.slice(lineStart, first.span.start);
  // With `{` and the address on one line there is no line to put before.
  if (indent.trim() !== "") return [];
  const added = like.instance.addresses
    .filter((a) => missing.includes(a.address))
    .map((a) => {
      const { start } = a.span;
      const line = like.file.lines.lineSpan(like.file.lines.position(start).line);
      return like.file.text.slice(start, line.end).replace(/\s*[#!}].*$/, "");
    });
  const at = { start: first.span.start, end: first.span.start };
  const title = { id: "take", params: { node: like.node } };
  return [
    {
      title,
      safety: "unsafe",
      edits: [{ span: at, text: added.map((line) => `${line}\n${indent}`).join("") }],
    },
  ];
}
