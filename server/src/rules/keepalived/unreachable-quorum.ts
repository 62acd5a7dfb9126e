/** A quorum above the weight of all real servers together: keepalived lowers it. */
import { isKnown } from "../../model/file-model.ts";
import { totalWeight, virtualServerRule } from "./virtual-server-rule.ts";

export const unreachableQuorum = virtualServerRule({
  name: "unreachable-quorum",
  code: "KA305",
  severity: "warning",
  daemon: "reject",
  check({ virtual, kept }, report) {
    const { quorum, head } = virtual;
    const total = totalWeight(virtual);
    if (!kept || total === undefined || !isKnown(virtual, "quorum")) return;
    if (total === 0) report(quorum?.span ?? head, "no-weight", { severity: "error" });
    else if (quorum !== undefined && quorum.value > total)
      report(quorum.span, "above", { params: { quorum: quorum.value, total } });
  },
});
