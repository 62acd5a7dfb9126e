/** `balance` beside one of the old ways to choose a server. */
import { effective, haproxyRule, headOf, isBackend, isComplete, proxiesHere } from "./haproxy-rule.ts";

export const balanceConflict = haproxyRule({
  name: "balance-conflict",
  code: "HA258",
  severity: "error",
  daemon: "reject",
  needs: ["dispatch", "transparent", "http_proxy"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject).filter(isBackend)) {
      const { lines } = effective(section, unit);
      const last = (keyword: string) => lines.findLast((line) => line.keyword === keyword);
      const balance = last("balance");
      const transparent = last("option transparent");
      const dispatch = last("dispatch");
      if (balance === undefined || balance.known.conditional) continue;
      if (
        transparent !== undefined &&
        !transparent.known.conditional &&
        transparent.directive.prefixes.length === 0
      ) {
        const own = [transparent, balance].find((line) => section.lines.includes(line));
        report({ file, span: headOf(own?.directive ?? section.directive) }, "transparent");
      } else if (dispatch !== undefined && !dispatch.known.conditional)
        report({ file, span: headOf(dispatch.directive) }, "dispatch", {
          severity: "warning",
          daemon: "warn",
        });
    }
  },
});
