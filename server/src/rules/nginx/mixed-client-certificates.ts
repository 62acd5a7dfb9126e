/**
 * Servers on one socket that trust client certificates of different authorities. A client that names no server in its
 * handshake is checked as the default server says, and may then ask for any of them: nginx compares the two names
 * only where there was one in the handshake (ngx_http_set_virtual_server).
 */

import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { isWritten } from "../written.ts";
import type { Block, Statement } from "./blocks.ts";
import { effective, effectiveValue, isCertain } from "./effective.ts";
import { bySocket, defaultOn, isDefault, isEncrypted, type Server, serversOf } from "./listening.ts";
import { headOf, isComplete, nginxRule } from "./nginx-rule.ts";

export const mixedClientCertificates = nginxRule({
  name: "mixed-client-certificates",
  code: "NG317",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    if (!isWritten("ssl_verify_client", unit)) return;
    for (const { server, trusted, isChosen } of mixed(unit, snapshot)) {
      const { opener } = server.block;
      if (opener.file !== file || !(isChosen || isComplete(subject))) continue;
      report({ file, span: headOf(opener.directive) }, "other", {
        params: { authority: trusted.directive.words[1]?.value ?? "" },
        related: [
          { place: { file: trusted.file, span: headOf(trusted.directive) }, message: { id: "default" } },
        ],
      });
    }
  },
});

interface Mixed {
  readonly server: Server;
  /** What the default server trusts, and this one does not. */
  readonly trusted: Statement;
  /** The default server is named as such. */
  readonly isChosen: boolean;
}

const mixed = remembered((unit: Unit, snapshot: Snapshot): readonly Mixed[] => {
  const found = new Map<Server, Mixed>();
  for (const places of bySocket(serversOf(unit, snapshot))) {
    const main = defaultOn(places);
    if (main === undefined || !places.some(({ listening }) => isEncrypted(listening))) continue;
    const { block } = main.server;
    if (!isCertain(block) || !asks(block, /^o/i) || refusesHandshakes(block)) continue;
    for (const { server } of places) {
      if (server === main.server || !isCertain(server.block) || !asks(server.block, /^(?:on|optional)$/i))
        continue;
      const own = authorities(server.block).map(nameOf);
      const trusted = authorities(block).find((one) => !own.includes(nameOf(one)));
      if (trusted === undefined || own.length === 0 || comparesNames(server.block)) continue;
      found.set(server, { server, trusted, isChosen: isDefault(main.listening) });
    }
  }
  return [...found.values()];
});

function asks(block: Block, how: RegExp): boolean {
  const value = effectiveValue(block, "ssl_verify_client");
  return value !== undefined && value.toLowerCase() !== "off" && how.test(value);
}

function refusesHandshakes(block: Block): boolean {
  return effectiveValue(block, "ssl_reject_handshake")?.toLowerCase() === "on";
}

/** The files of authorities that a server trusts. */
function authorities(block: Block): Statement[] {
  return ["ssl_client_certificate", "ssl_trusted_certificate"].flatMap(
    (name) => effective(block, name)?.statements.slice(-1) ?? [],
  );
}

function nameOf({ directive }: Statement): string | undefined {
  return directive.words[1]?.value;
}

/** The name of the handshake is looked at by the configuration itself. */
function comparesNames({ statements }: Block): boolean {
  return statements.some(({ directive }) =>
    directive.words.some(({ value }) => value.includes("$ssl_server_name")),
  );
}
