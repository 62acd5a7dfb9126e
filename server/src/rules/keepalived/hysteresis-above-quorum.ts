/** A hysteresis that is not below the quorum: keepalived lowers it. */
import { isKnown } from "../../model/file-model.ts";
import { totalWeight, virtualServerRule } from "./virtual-server-rule.ts";

export const hysteresisAboveQuorum = virtualServerRule({
  name: "hysteresis-above-quorum",
  code: "KA306",
  severity: "warning",
  daemon: "reject",
  check({ virtual, kept }, report) {
    const { hysteresis } = virtual;
    if (!kept || hysteresis === undefined) return;
    const total = totalWeight(virtual);
    // Without any weight the quorum is what is wrong.
    if (total === undefined || total === 0) return;
    const quorum = Math.min(virtual.quorum?.value ?? 1, total);
    if (!isKnown(virtual, "quorum", "hysteresis") || hysteresis.value < quorum) return;
    report(hysteresis.span, "above", {
      params: { hysteresis: hysteresis.value, quorum, lowered: quorum - 1 },
    });
  },
});
