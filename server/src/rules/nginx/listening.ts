/** Which sockets the servers of a configuration listen on, as nginx compares them. */
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import { parseAddress } from "../../model/address.ts";
import type { Directive } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { blocksIn, type OpenedBlock, type Statement } from "./blocks.ts";

export interface Listening {
  readonly statement: Statement;
  /** Canonical address, `*` for every IPv4 address, or a socket's path; a host name as written. */
  readonly address: string;
  readonly ports: readonly [number, number];
  readonly protocol: "tcp" | "udp";
  readonly options: readonly string[];
}

export interface Server {
  readonly block: OpenedBlock;
  readonly listenings: readonly Listening[];
}

/** The servers of http in the order nginx reads them, those of stream, those of mail. */
export const serversOf = serversIn("server");
export const streamServersOf = serversIn("stream-server");
export const mailServersOf = serversIn("mail-server");

function serversIn(scope: string): (unit: Unit, snapshot: Snapshot) => readonly Server[] {
  return remembered((unit: Unit, snapshot: Snapshot) =>
    blocksIn(unit, snapshot, scope).map((block) => ({
      block,
      listenings: block.called("listen").flatMap((statement) => readListen(statement) ?? []),
    })),
  );
}

function readListen(statement: Statement): Listening | undefined {
  const found = socketOf(statement.directive);
  return found === undefined ? undefined : { statement, ...found };
}

const socketOf = remembered(({ words }: Directive): Omit<Listening, "statement"> | undefined => {
  const [, word, ...options] = words;
  if (word === undefined || words.some((w) => w.unknown !== undefined)) return undefined;
  const found = parseEndpoint(word.value, true);
  if (found.badPort !== undefined) return undefined;
  const values = options.map((o) => o.value);
  const address = found.socket ? `unix:${found.host}` : canonical(found.host);
  return {
    address,
    ports: found.socket ? [0, 0] : (found.ports ?? [80, 80]),
    protocol: values.includes("quic") || values.includes("udp") ? "udp" : "tcp",
    options: values,
  };
});

function canonical(host: string): string {
  const address = parseAddress(host);
  if (address === undefined) return host;
  return address.text === "0.0.0.0" ? "*" : address.text;
}

/** True where both are one socket. */
export function sameSocket(a: Listening, b: Listening): boolean {
  return (
    a.address === b.address &&
    a.protocol === b.protocol &&
    a.ports[0] <= b.ports[1] &&
    b.ports[0] <= a.ports[1]
  );
}

/** A server with one of the sockets that it listens on. */
export interface ServerOnSocket {
  readonly server: Server;
  readonly listening: Listening;
}

/** Which servers are on each socket, in nginx's order; a range of ports is a socket of its own. */
export function bySocket(servers: readonly Server[]): readonly (readonly ServerOnSocket[])[] {
  const sockets = new Map<string, ServerOnSocket[]>();
  for (const server of servers) {
    for (const listening of server.listenings) {
      const socket = `${listening.protocol} ${spellSocket(listening)}`;
      const same = sockets.get(socket);
      if (same === undefined) sockets.set(socket, [{ server, listening }]);
      else same.push({ server, listening });
    }
  }
  return [...sockets.values()];
}

/** The server that answers on a socket where no name decides. */
export function defaultOn(places: readonly ServerOnSocket[]): ServerOnSocket | undefined {
  return places.find(({ listening }) => isDefault(listening)) ?? places[0];
}

/** True where a client makes a TLS handshake, that of QUIC included. */
export function isEncrypted({ options }: Listening): boolean {
  return options.includes("ssl") || options.includes("quic");
}

/** Only this host reaches it. */
export function isLocal({ address }: Listening): boolean {
  return /^(?:127\.|::1$|unix:)/.test(address);
}

export function isDefault(listening: Listening): boolean {
  return listening.options.includes("default_server") || listening.options.includes("default");
}

/** The word of an option, for its place. */
export function optionWord(
  directive: Directive,
  test: (value: string) => boolean,
): Directive["words"][number] | undefined {
  return directive.words.find((word, i) => i > 1 && test(word.value));
}

export function spellSocket({ address, ports }: Listening): string {
  if (address.startsWith("unix:")) return address;
  return `${address.includes(":") ? `[${address}]` : address}:${ports[0]}`;
}
