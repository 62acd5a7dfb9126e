/** `ops` sends each packet to another real server, which no TCP connection survives: keepalived clears it. */
import { isKnown } from "../../model/file-model.ts";
import { removeLines } from "./keepalived-rule.ts";
import { chosenBy, virtualServerRule } from "./virtual-server-rule.ts";

export const onePacketWithoutUdp = virtualServerRule({
  name: "one-packet-without-udp",
  code: "KA307",
  severity: "error",
  daemon: "reject",
  check(subject, report) {
    const { file, virtual, place } = subject;
    const { protocol, flags, realServers } = virtual;
    const ops = flags.find((flag) => flag.value === "ops");
    if (ops === undefined || protocol === undefined || !/^(?:TCP|SCTP)$/.test(protocol.value)) return;
    if (realServers.length === 0 || chosenBy(subject) !== "addresses" || !isKnown(virtual, "protocol"))
      return;
    report(ops.span, "cleared", {
      params: { protocol: protocol.value },
      related: [{ place: place(protocol.span), message: { id: "protocol" } }],
      fixes: [removeLines("remove", "safe", file, ops.span)],
    });
  },
});
