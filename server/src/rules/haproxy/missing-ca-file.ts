/** A server spoken to over TLS whose certificate is to be verified, with nothing to verify it by. */
import { effective, globalLines, haproxyRule, isBackend, isComplete, sectionsHere } from "./haproxy-rule.ts";
import { placeOf, serversOf } from "./servers.ts";

export const missingCaFile = haproxyRule({
  name: "missing-ca-file",
  code: "HA221",
  severity: "error",
  daemon: "reject",
  needs: ["ssl", "quic"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    if (globalLines(unit).some((line) => line.keyword === "ssl-server-verify")) return;
    for (const section of sectionsHere(subject)) {
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      for (const server of serversOf(section, unit)) {
        const { line, name, options, unclear } = server;
        if (line.keyword !== "server" || unclear || options.has("ca-file")) continue;
        const tls = options.get("ssl") ?? options.get("check-ssl");
        if (tls === undefined || options.get("verify")?.values[0]?.value === "none") continue;
        report({ file, span: placeOf(server, tls.word) }, "missing", { params: { name: name.value } });
      }
    }
  },
});
