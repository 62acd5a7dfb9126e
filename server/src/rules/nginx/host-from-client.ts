/** `proxy_set_header Host $http_host`: the header as the client sent it, where `$host` is what nginx chose the server by. */
import type { Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { replace } from "../rule.ts";
import { type Block, held, outward, statementsCalled } from "./blocks.ts";
import { type Server, serversOf } from "./listening.ts";
import { nginxRule } from "./nginx-rule.ts";

export const hostFromClient = nginxRule({
  name: "host-from-client",
  code: "NG304",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    const said = new Set<Word>();
    for (const { statement, block } of held(subject, "proxy_set_header")) {
      const [, name, value] = statement.directive.words;
      if (name?.value.toLowerCase() !== "host" || value === undefined || said.has(value)) continue;
      const variable = /^"?\$\{?(http_host|arg_\w+|cookie_\w+|http_\w+)\}?/.exec(value.value)?.[1];
      if (variable === undefined || /^http_x_forwarded_host$/.test(variable)) continue;
      const isHost = variable === "http_host" && /^\$\{?http_host\}?$/.test(value.value);
      if (isHost && [...outward(block)].some((at) => isAsGood(serverOf(unit, snapshot).get(at)))) continue;
      said.add(value);
      report({ file, span: value }, isHost ? "header" : "other", {
        params: { variable: `$${variable}` },
        ...(isHost ? {} : { severity: "warning" }),
        fixes: isHost ? [replace({ id: "fix" }, "unsafe", value, "$host")] : [],
      });
    }
  },
});

const serverOf = remembered(
  (unit: Unit, snapshot: Snapshot) =>
    new Map<Block, Server>(serversOf(unit, snapshot).map((server) => [server.block, server])),
);

/** Any name leads to a server without one, so `$host` proves nothing; of a port of its own `$host` says nothing. */
function isAsGood(server: Server | undefined): boolean {
  if (server === undefined) return false;
  const names = statementsCalled(server.block, "server_name").flatMap((s) => s.directive.words.slice(1));
  return (
    (server.block.complete && names.every(({ value }) => value === "_" || value === "")) ||
    server.listenings.some(({ ports: [port] }) => port !== 80 && port !== 443 && port !== 0)
  );
}
