/** An IPv4 instance on an ipvlan interface that is given no address: it stays in FAULT. */
import { parseNetwork } from "../../model/address.ts";
import { familyOf } from "../../model/vrrp-effective.ts";
import { certainLinesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const ipvlanWithoutAddress = instanceRule({
  name: "ipvlan-without-address",
  code: "KA260",
  severity: "error",
  daemon: "reject",
  check({ file, instance, block }, report) {
    const [line] = certainLinesOf(block, "use_ipvlan");
    if (line === undefined || familyOf(instance) !== 4 || file.tree.templated) return;
    if (line.words.some((word) => parseNetwork(word.value)?.address.family === 4)) return;
    report(line.words[0], "fault");
  },
});
