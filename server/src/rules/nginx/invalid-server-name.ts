/** Server names that nginx refuses where it has to choose among several, and those it only wonders about. */
import type { Directive } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { called, statementsCalled } from "./blocks.ts";
import { type Server, serversOf, spellSocket } from "./listening.ts";
import { nginxRule } from "./nginx-rule.ts";
import { swallowedBy } from "./swallowed-line.ts";

export const invalidServerName = nginxRule({
  name: "invalid-server-name",
  code: "NG226",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    for (const known of called(subject, "server_name")) {
      const { directive, scope } = known;
      if (scope !== "server") continue;
      const end = swallowedBy(file, known)?.start ?? directive.end;
      for (const word of directive.words.slice(1)) {
        if (word.unknown !== undefined || word.value.startsWith("~") || word.value.includes("$")) continue;
        if (word.start >= end) break;
        if (!isName(word.value) && isShared(directive))
          report({ file, span: word }, "invalid", { params: { name: word.value } });
        else if (/[/]/.test(word.value))
          report({ file, span: word }, "suspicious", {
            params: { name: word.value },
            severity: "warning",
            daemon: "warn",
          });
      }
    }

    function isShared(directive: Directive): boolean {
      return sharingServers(unit, snapshot).some(({ block }) =>
        block.called("server_name").some((statement) => statement.directive === directive),
      );
    }
  },
});

/** Servers that share a socket with others: for one alone nginx makes no table of names. */
const sharingServers = remembered((unit: Unit, snapshot: Snapshot): readonly Server[] => {
  const bySocket = new Map<string, Set<Server>>();
  for (const server of serversOf(unit, snapshot)) {
    const sockets = server.listenings.map(spellSocket);
    if (
      sockets.length === 0 &&
      server.block.complete &&
      !(statementsCalled(server.block, "listen").length > 0)
    )
      sockets.push("*:80");
    for (const socket of sockets) bySocket.set(socket, (bySocket.get(socket) ?? new Set()).add(server));
  }
  return [
    ...new Set(
      [...bySocket.values()].filter((servers) => servers.size > 1).flatMap((servers) => [...servers]),
    ),
  ];
});

/** `*.` before and `.*` behind a name, never both, and no `*` in it (ngx_hash_add_key). */
function isName(name: string): boolean {
  if (name === "") return true;
  const rest = name.startsWith("*.")
    ? name.slice(2)
    : name.endsWith(".*")
      ? name.slice(0, -2)
      : name.replace(/^\./, "");
  return rest !== "" && !rest.includes("*") && !rest.includes("\0");
}
