/** `balance leastconn` without `slowstart`: a server that comes back has the fewest connections, and gets all that are new. */
import {
  effective,
  haproxyRule,
  headOf,
  isBackend,
  isComplete,
  isUncertain,
  proxiesHere,
} from "./haproxy-rule.ts";
import { isUnchecked, serversOf } from "./servers.ts";

export const leastconnWithoutSlowstart = haproxyRule({
  name: "leastconn-without-slowstart",
  code: "HA372",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  needs: ["leastconn"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject).filter(isBackend)) {
      const balance = effective(section, unit).lines.findLast(({ keyword }) => keyword === "balance");
      if (balance?.directive.words[1]?.value !== "leastconn" || isUncertain(balance)) continue;
      const servers = serversOf(section, unit).filter(({ options }) => !options.has("backup"));
      if (servers.length < 2 || servers.some(({ unclear, options }) => unclear || options.has("slowstart")))
        continue;
      if (servers.every(isUnchecked)) continue;
      const at = section.lines.includes(balance) ? balance.directive : section.directive;
      report({ file, span: headOf(at) }, "burst");
    }
  },
});
