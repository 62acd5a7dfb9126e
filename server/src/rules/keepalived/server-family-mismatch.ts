/** An IPv4 server behind an IPv6 address or the other way round, which only a tunnel can do: keepalived drops the line. */
import { isKnown } from "../../model/file-model.ts";
import { familySteps } from "../../model/lvs-effective.ts";
import { familyKeywords, serversKnown, virtualServerRule } from "./virtual-server-rule.ts";

export const serverFamilyMismatch = virtualServerRule({
  name: "server-family-mismatch",
  code: "KA304",
  severity: "error",
  daemon: "reject",
  check({ virtual, place }, report) {
    if (!isKnown(virtual, ...familyKeywords) || !serversKnown(virtual, "lvs_method")) return;
    for (const { what, family, span, set } of familySteps(virtual)) {
      if (set === undefined || set.value === family || what === "granularity") continue;
      report(span, what === "ip_family" ? "ip-family" : "server", {
        params: { what, family, other: set.value },
        related: [{ place: place(set.span), message: { id: "set" } }],
      });
    }
  },
});
