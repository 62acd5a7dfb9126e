/** A socket with `ssl` whose default server has no certificate (ngx_http_ssl_init). */

import { isDefault, type Listening, optionWord, type Server, serversOf, spellSocket } from "./listening.ts";
import { contentOf, headOf, isCalled, isComplete, nginxRule, type Statement } from "./nginx-rule.ts";

export const sslWithoutCertificate = nginxRule({
  name: "ssl-without-certificate",
  code: "NG215",
  severity: "error",
  daemon: "reject",
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    if (!isComplete(subject)) return;
    const servers = serversOf(unit, snapshot, "server");
    const defaults = new Map<string, { server: Server; listening: Listening }>();
    for (const server of servers) {
      for (const listening of server.listenings) {
        const socket = spellSocket(listening);
        const known = defaults.get(socket);
        if (known === undefined || (isDefault(listening) && !isDefault(known.listening)))
          defaults.set(socket, { server, listening });
      }
    }
    const inherited = httpStatements().some(hasCertificate);
    if (inherited) return;
    for (const { server, listening } of defaults.values()) {
      const encrypted = listening.options.some((o) => o === "ssl" || o === "quic");
      if (!encrypted || server.content.some(hasCertificate) || server.content.some(rejects)) continue;
      const { file: owner, directive } = listening.statement;
      if (owner !== file) continue;
      const word = optionWord(directive, (value) => value === "ssl" || value === "quic");
      report({ file, span: word ?? headOf(directive) }, "none", {
        params: { socket: spellSocket(listening) },
      });
    }

    function httpStatements(): Statement[] {
      const [main] = unit.files;
      if (main === undefined) return [];
      const blocks = contentOf(snapshot, main).statements.filter((s) => isCalled(s, "http"));
      return blocks.flatMap((http) => [...contentOf(snapshot, http.file, http.directive).statements]);
    }
  },
});

function hasCertificate(statement: Statement): boolean {
  return isCalled(statement, "ssl_certificate") || isCalled(statement, "acme_certificate");
}

function rejects(statement: Statement): boolean {
  return (
    isCalled(statement, "ssl_reject_handshake") && statement.directive.words[1]?.value.toLowerCase() === "on"
  );
}
