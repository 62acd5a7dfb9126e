/** `ha_suspend` follows an address, and a mark has none: keepalived clears it. */
import { removeLines } from "./keepalived-rule.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

export const haSuspendWithFwmark = virtualServerRule({
  name: "ha-suspend-with-fwmark",
  code: "KA308",
  severity: "error",
  daemon: "reject",
  check({ file, virtual, group, kept, place }, report) {
    const { service, haSuspend, realServers } = virtual;
    const mark =
      service.kind === "fwmark" ? service : group?.entries.find((entry) => entry.kind === "fwmark");
    if (!kept || haSuspend === undefined || mark === undefined || realServers.length === 0) return;
    report(haSuspend, "cleared", {
      ...(service.kind === "fwmark"
        ? { related: [{ place: place(mark.span), message: { id: "mark" } }] }
        : {}),
      fixes: [removeLines("remove", "safe", file, haSuspend)],
    });
  },
});
