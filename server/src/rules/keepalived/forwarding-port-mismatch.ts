/** DR and TUN leave the packet as it is, so a real server can not listen on a port of its own. */
import { isKnown } from "../../model/file-model.ts";
import type { Endpoint } from "../../model/lvs.ts";
import { forwardingOf, sorryForwardingOf } from "../../model/lvs-effective.ts";
import { type Fix, replace } from "../rule.ts";
import { serversKnown, virtualServerRule } from "./virtual-server-rule.ts";

export const forwardingPortMismatch = virtualServerRule({
  name: "forwarding-port-mismatch",
  code: "KA301",
  severity: "error",
  daemon: "reject",
  check({ virtual, group, kept }, report) {
    const { service, sorryServers } = virtual;
    if (!kept || !isKnown(virtual, "lb_kind", "lvs_method")) return;
    const look = (what: string, server: Endpoint, method: string): void => {
      const { port, portSpan } = server;
      if (method === "NAT" || port === 0 || portSpan === undefined) return;
      const params = { what, method, port };
      if (service.kind === "fwmark") report(portSpan, "mark", { params });
      else if (service.kind === "address" && service.port !== port) {
        const fixes: Fix[] =
          service.port === 0 ? [] : [replace({ id: "fix" }, "safe", portSpan, String(service.port))];
        report(portSpan, "differs", { params: { ...params, expected: service.port }, fixes });
      } else if (group?.entries.some((entry) => entry.kind === "fwmark"))
        report(portSpan, "mark", { params });
      else if (group?.entries.some((entry) => entry.kind === "address" && entry.port !== port))
        report(portSpan, "group", { params });
    };
    for (const server of serversKnown(virtual, "lvs_method") ? virtual.realServers : [])
      look("real_server", server, forwardingOf(virtual, server));
    const sorry = sorryServers.at(-1);
    if (sorry !== undefined && isKnown(virtual, "sorry_server", "sorry_server_lvs_method"))
      look("sorry_server", sorry, sorryForwardingOf(virtual, sorry));
  },
});
