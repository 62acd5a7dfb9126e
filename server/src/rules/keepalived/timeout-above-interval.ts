/** A check that may run longer than the time between two runs: keepalived leaves out the runs that fall due meanwhile. */
import { blockAt, keepalivedRule } from "./vrrp-rule.ts";

export const timeoutAboveInterval = keepalivedRule({
  name: "timeout-above-interval",
  code: "KA278",
  severity: "hint",
  daemon: "silent",
  check({ file }, report) {
    for (const { span, interval, timeout, unknown } of file.model.vrrp?.scripts ?? []) {
      if (timeout === undefined || unknown.size > 0 || blockAt(file, span)?.conditional === true) continue;
      const every = interval?.value ?? 1;
      if (every <= 0 || timeout.value <= every) continue;
      report({ file, span: timeout.span }, "longer", {
        params: { timeout: String(timeout.value), interval: String(every) },
        related:
          interval === undefined
            ? []
            : [{ place: { file, span: interval.span }, message: { id: "interval" } }],
      });
    }
  },
});
