/** Two blocks for one service: they share one entry in the kernel and undo each other's work. */
import { isKnown } from "../../model/file-model.ts";
import type { VirtualServer } from "../../model/lvs.ts";
import type { Place } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { lvsModelsOf } from "./virtual-server-rule.ts";

export const duplicateVirtualServer = keepalivedRule({
  name: "duplicate-virtual-server",
  code: "KA303",
  severity: "error",
  daemon: "silent",
  check({ file, unit }, report) {
    if (lvsModelsOf(unit).length === 0) return;
    const first = new Map<string, Place>();
    for (const other of unit.files) {
      if (other.tree.templated) return;
      for (const virtual of other.model.lvs?.virtualServers ?? []) {
        const key = keyOf(virtual);
        if (key === undefined) continue;
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, { file: other, span: virtual.head });
        else if (other === file)
          report({ file, span: virtual.head }, "duplicate", {
            related: [{ place: earlier, message: { id: "first" } }],
          });
      }
    }
  },
});

/** What the kernel tells services by. Two blocks for a group may be meant for its two address families. */
function keyOf(virtual: VirtualServer): string | undefined {
  const { service, protocol, familyLine, realServers } = virtual;
  if (service.kind === "group" || !isKnown(virtual, "protocol", "ip_family", "real_server")) return undefined;
  if (service.kind === "address") return `${service.address} ${service.port} ${protocol?.value ?? "UDP"}`;
  const [family] = [familyLine?.value, ...realServers.map((server) => server.family)].filter(
    (f) => f !== undefined,
  );
  return `fwmark ${service.mark} ${family ?? ""}`;
}
