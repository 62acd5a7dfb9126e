/** A `resolvers` section with one name server: when that is gone, so are all servers by name. */
import { parseAddress } from "../../dialects/haproxy/address.ts";
import { haproxyRule, headOf, isUncertain, sectionsHere } from "./haproxy-rule.ts";
import { isLoopback } from "./listening.ts";

export const singleNameserver = haproxyRule({
  name: "single-nameserver",
  code: "HA374",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  needs: ["resolvers"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { kind, lines } of sectionsHere(subject)) {
      if (kind !== "resolvers" || lines.some(({ keyword }) => keyword === "parse-resolv-conf")) continue;
      const [only, another] = lines.filter(({ keyword }) => keyword === "nameserver");
      const address = only?.directive.words[2]?.value;
      if (only === undefined || another !== undefined || isUncertain(only) || address === undefined) continue;
      const { host, local } = parseAddress(address);
      // A resolver of the host itself has others behind it.
      if (local || isLoopback(host) || address.includes("$")) continue;
      report({ file, span: headOf(only.directive) }, "single", {
        params: { name: only.directive.words[1]?.value ?? "" },
      });
    }
  },
});
