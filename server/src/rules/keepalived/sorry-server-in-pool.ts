/** A sorry server that is one of the real servers: there is nothing left to fall back to. */
import { isKnown } from "../../model/file-model.ts";
import { sorrySettingsOf } from "../../model/lvs-effective.ts";
import { keptServers, serversKnown, virtualServerRule } from "./virtual-server-rule.ts";

export const sorryServerInPool = virtualServerRule({
  name: "sorry-server-in-pool",
  code: "KA311",
  severity: "info",
  daemon: "silent",
  check({ virtual, kept, place }, report) {
    const sorry = virtual.sorryServers.at(-1);
    if (!kept || sorry === undefined || !isKnown(virtual, "sorry_server")) return;
    const same = keptServers(virtual).find((s) => s.address === sorry.address && s.port === sorry.port);
    if (same === undefined) return;
    const related = [{ place: place(same.head), message: { id: "server" } }];
    const known = isKnown(virtual, "inhibit_on_failure", "sorry_server_inhibit");
    const inhibits = same.inhibit?.value ?? virtual.inhibit;
    const sorryInhibits = sorrySettingsOf(virtual, sorry).some((s) => s.keyword === "sorry_server_inhibit");
    if (!known || !serversKnown(virtual, "inhibit_on_failure") || inhibits === sorryInhibits)
      report(sorry.line, "in-pool", { related });
    else
      report(sorry.line, inhibits ? "inhibits" : "inhibits-not", {
        severity: "warning",
        daemon: "reject",
        related,
      });
  },
});
