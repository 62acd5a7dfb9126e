/** A BFD session between an IPv4 and an IPv6 address: keepalived switches it off. */
import { isKnown } from "../../model/file-model.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export const bfdFamilyMismatch = keepalivedRule({
  name: "bfd-family-mismatch",
  code: "KA322",
  severity: "error",
  daemon: "reject",
  check({ file }, report) {
    if (file.tree.templated) return;
    for (const session of file.model.lvs?.bfdSessions ?? []) {
      const { name, neighbor, source } = session;
      if (neighbor === undefined || source === undefined || !isKnown(session, "neighbor_ip", "source_ip"))
        continue;
      if (neighbor.family === source.family) continue;
      report({ file, span: source.span }, "differs", {
        params: { name: name.value },
        related: [{ place: { file, span: neighbor.span }, message: { id: "neighbor" } }],
      });
    }
  },
});
