/** With IPv6 multicast strict mode wants a link-local address first: it is what the adverts name the router by. */
import { isKnown } from "../../model/file-model.ts";
import { familyOf, strictMode } from "../../model/vrrp-effective.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const strictNeedsLinkLocal = instanceRule({
  name: "strict-needs-link-local",
  code: "KA256",
  severity: "warning",
  daemon: "reject",
  check({ file, instance, globals }, report) {
    const [first] = instance.addresses.filter((address) => address.family === 6);
    if (first === undefined || familyOf(instance) !== 6 || file.tree.templated) return;
    if (strictMode(instance, globals) === undefined || instance.unicastPeers.length > 0) return;
    if (!isKnown(instance, "virtual_ipaddress", "unicast_peer") || /^fe[89ab]/.test(first.address)) return;
    report(first.span, "not-link-local", { params: { address: first.address } });
  },
});
