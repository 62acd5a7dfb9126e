/** A real server that the virtual server has already: keepalived drops the second. */
import { repeatedServers } from "../../model/lvs-effective.ts";
import { removeLines } from "./keepalived-rule.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

export const duplicateRealServer = virtualServerRule({
  name: "duplicate-real-server",
  code: "KA302",
  severity: "error",
  daemon: "reject",
  check({ file, virtual, kept, place }, report) {
    if (!kept) return;
    for (const [server, first] of repeatedServers(virtual)) {
      report(server.head, "duplicate", {
        related: [{ place: place(first.head), message: { id: "first" } }],
        fixes: [removeLines("remove", "unsafe", file, server.block)],
      });
    }
  },
});
