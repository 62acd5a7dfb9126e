/** A virtual address without a prefix length that lies in none of the networks that the file shows on its interface. */
import { networkEnds, parseAddress } from "../../model/address.ts";
import type { AddressEntry } from "../../model/entries.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { instancesIn, instancesOf } from "./vrrp-rule.ts";

export const virtualAddressOutsideNetwork = keepalivedRule({
  name: "virtual-address-outside-network",
  code: "KA265",
  severity: "hint",
  daemon: "silent",
  check({ file, unit }, report) {
    const instances = instancesIn(file);
    if (instances.length === 0 || file.tree.templated) return;
    const networks = networksOf(unit);
    for (const instance of instances) {
      const link = instance.interface?.value ?? "";
      const source = instance.unicastSource ?? instance.multicastSource;
      if (source === undefined) continue;
      const network = networks.get(link)?.find((one) => contains(one, source.value));
      if (network === undefined) continue;
      for (const { address, prefix, device, span } of instance.addresses) {
        if (prefix !== undefined || device !== undefined || contains(network, address) !== false) continue;
        report({ file, span }, "outside", {
          params: { address, interface: link },
          related: [{ place: { file, span: source.span }, message: { id: "source" } }],
        });
      }
    }
  },
});

/** How many addresses of one interface are looked at to learn its network. */
const maxLookedAt = 50;

/** By interface the addresses with a prefix length that lie on it. */
function networksOf(unit: Unit): Map<string, AddressEntry[]> {
  const networks = new Map<string, AddressEntry[]>();
  for (const { instance } of instancesOf(unit)) {
    const link = instance.interface?.value ?? "";
    const known = networks.get(link) ?? [];
    networks.set(link, known);
    for (const address of instance.addresses)
      if (address.prefix !== undefined && address.device === undefined && known.length < maxLookedAt)
        known.push(address);
  }
  return networks;
}

/** Whether the network that an address with a prefix length is in holds another one; `undefined` where there is none. */
function contains({ address, prefix }: AddressEntry, other: string): boolean | undefined {
  const own = parseAddress(address);
  const asked = parseAddress(other);
  if (own === undefined || asked === undefined || own.family !== asked.family) return undefined;
  if (prefix === undefined || prefix < 8 || prefix > (own.family === 4 ? 30 : 64)) return undefined;
  const [first] = networkEnds(own, prefix);
  return first.text === networkEnds(asked, prefix)[0].text;
}
