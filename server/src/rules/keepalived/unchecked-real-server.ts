/** A real server that nothing checks: it gets connections whether it answers or not. */
import { isKnown } from "../../model/file-model.ts";
import type { RealServer } from "../../model/lvs.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

export const uncheckedRealServer = virtualServerRule({
  name: "unchecked-real-server",
  code: "KA312",
  severity: "warning",
  daemon: "silent",
  check({ virtual }, report) {
    const { realServers } = virtual;
    const unchecked = realServers.filter(isUnchecked);
    // One finding says it where none of them is checked.
    if (unchecked.length === realServers.length && realServers.length > 1 && isKnown(virtual, "real_server"))
      report(virtual.head, "all");
    else for (const server of unchecked) report(server.head, "one");
  },
});

function isUnchecked(server: RealServer): boolean {
  return server.checks.length === 0 && server.unknown.size === 0;
}
