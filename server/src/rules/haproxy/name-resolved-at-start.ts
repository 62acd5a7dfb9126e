/** A server by host name: HAProxy does not start where the name does not resolve. */
import { parseAddress } from "../../dialects/haproxy/address.ts";
import { effective, haproxyRule, isBackend, isComplete, sectionsHere } from "./haproxy-rule.ts";
import { type Server, serversOf } from "./servers.ts";

export const nameResolvedAtStart = haproxyRule({
  name: "name-resolved-at-start",
  code: "HA326",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      for (const server of serversOf(section, unit)) {
        if (server.unclear || !isName(server) || startsWithout(server)) continue;
        report({ file, span: server.address }, "resolved", { params: { address: server.address.value } });
      }
    }
  },
});

function isName({ address: { value, unknown } }: Server): boolean {
  const { host, local } = parseAddress(value);
  return (
    !local &&
    unknown === undefined &&
    !value.includes("$") &&
    host !== "localhost" &&
    /^[A-Za-z0-9_.-]*[A-Za-z][A-Za-z0-9_.-]*$/.test(host)
  );
}

/** The name is asked for again later, or `init-addr` has something that needs no resolver: `none` or an address. */
function startsWithout({ options }: Server): boolean {
  if (options.has("resolvers")) return true;
  const methods = options.get("init-addr")?.values[0]?.value.split(",") ?? [];
  return methods.some((method) => method !== "last" && method !== "libc");
}
