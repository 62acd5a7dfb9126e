/** A lower threshold above the upper one: the kernel refuses the real server. */
import { isKnown } from "../../model/file-model.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

export const thresholdOrder = virtualServerRule({
  name: "threshold-order",
  code: "KA313",
  severity: "error",
  daemon: "silent",
  check({ virtual, place }, report) {
    for (const server of virtual.realServers) {
      const { lowerThreshold: lower, upperThreshold: upper } = server;
      if (lower === undefined || !isKnown(server, "lthreshold", "uthreshold")) continue;
      if (lower.value <= (upper?.value ?? 0)) continue;
      if (upper === undefined || upper.value === 0) report(lower.span, "no-upper");
      else
        report(lower.span, "above", {
          params: { lower: lower.value, upper: upper.value },
          related: [{ place: place(upper.span), message: { id: "upper" } }],
        });
    }
  },
});
