/** More hops than a packet can make: keepalived lowers them to its time to live. */
import { isKnown } from "../../model/file-model.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

/** What packets start with where the file does not say, by address family. */
const defaultTtl = { 4: 255, 6: 64 } as const;

export const bfdHopsAboveTtl = keepalivedRule({
  name: "bfd-hops-above-ttl",
  code: "KA324",
  severity: "warning",
  daemon: "reject",
  check({ file }, report) {
    if (file.tree.templated) return;
    for (const session of file.model.lvs?.bfdSessions ?? []) {
      const { neighbor, maxHops } = session;
      if (neighbor === undefined || maxHops === undefined) continue;
      if (!isKnown(session, "neighbor_ip", "max_hops", "ttl", "hoplimit")) continue;
      const ttl = session.ttl?.value ?? defaultTtl[neighbor.family];
      if (maxHops.value <= ttl) continue;
      report({ file, span: maxHops.span }, "above", { params: { hops: maxHops.value, ttl } });
    }
  },
});
