/** An instance without interface: keepalived does not start. From 2.3 on unicast with a source address needs none. */
import { isKnown } from "../../model/file-model.ts";
import { certainLinesOf, headOf, linesOf } from "./keepalived-rule.ts";
import { type InstanceReport, type InstanceSubject, instanceRule } from "./vrrp-rule.ts";

export const missingInterface = instanceRule({
  name: "missing-interface",
  code: "KA211",
  severity: "error",
  daemon: "reject",
  check(subject, report) {
    const { file, instance, block } = subject;
    for (const { words } of certainLinesOf(block, "interface"))
      if (words[1]?.value === "lo") report(words[1], "loopback");
    if (file.tree.templated || block.body === undefined || !isKnown(instance, "interface")) return;
    if (linesOf(block, "interface").length > 0) return;
    if (file.target !== "2.2" && mayBeUnicast(subject)) checkUnicast(subject, report);
    else report(headOf(block), "missing", { params: { name: instance.name.value } });
  },
});

function mayBeUnicast({ instance, block }: InstanceSubject): boolean {
  return ["unicast_peer", "unicast_src_ip", "vrf"].some(
    (keyword) => linesOf(block, keyword).length > 0 || !isKnown(instance, keyword),
  );
}

/** What an instance must say when it has no interface. */
function checkUnicast({ instance, block }: InstanceSubject, report: InstanceReport): void {
  const { unicastPeers, unicastSource, addresses, excludedAddresses } = instance;
  const isTold =
    isKnown(instance, "unicast_src_ip", "mcast_src_ip", "vrf") && linesOf(block, "vrf").length === 0;
  if (!isTold || unicastPeers.length === 0) return;
  const [link] = ["use_vmac", "use_ipvlan"].flatMap((keyword) => certainLinesOf(block, keyword));
  if (link !== undefined) report(link.words[0], "vmac", { params: { keyword: link.words[0].value } });
  if (linesOf(block, "unicast_src_ip").length + linesOf(block, "mcast_src_ip").length === 0)
    report(headOf(block), "source", { params: { name: instance.name.value } });
  else if (unicastSource !== undefined && /^fe[89ab]/.test(unicastSource.value))
    report(unicastSource.span, "link-local", { params: { address: unicastSource.value } });
  else if (unicastSource !== undefined) {
    for (const { address, device, readable, span } of [...addresses, ...excludedAddresses])
      if (readable && device === undefined) report(span, "device", { params: { address } });
  }
}
