/** One virtual address given twice: in an instance, or in two instances that then take it from each other. */
import type { Verdict } from "../../catalogue/entry.ts";
import type { VirtualAddress, VrrpInstance } from "../../model/vrrp.ts";
import { keepalivedRule } from "./vrrp-rule.ts";

interface Holder {
  readonly instance: VrrpInstance;
  readonly address: VirtualAddress;
}

export const duplicateVirtualAddress = keepalivedRule({
  name: "duplicate-virtual-address",
  code: "KA219",
  severity: "error",
  daemon: "silent",
  check({ file }, report) {
    if (file.tree.templated) return;
    const first = new Map<string, Holder>();
    for (const instance of file.model.vrrp?.instances ?? []) {
      for (const address of [...instance.addresses, ...instance.excludedAddresses]) {
        const device = address.device ?? instance.interface?.value;
        if (device === undefined) continue;
        const key = `${device} ${address.address}`;
        const earlier = first.get(key);
        if (earlier === undefined) {
          first.set(key, { instance, address });
          continue;
        }
        const same = earlier.instance === instance;
        const daemon: Verdict = same && file.target !== "2.2" ? "reject" : "silent";
        report({ file, span: address.span }, same ? "twice" : "in-two-instances", {
          params: { address: address.address, other: earlier.instance.name.value },
          daemon,
          severity: same ? "warning" : "error",
          related: [{ place: { file, span: earlier.address.span }, message: { id: "first" } }],
        });
      }
    }
  },
});
