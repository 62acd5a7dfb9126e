/** A server that is the proxy's own listener: what is sent there comes back, until no connection is left. */
import { type Address, parseAddress } from "../../dialects/haproxy/address.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import {
  backendNamed,
  effective,
  haproxyRule,
  isComplete,
  type Section,
  sectionsOf,
} from "./haproxy-rule.ts";
import { isLoopback } from "./listening.ts";

export const serverIsItself = haproxyRule({
  name: "server-is-itself",
  code: "HA357",
  severity: "warning",
  daemon: "silent",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const section of sectionsOf(file)) {
      if (section.kind !== "frontend" && section.kind !== "listen") continue;
      const pool = onlyPoolOf(section, unit);
      if (pool?.file !== file || effective(section, unit).disabled) continue;
      for (const { keyword, directive, known } of pool.lines) {
        const [, name, target] = directive.words;
        if (keyword !== "server" || known.conditional || name === undefined || target?.unknown !== undefined)
          continue;
        if (target === undefined || target.value.includes("$")) continue;
        const address = parseAddress(target.value);
        const own = bindsOf(section).find((bind) => takes(bind.address, address));
        if (own === undefined) continue;
        report({ file, span: target }, "itself", {
          params: { name: name.value, section: section.name?.value ?? "" },
          related: [{ place: { file, span: own.span }, message: { id: "listens" } }],
        });
      }
    }
  },
});

/** Where all goes that comes to a proxy; `undefined` where a condition decides, which may know what has come back. */
function onlyPoolOf(section: Section, unit: Unit): Section | undefined {
  const { lines } = effective(section, unit);
  if (lines.some(({ keyword, known }) => keyword === "use_backend" || known.conditional)) return undefined;
  const backend = lines.findLast(({ keyword }) => keyword === "default_backend")?.directive.words[1];
  if (backend !== undefined)
    return backend.unknown === undefined ? backendNamed(unit, backend.value) : undefined;
  return section.kind === "listen" ? section : undefined;
}

function bindsOf({ lines }: Section) {
  return lines.flatMap(({ keyword, directive: { words } }) => {
    const [, word] = words;
    if (keyword !== "bind" || word === undefined || word.unknown !== undefined || word.value.includes("$"))
      return [];
    if (words.some(({ value }) => value === "namespace" || value === "interface")) return [];
    return word.value.split(",").map((part) => ({ address: parseAddress(part), span: word }));
  });
}

/** True where a connection to the second address comes to a listener on the first. */
function takes(bind: Address, server: Address): boolean {
  if (bind.local || server.local) return bind.local && server.local && bind.host === server.host;
  const port = server.ports?.[0];
  if (bind.ports === undefined || port === undefined || port < bind.ports[0] || port > bind.ports[1])
    return false;
  if (bind.datagram || server.datagram) return false;
  const every = server.host.includes(":") ? ["::"] : ["", "*", "0.0.0.0"];
  return bind.host === server.host || (every.includes(bind.host) && isLoopback(server.host));
}
