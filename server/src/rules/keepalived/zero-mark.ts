/** A virtual server by mark 0, which is no mark: keepalived takes it for one with an address, and it has none. */
import { isKnown } from "../../model/file-model.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

export const zeroMark = virtualServerRule({
  name: "zero-mark",
  code: "KA329",
  severity: "error",
  daemon: "silent",
  check({ virtual }, report) {
    const { service, protocol, persistence, granularity } = virtual;
    if (service.kind !== "fwmark" || service.mark !== 0) return;
    // What it says is that of an address without protocol or port.
    const known = isKnown(virtual, "protocol", "persistence_timeout", "persistence_granularity");
    const complains = protocol === undefined || (persistence === undefined && granularity === undefined);
    report(service.span, "none", { daemon: known && complains ? "reject" : "silent" });
  },
});
