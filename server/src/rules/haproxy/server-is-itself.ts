/** A server that is the proxy's own listener: what is sent there comes back, until no connection is left. */
import type { Piece } from "../../catalogue/check.ts";
import { type Address, parseAddress } from "../../dialects/haproxy/address.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import {
  backendNamed,
  defaultsOf,
  effective,
  haproxyRule,
  isBackend,
  isComplete,
  isFrontend,
  type Section,
  sectionsHere,
  sectionsIn,
} from "./haproxy-rule.ts";
import { isLoopback } from "./listening.ts";

export const serverIsItself = haproxyRule({
  name: "server-is-itself",
  code: "HA357",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const pool of sectionsHere(subject).filter(isBackend)) {
      const binds = entrancesTo(pool, unit).flatMap(bindsOf);
      for (const { keyword, directive, known } of binds.length === 0 ? [] : pool.lines) {
        const [, name, target] = directive.words;
        if (keyword !== "server" || known.conditional || name === undefined || target?.unknown !== undefined)
          continue;
        if (target === undefined || target.value.includes("$")) continue;
        const address = parseAddress(target.value);
        const own = binds.find((bind) => takes(bind.address, address));
        if (own === undefined) continue;
        report({ file, span: target }, "itself", {
          params: { name: name.value, section: own.section.name?.value ?? "" },
          related: [{ place: { file: own.section.file, span: own.span }, message: { id: "listens" } }],
        });
      }
    }
  },
});

/** The proxies that send all that comes to them to a pool. */
function entrancesTo(pool: Section, unit: Unit): Section[] {
  return [pool, ...(defaultUsers(unit).get(pool.name?.value ?? "") ?? [])].filter(
    (section) =>
      isFrontend(section) && !effective(section, unit).disabled && onlyPoolOf(section, unit) === pool,
  );
}

/** The sections with a `default_backend`, by its name; of one in `defaults` those that take it over. */
const defaultUsers = remembered((unit: Unit): ReadonlyMap<string, readonly Section[]> => {
  const users = new Map<string, Section[]>();
  for (const section of sectionsIn(unit)) {
    for (const name of defaultsNamedIn(section.piece)) {
      const own =
        section.kind === "defaults"
          ? sectionsIn(unit).filter((other) => defaultsOf(other, unit) === section)
          : [section];
      users.set(name, [...(users.get(name) ?? []), ...own]);
    }
  }
  return users;
});

const defaultsNamedIn = remembered(({ known }: Piece): readonly string[] =>
  known.flatMap(({ directive: { words } }) =>
    words[0].value === "default_backend" && words[1] !== undefined ? [words[1].value] : [],
  ),
);

/** Where all goes that comes to a proxy; `undefined` where a condition decides, which may know what has come back. */
function onlyPoolOf(section: Section, unit: Unit): Section | undefined {
  const { lines } = effective(section, unit);
  if (lines.some(({ keyword, known }) => keyword === "use_backend" || known.conditional)) return undefined;
  const backend = lines.findLast(({ keyword }) => keyword === "default_backend")?.directive.words[1];
  if (backend !== undefined)
    return backend.unknown === undefined ? backendNamed(unit, backend.value) : undefined;
  return section.kind === "listen" ? section : undefined;
}

function bindsOf(section: Section) {
  return section.lines.flatMap(({ keyword, directive: { words } }) => {
    const [, word] = words;
    if (keyword !== "bind" || word === undefined || word.unknown !== undefined || word.value.includes("$"))
      return [];
    if (words.some(({ value }) => value === "namespace" || value === "interface")) return [];
    return word.value.split(",").map((part) => ({ section, address: parseAddress(part), span: word }));
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
