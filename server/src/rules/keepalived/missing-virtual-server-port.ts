/** A virtual server without a port takes all ports of its address, which works with persistence only: keepalived switches it on. */
import { isKnown } from "../../model/file-model.ts";
import { chosenBy, virtualServerRule } from "./virtual-server-rule.ts";

export const missingVirtualServerPort = virtualServerRule({
  name: "missing-virtual-server-port",
  code: "KA300",
  severity: "warning",
  daemon: "reject",
  check(subject, report) {
    const { virtual, group } = subject;
    const { service, persistence, granularity, realServers } = virtual;
    if (chosenBy(subject) !== "addresses" || realServers.length === 0) return;
    if (persistence !== undefined || granularity !== undefined) return;
    if (!isKnown(virtual, "persistence_timeout", "persistence_granularity")) return;
    const entries = service.kind === "address" ? [service] : (group?.entries ?? []);
    if (!entries.some((entry) => entry.kind === "address" && entry.port === 0)) return;
    report(virtual.head, service.kind === "address" ? "all-ports" : "group");
  },
});
