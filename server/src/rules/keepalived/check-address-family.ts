/** A checker that is to connect from an IPv4 address to an IPv6 one or the other way round: keepalived drops the line. */
import { isKnown, type Located } from "../../model/file-model.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

export const checkAddressFamily = virtualServerRule({
  name: "check-address-family",
  code: "KA319",
  severity: "error",
  daemon: "reject",
  check({ virtual, place }, report) {
    for (const server of virtual.realServers) {
      for (const check of server.checks) {
        if (!isKnown(check, "connect_ip", "bindto", "host")) continue;
        // Each line must suit what the lines above have set. An SMTP_CHECK does not know the real server by then.
        let to: Located<4 | 6> | undefined =
          check.kind === "SMTP_CHECK" ? undefined : { value: server.family, span: server.head };
        let from: Located<4 | 6> | undefined;
        for (const { keyword, family, span } of check.addresses) {
          const other = keyword === "bindto" ? to : from;
          if (other !== undefined && other.value !== family)
            report(span, "differs", {
              params: { name: keyword, family, other: other.value },
              related: [{ place: place(other.span), message: { id: "other" } }],
            });
          else if (keyword === "bindto") from = { value: family, span };
          else to = { value: family, span };
        }
      }
    }
  },
});
