/** TLS with a part missing: a certificate without its key, a check of certificates against nothing, QUIC without TLS 1.3. */
import { isWritten } from "../written.ts";
import { blocksIn, isCalled, type OpenedBlock, type Statement } from "./blocks.ts";
import { effective, effectiveValue, isCertain } from "./effective.ts";
import { serversOf } from "./listening.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

const passes: Readonly<Record<string, RegExp>> = {
  proxy: /^https:/i,
  uwsgi: /^suwsgi:/i,
  grpc: /^grpcs:/i,
};

export const incompleteTls = nginxRule({
  name: "incomplete-tls",
  code: "NG225",
  severity: "error",
  daemon: "reject",
  check({ file, unit, snapshot }, report) {
    if (!isWritten("ssl", unit)) return;
    const said = new Set<Statement>();
    const say = (statement: Statement | undefined, message: string, params = {}) => {
      if (statement?.file !== file || said.has(statement)) return;
      said.add(statement);
      report({ file, span: headOf(statement.directive) }, message, { params });
    };
    for (const { block, listenings } of serversOf(unit, snapshot)) {
      if (!isCertain(block)) continue;
      certificate(block, "ssl_certificate", say);
      // Without a certificate nginx makes no context that the rest would be looked at for.
      if (effective(block, "ssl_certificate") === undefined) continue;
      if (!listenings.some(({ options }) => options.includes("ssl") || options.includes("quic"))) continue;
      const verify = effective(block, "ssl_verify_client")?.statements.at(-1);
      const trusted =
        file.target === "1.30"
          ? ["ssl_client_certificate", "ssl_trusted_certificate"]
          : ["ssl_client_certificate"];
      if (
        /^(?:on|optional)$/i.test(effectiveValue(block, "ssl_verify_client") ?? "") &&
        trusted.every((name) => effective(block, name) === undefined)
      )
        say(verify, "client", { name: trusted[0] });
      const quic = listenings.find(({ options }) => options.includes("quic"))?.statement;
      const protocols = effective(block, "ssl_protocols")?.statements.at(-1)?.directive.words.slice(1) ?? [];
      if (
        quic !== undefined &&
        protocols.length > 0 &&
        !protocols.some(({ value, unknown }) => unknown !== undefined || /^TLSv1\.3$/i.test(value))
      )
        say(quic, "quic");
    }
    for (const block of blocksIn(unit, snapshot, "location")) {
      for (const [kind, encrypted] of Object.entries(passes)) {
        const pass = block.statements.find((s) => isCalled(s, `${kind}_pass`));
        if (pass === undefined || !encrypted.test(pass.directive.words[1]?.value ?? "") || !isCertain(block))
          continue;
        certificate(block, `${kind}_ssl_certificate`, say);
        const verify = effective(block, `${kind}_ssl_verify`)?.statements.at(-1);
        const name = `${kind}_ssl_trusted_certificate`;
        if (verify?.directive.words[1]?.value.toLowerCase() === "on" && effective(block, name) === undefined)
          say(verify, "trusted", { name });
      }
    }
  },
});

function certificate(
  block: OpenedBlock,
  name: string,
  say: (s: Statement | undefined, message: string, params: object) => void,
): void {
  const certificates = effective(block, name)?.statements ?? [];
  const keys = effective(block, `${name}_key`)?.statements ?? [];
  const value = certificates.at(-1)?.directive.words[1];
  if (value === undefined || value.value === "" || value.unknown !== undefined) return;
  if (certificates.length > keys.length) say(certificates[keys.length], "key", { name: `${name}_key` });
}
