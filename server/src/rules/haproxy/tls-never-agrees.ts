/** A listener or server with no version of TLS left, or one that asks for certificates and knows none to trust. */
import type { Word } from "../../syntax/tree.ts";
import {
  globalLines,
  haproxyRule,
  isBackend,
  isComplete,
  isFrontend,
  isUncertain,
  proxiesHere,
  serverWords,
  switchedOn,
  valueBehind,
} from "./haproxy-rule.ts";

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
      for (const line of section.lines) {
        const isBind = line.keyword === "bind" && isFrontend(section);
        const isServer = line.keyword === "server" && isBackend(section);
        if ((!isBind && !isServer) || isUncertain(line)) continue;
        const words = isBind ? line.directive.words.slice(2) : serverWords(section, unit, line.directive);
        const ssl = switchedOn(words, "ssl");
        const at = ssl !== undefined && line.directive.words.includes(ssl) ? ssl : line.directive.words[1];
        if (ssl === undefined || at === undefined) continue;
        if (
          !set.includes(isBind ? "ssl-default-bind-options" : "ssl-default-server-options") &&
          noneIsLeft(words)
        )
          report({ file, span: at }, "versions");
        if (!isBind || words.some(({ value }) => value === "crt-list")) continue;
        const verify = valueBehind(words, "verify");
        const trusts = words.some(({ value }) => value === "ca-file" || value === "ca-verify-file");
        if (verify !== undefined && verify.value !== "none" && !trusts) report({ file, span: verify }, "ca");
        const generate = switchedOn(words, "generate-certificates");
        if (generate !== undefined && !words.some(({ value }) => value === "ca-sign-file"))
          report({ file, span: generate }, "sign");
      }
    }
  },
});

function noneIsLeft(words: readonly Word[]): boolean {
  const min = versions.indexOf(valueBehind(words, "ssl-min-ver")?.value ?? "");
  const max = versions.indexOf(valueBehind(words, "ssl-max-ver")?.value ?? "");
  if (min >= 0 && max >= 0 && min > max) return true;
  return switches.every((name) => words.some(({ value }) => value === name));
}
