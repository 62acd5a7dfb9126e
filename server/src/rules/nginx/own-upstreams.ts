/** Servers whose requests come back to them: all that they get is passed on to an address that they listen on themselves. */
import type { Piece } from "../../catalogue/check.ts";
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import { readLocation } from "../../dialects/nginx/location.ts";
import { parseAddress } from "../../model/address.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { blocksIn, isCalled, type Statement, statementsCalled } from "./blocks.ts";
import { type Listening, type Server, serversOf } from "./listening.ts";

export interface OwnUpstream {
  /** The `server` line of the upstream, or the `proxy_pass` itself. */
  readonly sends: Statement;
  readonly address: string;
  readonly listens: Listening;
}

/** `isOwn` says which addresses are of the host that this nginx runs on. */
export function ownUpstreams(
  unit: Unit,
  snapshot: Snapshot,
  isOwn: (address: string) => boolean,
): OwnUpstream[] {
  if (!unit.files.some(({ checked }) => checked.pieces.some((piece) => hostsIn(piece).some(isOwn))))
    return [];
  const servers = serversOf(unit, snapshot);
  return servers.flatMap((server) => {
    const passed = passedWhole(server);
    if (passed === undefined) return [];
    return membersOf(passed, unit, snapshot).flatMap(({ statement, host, port }): OwnUpstream[] => {
      const address = addressOf(host);
      if (!isOwn(address)) return [];
      const listens = server.listenings.find((listening) => takes(listening, address, port));
      // Of several servers on a socket another one may be chosen by its name.
      const isAlone = servers.every(
        (s) => s === server || !s.listenings.some((l) => takes(l, address, port)),
      );
      return listens !== undefined && isAlone ? [{ sends: statement, address, listens }] : [];
    });
  });
}

function addressOf(host: string): string {
  return host === "localhost" ? "127.0.0.1" : (parseAddress(host)?.text ?? host);
}

/** Where the statements of a piece send to, an upstream's servers among them. */
const hostsIn = remembered(({ known }: Piece): readonly string[] =>
  known.flatMap(({ entry: { name }, directive: { words } }) => {
    const target = words[1]?.value.replace(/^https?:\/\//i, "");
    if ((name !== "server" && name !== "proxy_pass") || target === undefined) return [];
    return [addressOf(parseEndpoint(target, false).host)];
  }),
);

/** The `proxy_pass` that every path comes to unchanged. */
function passedWhole({ block }: Server): Statement | undefined {
  const locations = block.blocks.filter(({ scope }) => scope === "location");
  const [only] = locations;
  if (only?.opener === undefined || locations.length > 1 || !block.complete) return undefined;
  const match = readLocation(only.opener.directive.words.slice(1));
  if (match?.path !== "/" || !match.kind.startsWith("prefix") || only.blocks.length > 0) return undefined;
  const passed = statementsCalled(only, "proxy_pass")[0];
  return /^https?:\/\/[^/$]+\/?$/i.test(passed?.directive.words[1]?.value ?? "") ? passed : undefined;
}

function membersOf(passed: Statement, unit: Unit, snapshot: Snapshot) {
  const [, authority = ""] = /^https?:\/\/([^/]+)/i.exec(passed.directive.words[1]?.value ?? "") ?? [];
  const upstream = upstreamsByName(unit, snapshot).get(authority.toLowerCase());
  const statements = upstream?.statements.filter((s) => isCalled(s, "server")) ?? [passed];
  return statements.flatMap((statement) => {
    const word = statement.directive.words[1];
    if (word === undefined || word.unknown !== undefined) return [];
    const { host, ports, socket } = parseEndpoint(statement === passed ? authority : word.value, false);
    return socket ? [] : [{ statement, host, port: ports?.[0] ?? (/^https:/i.test(word.value) ? 443 : 80) }];
  });
}

const upstreamsByName = remembered(
  (unit: Unit, snapshot: Snapshot) =>
    new Map(
      blocksIn(unit, snapshot, "upstream").map((block) => [
        block.opener.directive.words[1]?.value.toLowerCase() ?? "",
        block,
      ]),
    ),
);

function takes({ address, ports, protocol }: Listening, host: string, port: number): boolean {
  const isEvery = host.includes(":") ? address === "::" : address === "*";
  return protocol === "tcp" && port >= ports[0] && port <= ports[1] && (isEvery || address === host);
}
