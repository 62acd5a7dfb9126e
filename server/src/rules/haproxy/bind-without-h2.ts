/** A TLS listener of 2.6 that offers no HTTP/2: later releases offer it by themselves. */
import {
  effective,
  haproxyRule,
  headOf,
  isFrontend,
  isUncertain,
  proxiesHere,
  switchedOn,
} from "./haproxy-rule.ts";

const chosen = new Set(["alpn", "npn", "proto"]);

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
        const { words } = line.directive;
        if (line.keyword !== "bind" || isUncertain(line) || switchedOn(words, "ssl") === undefined) continue;
        if (words.some(({ value }) => chosen.has(value)) || /^quic/.test(words[1]?.value ?? "")) continue;
        report({ file, span: headOf(line.directive) }, "missing");
      }
    }
  },
});
