/** The address of a virtual server that no instance holds: packets for it do not come here. */
import { isComplete } from "./keepalived-rule.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";
import { modelsOf } from "./vrrp-rule.ts";

export const virtualServerWithoutVip = virtualServerRule({
  name: "virtual-server-without-vip",
  code: "KA316",
  severity: "info",
  daemon: "silent",
  check({ unit, virtual }, report) {
    const { service } = virtual;
    if (service.kind !== "address" || !isComplete(unit)) return;
    const models = modelsOf(unit);
    const instances = models.flatMap((model) => model.instances);
    if (instances.length === 0) return;
    const lists = ["virtual_ipaddress", "virtual_ipaddress_excluded", "include", "*"];
    if (instances.some((instance) => lists.some((list) => instance.unknown.has(list)))) return;
    const held = [
      ...instances.flatMap((instance) => [...instance.addresses, ...instance.excludedAddresses]),
      ...models.flatMap((model) => model.staticAddresses),
    ];
    if (held.some((entry) => entry.address === service.address)) return;
    report(service.span, "not-held", { params: { address: service.address } });
  },
});
