/** A route that keepalived drops: it goes nowhere, or its addresses are of two families. */
import { parseNetwork } from "../../model/address.ts";
import { optionOf, type RouteEntry } from "../../model/entries.ts";
import type { Located } from "../../model/file-model.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { instancesIn } from "./vrrp-rule.ts";

export const incompleteRoute = keepalivedRule({
  name: "incomplete-route",
  code: "KA261",
  severity: "error",
  daemon: "reject",
  check({ file }, report) {
    const routes = instancesIn(file).flatMap((instance) => instance.routes);
    for (const route of [...(file.model.vrrp?.staticRoutes ?? []), ...routes]) {
      if (!route.readable) continue;
      const destination = route.destination;
      if (destination === undefined) report({ file, span: route.span }, "destination");
      else {
        const odd = oddAddress(route);
        if (odd !== undefined) report({ file, span: odd.span }, "family", { params: { address: odd.value } });
      }
    }
  },
});

/** The first address that is of another family than one before it. */
function oddAddress(route: RouteEntry): Located<string> | undefined {
  const { destination, via, nexthops } = route;
  const others = ["src", "from"].map((name) => optionOf(route, name)?.values.at(-1));
  const own = [destination, via, ...others].filter((one) => one !== undefined);
  if (own.length + nexthops.length < 2) return undefined;
  const inOrder = own.sort((a, b) => a.span.start - b.span.start);
  const addresses = [...inOrder, ...nexthops.flatMap((hop) => hop.via ?? [])].flatMap((located) => {
    const family = parseNetwork(located.value)?.address.family;
    return family === undefined ? [] : [{ ...located, family }];
  });
  return addresses.find((address) => address.family !== addresses[0]?.family);
}
