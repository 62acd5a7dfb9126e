/** A check that may run longer than the time between two runs: keepalived leaves out the runs that fall due meanwhile. */
import { isCertain, keepalivedRule } from "./keepalived-rule.ts";

export const timeoutAboveInterval = keepalivedRule({
  name: "timeout-above-interval",
  code: "KA278",
  severity: "hint",
  daemon: "silent",
  check({ file }, report) {
    for (const script of file.model.vrrp?.scripts ?? []) {
      const { interval, timeout, unknown } = script;
      if (timeout === undefined || unknown.size > 0 || !isCertain(file, script)) continue;
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
