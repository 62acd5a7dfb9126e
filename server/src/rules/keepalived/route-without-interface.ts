/** keepalived before 2.3.2 can not watch a route that names no interface, and says so. */
import { matchOf } from "../../catalogue/check.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export const routeWithoutInterface = keepalivedRule({
  name: "route-without-interface",
  code: "KA232",
  severity: "info",
  daemon: "reject",
  check({ file }, report) {
    if (file.target !== "2.2") return;
    for (const known of file.checked.known.values()) {
      const { directive, scope, conditional } = known;
      if (conditional) continue;
      if (scope !== "static_routes" && scope !== "vrrp_instance/virtual_routes") continue;
      const words = directive.words.map((word) => word.value);
      // What stands behind `nexthop` is that hop's interface, not the route's.
      const nexthop = words.indexOf("nexthop");
      const own = nexthop < 0 ? words : words.slice(0, nexthop);
      if (own.includes("dev") || own.includes("oif") || words.includes("no_track")) continue;
      if (directive.words.some((word) => word.unknown !== undefined)) continue;
      // A route that keepalived can not read it drops.
      const { matched, failure } = matchOf(file.checked, known);
      if (failure !== undefined || matched.some(({ reading }) => reading?.problem !== undefined)) continue;
      const last = directive.words[directive.words.length - 1] ?? directive.words[0];
      report({ file, span: { start: directive.words[0].start, end: last.end } }, "untracked");
    }
  },
});
