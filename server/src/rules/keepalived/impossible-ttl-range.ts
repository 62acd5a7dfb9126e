/** A peer whose lowest TTL is above its highest: keepalived discards all its packets. */
import { familyOf } from "../../model/vrrp-effective.ts";
import { span } from "../../text/span.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const impossibleTtlRange = instanceRule({
  name: "impossible-ttl-range",
  code: "KA244",
  severity: "error",
  daemon: "reject",
  check({ instance }, report) {
    const peers = instance.unicastPeers.filter((peer) => peer.family === familyOf(instance));
    for (const { readable, minTtl, maxTtl } of peers) {
      if (!readable || minTtl === undefined || maxTtl === undefined || minTtl.value <= maxTtl.value) continue;
      if (minTtl.value > 255 || maxTtl.value < 0) continue;
      const [first, last] = [minTtl.span, maxTtl.span].sort((a, b) => a.start - b.start);
      if (first === undefined || last === undefined) continue;
      report(span(first.start, last.end), "empty", { params: { min: minTtl.value, max: maxTtl.value } });
    }
  },
});
