/** A header with a password or a token in it, written into every line of the log. */
import { haproxyRule, headOf, sectionsHere } from "./haproxy-rule.ts";

const secret = /^(?:proxy-)?authorization$|^x-(?:api-key|auth-token)$/i;
const fetched = /\bhdr\((?:(?:proxy-)?authorization|x-(?:api-key|auth-token))\)(?!,)/i;

export const loggedCredentials = haproxyRule({
  name: "logged-credentials",
  code: "HA355",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { lines } of sectionsHere(subject)) {
      for (const { keyword, directive } of lines) {
        const { words } = directive;
        const header = words[3]?.value ?? "";
        if (keyword === "capture request header" && secret.test(header))
          report({ file, span: headOf(directive) }, "captured", { params: { header } });
        const action = words[1]?.value;
        const value = words[2]?.value ?? "";
        if (keyword === "http-request" && action === "capture" && fetched.test(value))
          report({ file, span: headOf(directive) }, "captured", { params: { header: value } });
      }
    }
  },
});
