/** Two servers with one name on one socket: nginx says so and never chooses the second (ngx_http_add_server_name…). */
import type { Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type Listening, type Server, serversOf, spellSocket } from "./listening.ts";
import { headOf, isCalled, nginxRule } from "./nginx-rule.ts";

interface Claim {
  readonly file: SourceFile;
  readonly place: { readonly start: number; readonly end: number };
  readonly server: number;
}

export const conflictingServerName = nginxRule({
  name: "conflicting-server-name",
  code: "NG211",
  severity: "warning",
  daemon: "warn",
  check({ file, unit, snapshot }, report) {
    if (unit.files.some((f) => f.tree.templated)) return;
    const claims = new Map<string, Claim>();
    for (const [index, server] of serversOf(unit, snapshot, "server").entries()) {
      const names = namesOf(server);
      const sockets = socketsOf(server);
      if (names === undefined || sockets === undefined) continue;
      const reported = new Set<object>();
      for (const socket of sockets) {
        for (const { spelled, claimed, place, file: owner } of names) {
          for (const name of claimed) {
            const key = `${socket} ${name}`;
            const first = claims.get(key);
            if (first === undefined) claims.set(key, { file: owner, place, server: index });
            else if (first.server !== index && owner === file && !reported.has(place)) {
              reported.add(place);
              report({ file, span: place }, spelled === "" ? "no-name" : "conflict", {
                params: { name: spelled, socket },
                related: [{ place: { file: first.file, span: first.place }, message: { id: "first" } }],
              });
            }
          }
        }
      }
    }
  },
});

interface ServerName {
  readonly spelled: string;
  /** `.example.org` claims the name and everything under it. */
  readonly claimed: readonly string[];
  readonly place: Word | { readonly start: number; readonly end: number };
  readonly file: SourceFile;
}

function namesOf(server: Server): ServerName[] | undefined {
  const lines = server.content.filter((s) => isCalled(s, "server_name"));
  if (lines.length === 0) {
    if (!server.complete) return undefined;
    const { file, directive } = server.block;
    return [{ spelled: "", claimed: [""], place: headOf(directive), file }];
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

function socketsOf({ listenings, complete, content }: Server): string[] | undefined {
  if (listenings.length === 0)
    return complete && !content.some((s) => isCalled(s, "listen")) ? ["*:80"] : undefined;
  return [...new Set(listenings.flatMap(spread))];
}

/** Ranges are compared by their first port: two servers rarely share half a range. */
function spread(listening: Listening): string[] {
  return listening.protocol === "udp" ? [`${spellSocket(listening)} udp`] : [spellSocket(listening)];
}
