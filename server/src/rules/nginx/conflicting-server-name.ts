/** Two servers with one name on one socket: nginx says so and never chooses the second (ngx_http_server_names). */
import type { Piece } from "../../catalogue/check.ts";
import type { Span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isTemplated } from "../../workspace/units.ts";
import { statementsCalled } from "./blocks.ts";
import { type Server, serversOf, spellSocket } from "./listening.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const conflictingServerName = nginxRule({
  name: "conflicting-server-name",
  code: "NG211",
  severity: "warning",
  daemon: "warn",
  check({ file, unit, snapshot }, report) {
    for (const { first, second, socket } of conflicts(unit, snapshot)) {
      if (second.file !== file) continue;
      report({ file, span: second.place }, second.spelled === "" ? "no-name" : "conflict", {
        params: { name: second.spelled, socket },
        related: [{ place: { file: first.file, span: first.place }, message: { id: "first" } }],
      });
    }
  },
});

interface ServerName {
  readonly spelled: string;
  /** `.example.org` claims the name and everything under it. */
  readonly claimed: readonly string[];
  readonly place: Span;
  readonly file: SourceFile;
}

interface Conflict {
  readonly first: ServerName;
  readonly second: ServerName;
  readonly socket: string;
}

/** False where no two servers have a name and a port in common: most often that is soon seen. */
function mayConflict({ files }: Unit): boolean {
  const claims = new Set<string>();
  for (const claim of files.flatMap(({ checked }) => checked.pieces.flatMap(roughClaims))) {
    if (claim === "" || claims.has(claim)) return true;
    claims.add(claim);
  }
  return false;
}

/** What a server claims, by port; an empty one where an include may add to it. */
const roughClaims = remembered(({ node }: Piece): readonly string[] => {
  if (node.kind !== "directive" || node.words[0].value !== "server") return [];
  const lines = (node.body?.children ?? []).flatMap((line) =>
    line.kind === "directive" ? [line.words] : [],
  );
  if (lines.some(([{ value }]) => value === "include")) return [""];
  const words = (keyword: string) => lines.filter(([{ value }]) => value === keyword);
  const names = words("server_name").flatMap(([, ...all]) =>
    all.flatMap(({ value }) => claimedBy(value.toLowerCase())),
  );
  const ports = words("listen").map(
    ([, word]) => /(?:^|:)(\d+)(?:-\d+)?$/.exec(word?.value ?? "")?.[1] ?? "80",
  );
  return (names.length === 0 ? ["-"] : names).flatMap((name) =>
    (ports.length === 0 ? ["80"] : [...new Set(ports)]).map((port) => `${port} ${name}`),
  );
});

const conflicts = remembered((unit: Unit, snapshot: Snapshot) => {
  const found = new Map<ServerName, Conflict>();
  if (isTemplated(unit) || !mayConflict(unit)) return [];
  const claims = new Map<string, { readonly server: Server; readonly name: ServerName }>();
  for (const server of serversOf(unit, snapshot)) {
    const names = serverNames(server);
    for (const socket of socketsOf(server)) {
      for (const name of names) {
        for (const claimed of name.claimed) {
          const key = `${socket} ${claimed}`;
          const first = claims.get(key);
          if (first === undefined) claims.set(key, { server, name });
          // One server may say a name twice; of several sockets one is named.
          else if (first.server !== server && !found.has(name)) {
            found.set(name, { first: first.name, second: name, socket: socket.replace(" udp", "") });
          }
        }
      }
    }
  }
  return [...found.values()];
});

function serverNames({ block }: Server): ServerName[] {
  const lines = block.called("server_name");
  if (lines.length === 0) {
    const { file, directive } = block.opener;
    return block.complete ? [{ spelled: "", claimed: [""], place: headOf(directive), file }] : [];
  }
  const words = lines.flatMap(({ file, directive }) =>
    directive.words.slice(1).map((word) => ({ file, word })),
  );
  return words
    .filter(
      ({ word }) => word.unknown === undefined && !word.value.startsWith("~") && !word.value.includes("$"),
    )
    .map(({ file, word }) => ({
      spelled: word.value,
      claimed: claimedBy(word.value.toLowerCase()),
      place: word,
      file,
    }));
}

function claimedBy(name: string): string[] {
  return name.startsWith(".") ? [name.slice(1), `*${name}`] : [name];
}

/** Ranges are compared by their first port: two servers rarely share half a range. */
function socketsOf({ listenings, block }: Server): string[] {
  if (listenings.length === 0)
    return block.complete && !(statementsCalled(block, "listen").length > 0) ? ["*:80"] : [];
  return [
    ...new Set(listenings.map((l) => (l.protocol === "udp" ? `${spellSocket(l)} udp` : spellSocket(l)))),
  ];
}
