/** A virtual server that is chosen by firewall mark takes every protocol: `protocol` is ignored there. */
import { headOf, keepalivedRule, linesOf, removeLines } from "./vrrp-rule.ts";

export const fwmarkWithProtocol = keepalivedRule({
  name: "fwmark-with-protocol",
  code: "KA230",
  severity: "warning",
  daemon: "reject",
  check({ file }, report) {
    for (const node of file.tree.children) {
      if (
        node.kind !== "directive" ||
        node.conditional ||
        node.words[0].value !== "virtual_server" ||
        node.words[1]?.value !== "fwmark"
      )
        continue;
      for (const line of linesOf(node, "protocol")) {
        report({ file, span: line }, "ignored", {
          related: [{ place: { file, span: headOf(node) }, message: { id: "fwmark" } }],
          fixes: [removeLines("remove", "safe", file, line)],
        });
      }
    }
  },
});
