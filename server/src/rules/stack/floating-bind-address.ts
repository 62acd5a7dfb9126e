/** A proxy that listens on an address which moves between the nodes: where the address is not, the proxy does not start. */
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { clusterRule, type Place } from "../rule.ts";
import { floatingAddresses } from "./floating-addresses.ts";

export const floatingBindAddress = clusterRule({
  name: "floating-bind-address",
  group: "stack",
  code: "ST103",
  // A setting of the kernel decides, and no file here shows it.
  severity: "info",
  daemon: "silent",
  check({ cluster }, report) {
    const floating = floatingAddresses(cluster);
    if (floating.size === 0) return;
    for (const unit of new Set(cluster.nodes.flatMap(({ units }) => units))) {
      const found = firstListenerOn(floating, unit);
      if (found === undefined) continue;
      const { place, address } = found;
      const family = address.includes(":") ? "ipv6" : "ipv4";
      report(place, "needs-nonlocal", {
        params: { address, daemon: place.file.dialect.id === "nginx" ? "nginx" : "HAProxy", family },
        related: [{ place: floating.get(address) ?? place, message: { id: "held" } }],
      });
    }
  },
});

/** One is enough: the same setting mends them all. */
function firstListenerOn(
  floating: ReadonlyMap<string, Place>,
  { files }: Unit,
): { place: Place; address: string } | undefined {
  for (const file of files) {
    const listener = file.model.proxy?.listeners.find(
      ({ address, span }) => floating.has(address) && !isTransparent(file, span.end),
    );
    if (listener !== undefined) return { place: { file, span: listener.span }, address: listener.address };
  }
  return undefined;
}

/** HAProxy's `bind … transparent` takes addresses that are not there. */
function isTransparent({ text }: SourceFile, from: number): boolean {
  return /^[^\n]*\stransparent\b/.test(text.slice(from, from + 1000));
}
