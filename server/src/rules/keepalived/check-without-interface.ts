/** A checker of a link-local address that names no interface: the address is found on each of them. */
import { isKnown } from "../../model/file-model.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

/** Checkers that connect to an address. */
const connecting = /^(?:TCP_CHECK|HTTP_GET|SSL_GET|SMTP_CHECK|DNS_CHECK|UDP_CHECK|PING_CHECK)$/;

export const checkWithoutInterface = virtualServerRule({
  name: "check-without-interface",
  code: "KA320",
  severity: "error",
  daemon: "reject",
  check({ virtual }, report) {
    for (const server of virtual.realServers) {
      for (const check of server.checks) {
        if (!connecting.test(check.kind) || check.bindInterface !== undefined) continue;
        if (!isKnown(check, "connect_ip", "bindto", "bind_if", "host")) continue;
        const given = check.addresses.findLast((address) => address.keyword === "connect_ip");
        const address = given?.value ?? server.address;
        if (!isLinkLocal(address)) continue;
        report(given?.span ?? check.head, "needs-interface", { params: { address, check: check.kind } });
      }
    }
  },
});

/** In fe80::/10. */
function isLinkLocal(address: string): boolean {
  return /^fe[89ab][0-9a-f]:/.test(address);
}
