/** HTTP that breaks the rules is let through: what HAProxy and the server behind it read in it may differ. */
import { haproxyRule, headOf, sectionsHere } from "./haproxy-rule.ts";

const lenient: Readonly<Record<string, "request" | "response" | "payload">> = {
  "option accept-invalid-http-request": "request",
  "option accept-unsafe-violations-in-http-request": "request",
  "option accept-invalid-http-response": "response",
  "option accept-unsafe-violations-in-http-response": "response",
  "h1-accept-payload-with-any-method": "payload",
};

export const acceptsMalformedHttp = haproxyRule({
  name: "accepts-malformed-http",
  code: "HA349",
  severity: "warning",
  daemon: "silent",
  needs: ["accept-"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { lines } of sectionsHere(subject)) {
      for (const { keyword, directive, known } of lines) {
        const what = lenient[keyword];
        if (what === undefined || directive.prefixes.length > 0 || !file.checked.catalogue.knows(known.entry))
          continue;
        report({ file, span: headOf(directive) }, what, what === "response" ? { severity: "info" } : {});
      }
    }
  },
});
