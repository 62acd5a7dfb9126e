/** A socket with `ssl` whose default server has no certificate (ngx_http_ssl_init). */
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { blocksIn, isCalled, type Statement } from "./blocks.ts";
import {
  isDefault,
  type Listening,
  mailServersOf,
  optionWord,
  type Server,
  serversOf,
  spellSocket,
  streamServersOf,
} from "./listening.ts";
import { headOf, isComplete, nginxRule } from "./nginx-rule.ts";

export const sslWithoutCertificate = nginxRule({
  name: "ssl-without-certificate",
  code: "NG215",
  severity: "error",
  daemon: "reject",
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    if (!isComplete(subject)) return;
    for (const listening of withoutCertificate(unit, snapshot)) {
      const { file: owner, directive } = listening.statement;
      if (owner !== file) continue;
      const word = optionWord(directive, isEncrypting);
      report({ file, span: word ?? headOf(directive) }, "none", {
        params: { socket: spellSocket(listening) },
      });
    }
  },
});

const withoutCertificate = remembered((unit: Unit, snapshot: Snapshot) =>
  [
    { around: "http", servers: serversOf },
    { around: "stream", servers: streamServersOf },
    { around: "mail", servers: mailServersOf },
  ].flatMap(({ around, servers }) =>
    blocksIn(unit, snapshot, around).some(({ statements }) => statements.some(hasCertificate))
      ? []
      : withoutOwn(servers(unit, snapshot)),
  ),
);

function withoutOwn(servers: readonly Server[]): Listening[] {
  const defaults = new Map<string, { server: Server; listening: Listening }>();
  for (const server of servers) {
    for (const listening of server.listenings) {
      const socket = spellSocket(listening);
      const known = defaults.get(socket);
      if (known === undefined || (isDefault(listening) && !isDefault(known.listening))) {
        defaults.set(socket, { server, listening });
      }
    }
  }
  return [...defaults.values()]
    .filter(
      ({ server, listening }) =>
        listening.options.some(isEncrypting) && !server.block.statements.some(needsNone),
    )
    .map(({ listening }) => listening);
}

function isEncrypting(option: string): boolean {
  return option === "ssl" || option === "quic";
}

function needsNone(statement: Statement): boolean {
  return hasCertificate(statement) || rejects(statement);
}

function hasCertificate(statement: Statement): boolean {
  return isCalled(statement, "ssl_certificate") || isCalled(statement, "acme_certificate");
}

function rejects(statement: Statement): boolean {
  return (
    isCalled(statement, "ssl_reject_handshake") && statement.directive.words[1]?.value.toLowerCase() === "on"
  );
}
