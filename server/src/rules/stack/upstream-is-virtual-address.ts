/** A server of an nginx upstream that is the cluster's own virtual address: the node that holds it sends to itself. */

import { ownUpstreams } from "../nginx/own-upstreams.ts";
import { clusterRule } from "../rule.ts";
import { floatingAddresses } from "./floating-addresses.ts";

export const upstreamIsVirtualAddress = clusterRule({
  name: "upstream-is-virtual-address",
  group: "stack",
  code: "ST104",
  severity: "error",
  daemon: "silent",
  check({ cluster, snapshot }, report) {
    const floating = floatingAddresses(cluster);
    if (floating.size === 0) return;
    for (const unit of new Set(cluster.nodes.flatMap(({ units }) => units))) {
      if (unit.files[0]?.dialect.id !== "nginx") continue;
      for (const { sends, address, listens } of ownUpstreams(unit, snapshot, (one) => floating.has(one))) {
        const { file, directive } = sends;
        report({ file, span: directive.words[1] ?? directive }, "loop", {
          params: { address },
          related: [
            {
              place: { file: listens.statement.file, span: listens.statement.directive },
              message: { id: "listens" },
            },
          ],
        });
      }
    }
  },
});
