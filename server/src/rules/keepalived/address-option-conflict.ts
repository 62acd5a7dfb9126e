/** Options of an address that do not go together or not with its family: keepalived drops the option, or the address. */
import type { Verdict } from "../../catalogue/entry.ts";
import { parseAddress } from "../../model/address.ts";
import { type AddressEntry, optionOf } from "../../model/entries.ts";
import type { VrrpInstance } from "../../model/vrrp.ts";
import { familyOf } from "../../model/vrrp-effective.ts";
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Fix, Severity } from "../rule.ts";
import { blockAt, certainLinesOf, keepalivedRule } from "./keepalived-rule.ts";
import { instancesIn } from "./vrrp-rule.ts";

interface Conflict {
  readonly id: string;
  readonly span: Span;
  readonly severity?: Severity;
  readonly daemon?: Verdict;
  readonly fix?: "option";
}

export const addressOptionConflict = keepalivedRule({
  name: "address-option-conflict",
  code: "KA258",
  severity: "warning",
  daemon: "reject",
  check({ file }, report) {
    const placed = instancesIn(file).flatMap((instance) =>
      [...instance.addresses, ...instance.excludedAddresses].map((entry) => ({ entry, instance })),
    );
    const unplaced = (file.model.vrrp?.staticAddresses ?? []).map((entry) => ({
      entry,
      instance: undefined,
    }));
    for (const { entry, instance } of [...placed, ...unplaced]) {
      if (!entry.readable) continue;
      const device = entry.device ?? instance?.interface?.value ?? "";
      const isOnVmac = usesVmac(file, instance, entry);
      for (const { id, span, fix, ...details } of conflictsOf(entry, device, isOnVmac)) {
        const { address, prefix = 32, peer, label } = entry;
        report({ file, span }, id, {
          ...details,
          params: { address, prefix, peer: peer?.value ?? "", label: label?.value ?? "", device },
          fixes: fix === undefined ? [] : [removeOption(file, span)],
        });
      }
    }
  },
});

function* conflictsOf(entry: AddressEntry, device: string, vmac: boolean): Generator<Conflict> {
  const { family, prefix, peer } = entry;
  const peerOption = optionOf(entry, "peer");
  const broadcast = optionOf(entry, "brd") ?? optionOf(entry, "broadcast");
  if (family === 6) {
    for (const name of ["label", "scope"]) {
      const option = optionOf(entry, name);
      if (option !== undefined) yield { id: `ipv6-${name}`, span: option.span, fix: "option" };
    }
    if (broadcast !== undefined)
      yield { id: "ipv6-broadcast", span: broadcast.span, severity: "error", fix: "option" };
  } else if (broadcast !== undefined && peer !== undefined) {
    yield { id: "peer-broadcast", span: broadcast.span, fix: "option" };
  } else if (broadcast !== undefined && /^[+-]$/.test(entry.broadcast?.value ?? "") && (prefix ?? 32) > 30) {
    yield { id: "no-broadcast", span: broadcast.span, fix: "option" };
  }
  const peerAddress = peer === undefined ? undefined : parseAddress(peer.value);
  if (peerOption !== undefined && peerAddress !== undefined) {
    if (peerAddress.family !== family)
      yield { id: "peer-family", span: peerOption.span, severity: "error", fix: "option" };
    else if (prefix !== undefined && prefix !== (family === 4 ? 32 : 128))
      yield { id: "peer-prefix", span: entry.span };
  }
  const label = optionOf(entry, "label");
  if (family === 4 && label !== undefined && device !== "" && !entry.label?.value.startsWith(device))
    yield { id: "label-device", span: label.span, severity: "hint", daemon: "silent" };
  const own = optionOf(entry, "use_vmac");
  if (own !== undefined && vmac) yield { id: "use-vmac", span: own.span, fix: "option" };
}

/** True where the instance puts the address on a VMAC of its own already. */
function usesVmac(file: SourceFile, instance: VrrpInstance | undefined, entry: AddressEntry): boolean {
  const block = instance === undefined ? undefined : blockAt(file, instance.span);
  if (instance === undefined || block === undefined || entry.family !== familyOf(instance)) return false;
  if (entry.device !== undefined && entry.device !== instance.interface?.value) return false;
  return certainLinesOf(block, "use_vmac").length > 0;
}

/** The option goes with the blanks in front of it. */
function removeOption(file: SourceFile, { start, end }: Span): Fix {
  const blanks = /[^\S\n]*$/.exec(file.text.slice(0, start))?.[0].length ?? 0;
  return {
    title: { id: "remove" },
    safety: "safe",
    edits: [{ span: { start: start - blanks, end }, text: "" }],
  };
}
