/** A socket with `ssl` whose default server has no certificate (ngx_http_ssl_init). */
import type { Directive, Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { called } from "./blocks.ts";
import { effective, effectiveValue } from "./effective.ts";
import {
  bySocket,
  defaultOn,
  isEncrypted,
  type Listening,
  mailServersOf,
  optionWord,
  type Server,
  type ServerOnSocket,
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
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    if (!isComplete(subject) || !called(subject, "listen").some(({ directive }) => encrypts(directive)))
      return;
    for (const { listening, message } of withoutCertificate(unit, snapshot)) {
      const { file: owner, directive } = listening.statement;
      if (owner !== file) continue;
      const word = encrypts(directive);
      report({ file, span: word ?? headOf(directive) }, message, {
        params: { socket: spellSocket(listening) },
      });
    }
  },
});

function encrypts(listen: Directive): Word | undefined {
  return optionWord(listen, (option) => option === "ssl" || option === "quic");
}

const withoutCertificate = remembered((unit: Unit, snapshot: Snapshot) =>
  [serversOf, streamServersOf, mailServersOf].flatMap((servers) => bare(servers(unit, snapshot))),
);

/** Where any server gives a socket TLS, its default server needs a certificate; one that refuses all handshakes leaves that to the others. */
function bare(servers: readonly Server[]): { listening: Listening; message: string }[] {
  return bySocket(servers).flatMap((places) => {
    const encrypting = places.find(({ listening }) => isEncrypted(listening));
    const main = defaultOn(places);
    if (encrypting === undefined || main === undefined || hasCertificate(main)) return [];
    if (!rejects(main)) {
      const { listening } = isEncrypted(main.listening) ? main : encrypting;
      return [{ listening, message: "none" }];
    }
    const others = places.filter((one) => !hasCertificate(one) && !rejects(one));
    return others.map(({ listening }) => ({ listening, message: "other" }));
  });
}

function hasCertificate({ server: { block } }: ServerOnSocket): boolean {
  return ["ssl_certificate", "acme_certificate"].some((name) => effective(block, name) !== undefined);
}

function rejects({ server: { block } }: ServerOnSocket): boolean {
  return effectiveValue(block, "ssl_reject_handshake")?.toLowerCase() === "on";
}
