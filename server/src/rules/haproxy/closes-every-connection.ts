/** `option httpclose` ends keep-alive: a new connection, and with TLS a new handshake, for every request. */
import { haproxyRule, headOf, sectionsHere } from "./haproxy-rule.ts";

export const closesEveryConnection = haproxyRule({
  name: "closes-every-connection",
  code: "HA354",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { lines } of sectionsHere(subject)) {
      for (const { keyword, directive } of lines)
        if (keyword === "option httpclose" && directive.prefixes.length === 0)
          report({ file, span: headOf(directive) }, "closes");
    }
  },
});
