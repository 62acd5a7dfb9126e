/** A QUIC listener that does not say that it is encrypted. */
import { parseAddress } from "../../dialects/haproxy/address.ts";
import { haproxyRule, isFrontend, isUncertain, sectionsHere } from "./haproxy-rule.ts";

export const quicWithoutSsl = haproxyRule({
  name: "quic-without-ssl",
  code: "HA264",
  severity: "warning",
  daemon: "warn",
  needs: ["quic"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.target === "2.6") return;
    for (const section of sectionsHere(subject).filter(isFrontend)) {
      for (const line of section.lines) {
        const [, address, ...options] = line.directive.words;
        if (line.keyword !== "bind" || address === undefined || isUncertain(line)) continue;
        if (!/^quic/.test(parseAddress(address.value).family) || options.some(({ value }) => value === "ssl"))
          continue;
        report({ file, span: address }, "implied");
      }
    }
  },
});
