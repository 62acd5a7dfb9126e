/** A TLS listener of 2.6 that offers no HTTP/2: later releases offer it by themselves. */
import { effective, haproxyRule, headOf, isFrontend, isUncertain, proxiesHere } from "./haproxy-rule.ts";
import { optionsIn } from "./options.ts";

export const bindWithoutH2 = haproxyRule({
  name: "bind-without-h2",
  code: "HA375",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  needs: ["ssl"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (file.target !== "2.6") return;
    for (const section of proxiesHere(subject).filter(isFrontend)) {
      if (effective(section, unit).mode !== "http") continue;
      for (const line of section.lines) {
        if (line.keyword !== "bind" || isUncertain(line)) continue;
        const [, address, ...words] = line.directive.words;
        const options = optionsIn(words, "bind-option");
        if (!options.has("ssl") || /^quic/.test(address?.value ?? "")) continue;
        if (["alpn", "npn", "proto"].some((option) => options.has(option))) continue;
        report({ file, span: headOf(line.directive) }, "missing");
      }
    }
  },
});
