/** HTTP authentication on a listener without TLS: name and password cross the network in clear. */
import { effective, haproxyRule, headOf, isProxy, type Line, sectionsHere } from "./haproxy-rule.ts";
import { openBinds } from "./listening.ts";

export const passwordWithoutTls = haproxyRule({
  name: "password-without-tls",
  code: "HA348",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    for (const section of sectionsHere(subject)) {
      if (!isProxy(section) || effective(section, unit).mode !== "http") continue;
      const bind = openBinds(section).find(
        ({ directive: { words } }) =>
          !words.some(
            ({ value, unknown }) => value === "ssl" || value === "accept-proxy" || unknown !== undefined,
          ),
      );
      const asks = section.lines.find(asksPassword);
      if (bind === undefined || asks === undefined) continue;
      report({ file, span: headOf(asks.directive) }, "clear", {
        related: [{ place: { file, span: headOf(bind.directive) }, message: { id: "bind" } }],
      });
    }
  },
});

function asksPassword({ keyword, directive: { words } }: Line): boolean {
  const action = words[keyword.split(" ").length]?.value;
  return (
    keyword === "stats auth" ||
    ((keyword === "http-request" || keyword === "stats http-request") && action === "auth")
  );
}
