/** A virtual server that leaves scheduler, forwarding method or protocol open: keepalived picks one and complains. */
import { isKnown } from "../../model/file-model.ts";
import { sorrySettingsOf } from "../../model/lvs-effective.ts";
import { chosenBy, keptServers, serversKnown, virtualServerRule } from "./virtual-server-rule.ts";

export const missingVirtualServerSetting = virtualServerRule({
  name: "missing-virtual-server-setting",
  code: "KA231",
  severity: "warning",
  daemon: "reject",
  check(subject, report) {
    const { virtual, kept } = subject;
    const { protocol, schedulers, methods, head } = virtual;
    const servers = keptServers(virtual);
    // Without real servers keepalived drops the whole block, which is another rule's finding.
    if (!kept || servers.length === 0) return;
    if (protocol === undefined && isKnown(virtual, "protocol") && chosenBy(subject) === "addresses")
      report(head, "protocol");
    if (schedulers.length === 0 && isKnown(virtual, "lb_algo", "lvs_sched"))
      report(head, "unset", { params: { name: "lb_algo", taken: "wlc" } });
    if (methods.length > 0 || !isKnown(virtual, "lb_kind", "lvs_method")) return;
    const sorry = virtual.sorryServers.at(-1);
    const sorryIsOpen =
      sorry !== undefined && !sorrySettingsOf(virtual, sorry).some((setting) => setting.method);
    if (!serversKnown(virtual, "lvs_method") || !isKnown(virtual, "sorry_server", "sorry_server_lvs_method"))
      return;
    if (sorryIsOpen || servers.some((server) => server.method === undefined))
      report(head, "unset", { params: { name: "lb_kind", taken: "NAT" } });
  },
});
