/** Protocols before TLS 1.2: named, or those that an older nginx takes where none are named. */
import { blocksIn, called } from "./blocks.ts";
import { effective, isCertain } from "./effective.ts";
import { serversOf } from "./listening.ts";
import { isComplete, nginxRule } from "./nginx-rule.ts";

const weak = /^(?:SSLv[23]|TLSv1(?:\.1)?)$/i;
const directives = ["ssl_protocols", "proxy_ssl_protocols", "grpc_ssl_protocols", "uwsgi_ssl_protocols"];

export const weakTlsProtocol = nginxRule({
  name: "weak-tls-protocol",
  code: "NG326",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    for (const name of directives) {
      for (const { directive } of called(subject, name)) {
        for (const word of directive.words.slice(1)) {
          if (word.unknown === undefined && weak.test(word.value))
            report({ file, span: word }, "named", { params: { protocol: word.value } });
        }
      }
    }
    // 1.30 begins with TLS 1.2.
    if (file.target === "1.30" || !isComplete(subject) || blocksIn(unit, snapshot, "http").length === 0)
      return;
    const server = serversOf(unit, snapshot).find(
      ({ block, listenings }) =>
        block.opener.file === file &&
        listenings.some(({ options }) => options.includes("ssl")) &&
        effective(block, "ssl_protocols") === undefined &&
        isCertain(block),
    );
    const listening = server?.listenings.find(
      ({ options, statement }) => options.includes("ssl") && statement.file === file,
    );
    if (listening !== undefined)
      report({ file, span: listening.statement.directive.words[0] }, "default", {
        params: { target: file.target },
        severity: "info",
      });
  },
});
