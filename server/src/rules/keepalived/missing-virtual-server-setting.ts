/** A virtual server that leaves scheduler, forwarding method or protocol open: keepalived picks one and complains. */
import { headOf, isReadable, keepalivedRule, linesOf } from "./vrrp-rule.ts";

interface Setting {
  readonly name: string;
  readonly names: readonly string[];
  readonly taken: string;
}

const settings: readonly Setting[] = [
  { name: "protocol", names: ["protocol"], taken: "UDP" },
  { name: "lb_algo", names: ["lb_algo", "lvs_sched"], taken: "wlc" },
  { name: "lb_kind", names: ["lb_kind", "lvs_method"], taken: "NAT" },
];

export const missingVirtualServerSetting = keepalivedRule({
  name: "missing-virtual-server-setting",
  code: "KA231",
  severity: "warning",
  daemon: "reject",
  check({ file }, report) {
    if (file.tree.templated) return;
    for (const node of file.tree.children) {
      if (
        node.kind !== "directive" ||
        node.conditional ||
        node.words[0].value !== "virtual_server" ||
        !isReadable(node)
      )
        continue;
      const realServers = linesOf(node, "real_server");
      // Without real servers keepalived drops the whole block, which is another rule's finding.
      if (realServers.length === 0 || node.words[1] === undefined) continue;
      for (const { name, names, taken } of settings) {
        if (name === "protocol" && node.words[1].value === "fwmark") continue;
        if (names.some((written) => linesOf(node, written).length > 0)) continue;
        if (name === "lb_kind" && realServers.some((server) => linesOf(server, "lvs_method").length > 0))
          continue;
        report({ file, span: headOf(node) }, name === "protocol" ? "protocol" : "unset", {
          params: { name, taken },
        });
      }
    }
  },
});
