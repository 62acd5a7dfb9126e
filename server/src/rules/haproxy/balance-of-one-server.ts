/** `balance` in a proxy with a single server: there is nothing to choose. */
import { haproxyRule, headOf, isBackend, isComplete, isUncertain, proxiesHere } from "./haproxy-rule.ts";
import { serversOf } from "./servers.ts";

export const balanceOfOneServer = haproxyRule({
  name: "balance-of-one-server",
  code: "HA373",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  needs: ["balance"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject).filter(isBackend)) {
      const balance = section.lines.findLast(({ keyword }) => keyword === "balance");
      if (balance === undefined || isUncertain(balance)) continue;
      const [only, another] = serversOf(section, unit);
      if (only === undefined || another !== undefined || only.line.keyword !== "server" || only.unclear)
        continue;
      report({ file, span: headOf(balance.directive) }, "single", { params: { name: only.name.value } });
    }
  },
});
