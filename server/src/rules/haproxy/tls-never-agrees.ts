/** A listener or server with no version of TLS left, or one that asks for certificates and knows none to trust. */
import {
  globalLines,
  haproxyRule,
  isBackend,
  isComplete,
  isFrontend,
  isUncertain,
  proxiesHere,
} from "./haproxy-rule.ts";
import { type Options, optionsIn } from "./options.ts";
import { placeOf, serversOf } from "./servers.ts";

const versions = ["SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3"];
const switches = ["no-tlsv10", "no-tlsv11", "no-tlsv12", "no-tlsv13"];

export const tlsNeverAgrees = haproxyRule({
  name: "tls-never-agrees",
  code: "HA265",
  severity: "error",
  daemon: "reject",
  needs: ["ssl", "quic"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    const set = globalLines(unit).map(({ keyword }) => keyword);
    for (const section of proxiesHere(subject)) {
      for (const server of isBackend(section) ? serversOf(section, unit) : []) {
        const ssl = server.options.get("ssl")?.word;
        if (server.line.keyword !== "server" || server.unclear || ssl === undefined) continue;
        if (!set.includes("ssl-default-server-options") && noneIsLeft(server.options))
          report({ file, span: placeOf(server, ssl) }, "versions");
      }
      for (const line of isFrontend(section) ? section.lines : []) {
        if (line.keyword !== "bind" || isUncertain(line)) continue;
        const options = optionsIn(line.directive.words.slice(2), "bind-option");
        const ssl = options.get("ssl")?.word;
        if (ssl === undefined) continue;
        if (!set.includes("ssl-default-bind-options") && noneIsLeft(options))
          report({ file, span: ssl }, "versions");
        if (options.has("crt-list")) continue;
        const verify = options.get("verify")?.values[0];
        const trusts = options.has("ca-file") || options.has("ca-verify-file");
        if (verify !== undefined && verify.value !== "none" && !trusts) report({ file, span: verify }, "ca");
        const generate = options.get("generate-certificates")?.word;
        if (generate !== undefined && !options.has("ca-sign-file")) report({ file, span: generate }, "sign");
      }
    }
  },
});

function noneIsLeft(options: Options): boolean {
  const version = (option: string) => versions.indexOf(options.get(option)?.values[0]?.value ?? "");
  const [min, max] = [version("ssl-min-ver"), version("ssl-max-ver")];
  if (min >= 0 && max >= 0 && min > max) return true;
  return switches.every((name) => options.has(name));
}
