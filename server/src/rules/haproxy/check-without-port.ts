/** A health check on a server that has no port to connect to. */
import { type Address, parseAddress } from "../../dialects/haproxy/address.ts";
import { parseAddress as parseIp } from "../../model/address.ts";
import { effective, haproxyRule, isBackend, sectionsHere } from "./haproxy-rule.ts";
import { type Server, serversOf } from "./servers.ts";

export const checkWithoutPort = haproxyRule({
  name: "check-without-port",
  code: "HA209",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      const servers = serversOf(section, unit).filter(({ unclear }) => !unclear);
      for (const server of servers) {
        const { name } = server;
        if (asksAgentWithoutPort(server))
          report({ file, span: name }, "agent", { params: { name: name.value } });
      }
      const all = effective(section, unit).lines;
      // A check may be told its port in other places.
      if (
        all.some(
          ({ keyword }) =>
            keyword === "tcp-check" || keyword === "http-check" || keyword === "option external-check",
        )
      )
        continue;
      for (const server of servers.filter(isCheckedWithoutPort)) {
        const { name, address } = server;
        report({ file, span: address }, "missing", {
          params: { name: name.value, address: address.value },
          // With a host name HAProxy starts, and the check can reach nothing.
          ...(isNumeric(parseAddress(address.value)) ? {} : { severity: "warning", daemon: "silent" }),
        });
      }
    }
  },
});

function asksAgentWithoutPort({ options }: Server): boolean {
  const port = options.get("agent-port")?.values[0]?.value;
  return options.has("agent-check") && (port === undefined || /^0+$/.test(port));
}

function isCheckedWithoutPort({ line, address, options }: Server): boolean {
  if (line.keyword !== "server" || !options.has("check")) return false;
  if (["port", "addr", "track"].some((option) => options.has(option))) return false;
  // A quoted variable alone may be an address with its port, or nothing.
  if (address.unknown !== undefined || address.value.includes("$")) return false;
  const { ports, local } = parseAddress(address.value);
  return !local && !(ports !== undefined && ports[0] > 0);
}

/** One address that needs no resolver: HAProxy takes `80` and `10.1` for names, and looks at none of all addresses. */
function isNumeric({ host }: Address): boolean {
  return parseIp(host)?.bytes.some((byte) => byte !== 0) === true;
}
