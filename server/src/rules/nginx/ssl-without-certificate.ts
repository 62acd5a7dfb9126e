/** A socket with `ssl` whose default server has no certificate (ngx_http_ssl_init). */
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { effective, effectiveValue } from "./effective.ts";
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
    for (const { listening, message } of withoutCertificate(unit, snapshot)) {
      const { file: owner, directive } = listening.statement;
      if (owner !== file) continue;
      const word = optionWord(directive, isEncrypting);
      report({ file, span: word ?? headOf(directive) }, message, {
        params: { socket: spellSocket(listening) },
      });
    }
  },
});

const withoutCertificate = remembered((unit: Unit, snapshot: Snapshot) =>
  [serversOf, streamServersOf, mailServersOf].flatMap((servers) => bare(servers(unit, snapshot))),
);

interface Place {
  readonly server: Server;
  readonly listening: Listening;
}

/** Where any server gives a socket TLS, its default server needs a certificate; one that refuses all handshakes leaves that to the others. */
function bare(servers: readonly Server[]): { listening: Listening; message: string }[] {
  const sockets = new Map<string, Place[]>();
  for (const server of servers) {
    for (const listening of server.listenings) {
      const socket = `${listening.protocol} ${spellSocket(listening)}`;
      const same = sockets.get(socket);
      if (same === undefined) sockets.set(socket, [{ server, listening }]);
      else same.push({ server, listening });
    }
  }
  return [...sockets.values()].flatMap((places) => {
    const encrypting = places.find(({ listening }) => listening.options.some(isEncrypting));
    const main = places.find(({ listening }) => isDefault(listening)) ?? places[0];
    if (encrypting === undefined || main === undefined || hasCertificate(main)) return [];
    if (!rejects(main)) {
      const { listening } = main.listening.options.some(isEncrypting) ? main : encrypting;
      return [{ listening, message: "none" }];
    }
    const others = places.filter((one) => !hasCertificate(one) && !rejects(one));
    return others.map(({ listening }) => ({ listening, message: "other" }));
  });
}

function isEncrypting(option: string): boolean {
  return option === "ssl" || option === "quic";
}

function hasCertificate({ server: { block } }: Place): boolean {
  return ["ssl_certificate", "acme_certificate"].some((name) => effective(block, name) !== undefined);
}

function rejects({ server: { block } }: Place): boolean {
  return effectiveValue(block, "ssl_reject_handshake")?.toLowerCase() === "on";
}
