/** keepalived before 2.3.2 can not watch a route that names no interface, and says so. */
import { keepalivedRule } from "./vrrp-rule.ts";

/** Words that make keepalived leave a route alone, or that give it an interface. */
const settled = new Set([
  "dev",
  "oif",
  "no_track",
  "nexthop",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
  "local",
  "multicast",
  "broadcast",
  "nat",
  "protocol",
  "vrf",
  "or",
]);

export const routeWithoutInterface = keepalivedRule({
  name: "route-without-interface",
  code: "KA232",
  severity: "info",
  daemon: "reject",
  check({ file }, report) {
    if (file.target !== "2.2") return;
    for (const { directive, scope } of file.checked.known.values()) {
      if (scope !== "static_routes" && scope !== "vrrp_instance/virtual_routes") continue;
      if (directive.words.some((word) => word.unknown !== undefined || settled.has(word.value))) continue;
      if (!directive.words.some((word) => word.value === "via")) continue;
      const last = directive.words[directive.words.length - 1] ?? directive.words[0];
      report({ file, span: { start: directive.words[0].start, end: last.end } }, "untracked");
    }
  },
});
