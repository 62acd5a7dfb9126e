/** A virtual server that is chosen by firewall mark takes every protocol: `protocol` is ignored there. */
import { removeLines } from "./keepalived-rule.ts";
import { chosenBy, virtualServerRule } from "./virtual-server-rule.ts";

export const fwmarkWithProtocol = virtualServerRule({
  name: "fwmark-with-protocol",
  code: "KA230",
  severity: "warning",
  daemon: "reject",
  check(subject, report) {
    const { file, virtual, place } = subject;
    const { protocol, service, realServers } = virtual;
    if (protocol === undefined || realServers.length === 0 || chosenBy(subject) !== "marks") return;
    report(protocol.span, "ignored", {
      related: [{ place: place(service.span), message: { id: "fwmark" } }],
      fixes: [removeLines("remove", "safe", file, protocol.span)],
    });
  },
});
