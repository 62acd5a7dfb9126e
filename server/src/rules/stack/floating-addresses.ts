/** The addresses that keepalived moves between the nodes of a cluster. */
import type { Cluster } from "../../workspace/snapshot.ts";
import type { Place } from "../rule.ts";

/** Each with a place that says so. */
export function floatingAddresses(cluster: Cluster): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  for (const file of cluster.nodes.flatMap(({ units }) => units).flatMap(({ files }) => files)) {
    for (const { addresses, excludedAddresses } of file.model.vrrp?.instances ?? [])
      for (const { address, span } of [...addresses, ...excludedAddresses])
        found.set(address, { file, span });
  }
  return found;
}
