/** Unicast keywords without a peer: keepalived goes on with multicast, and takes `unicast_ttl` back. */
import { cutMask } from "../../dialects/keepalived/values.ts";
import { parseAddress } from "../../model/address.ts";
import { familyOf } from "../../model/vrrp-effective.ts";
import type { Directive } from "../../syntax/tree.ts";
import { headOf, isReadable, linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

const keywords = ["unicast_src_ip", "unicast_peer", "check_unicast_src", "old_unicast_checksum"];

export const unicastWithoutPeers = instanceRule({
  name: "unicast-without-peers",
  code: "KA240",
  severity: "error",
  daemon: "reject",
  check({ file, instance, block }, report) {
    if (file.tree.templated || block.body === undefined || !isReadable(block)) return;
    if (linesOf(block, "unicast_peer").some((list) => (list.body?.children.length ?? 0) > 0)) return;
    const [ttl] = linesOf(block, "unicast_ttl");
    if (ttl?.words[1] !== undefined && /^\d{1,2}$|^[01]\d\d$|^2[0-4]\d$|^25[0-5]$/.test(ttl.words[1].value))
      report(headOf(ttl), "ttl");
    if (linesOf(block, "unicast_fault_no_peer").length > 0) return;
    const family = familyOf(instance);
    const unicast = keywords
      .flatMap((keyword) => linesOf(block, keyword))
      .find((line) => line.words[0].value !== "unicast_src_ip" || isTaken(line, family));
    if (unicast === undefined) return;
    const name = unicast.words[0].value;
    report(unicast.words[0], name === "unicast_peer" ? "empty" : "no-peers", { params: { name } });
  },
});

/** A source address of another family is dropped before it counts. */
function isTaken(line: Directive, family: 4 | 6 | undefined): boolean {
  const address = parseAddress(cutMask(line.words[1]?.value ?? ""));
  return address !== undefined && address.family === family;
}
