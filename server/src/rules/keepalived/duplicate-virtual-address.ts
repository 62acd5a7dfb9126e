/** One virtual address given twice: in an instance, or in two instances that then take it from each other. */
import type { Verdict } from "../../catalogue/entry.ts";
import type { AddressEntry } from "../../model/entries.ts";
import type { VrrpInstance } from "../../model/vrrp.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isTemplated } from "../../workspace/units.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { instancesOf } from "./vrrp-rule.ts";

interface Holder {
  readonly file: SourceFile;
  readonly instance: VrrpInstance;
  readonly address: AddressEntry;
}

export const duplicateVirtualAddress = keepalivedRule({
  name: "duplicate-virtual-address",
  code: "KA219",
  severity: "error",
  daemon: "silent",
  check({ file, unit }, report) {
    if (isTemplated(unit)) return;
    const first = new Map<string, Holder>();
    for (const { file: home, instance } of instancesOf(unit)) {
      // In one instance an address counts once, on whatever interface.
      const own = new Map<string, Holder>();
      for (const address of [...instance.addresses, ...instance.excludedAddresses]) {
        const device = address.device ?? instance.interface?.value ?? "";
        const key = `${device} ${address.address}`;
        const holder = { file: home, instance, address };
        const earlier = own.get(address.address) ?? (device === "" ? undefined : first.get(key));
        if (!own.has(address.address)) own.set(address.address, holder);
        if (!first.has(key)) first.set(key, holder);
        if (earlier === undefined || home !== file) continue;
        const same = earlier.instance === instance;
        const daemon: Verdict = same && file.target !== "2.2" ? "reject" : "silent";
        report({ file, span: address.span }, same ? "twice" : "in-two-instances", {
          params: { address: address.address, other: earlier.instance.name.value },
          daemon,
          severity: same ? "warning" : "error",
          related: [{ place: { file: earlier.file, span: earlier.address.span }, message: { id: "first" } }],
        });
      }
    }
  },
});
