/** A backend that says how its servers are to be checked, and checks none. */
import { effective, haproxyRule, headOf, isBackend, isComplete, sectionsHere } from "./haproxy-rule.ts";
import { isUnchecked, serversOf } from "./servers.ts";

const checks =
  /^(?:http-check|tcp-check|option (?:httpchk|tcp-check|mysql-check|pgsql-check|redis-check|smtpchk|ldap-check|ssl-hello-chk|spop-check|external-check))$/;

export const checkWithoutServer = haproxyRule({
  name: "check-without-server",
  code: "HA312",
  severity: "warning",
  daemon: "silent",
  needs: ["chk", "check"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      const line = section.lines.find(
        ({ keyword, known, directive }) =>
          checks.test(keyword) && !known.conditional && directive.prefixes.length === 0,
      );
      if (line === undefined) continue;
      const servers = serversOf(section, unit);
      const isIdle = servers.every(
        (server) => isUnchecked(server) && !server.unclear && !server.options.has("disabled"),
      );
      if (servers.length > 0 && isIdle)
        report({ file, span: headOf(line.directive) }, "unused", { params: { name: line.keyword } });
    }
  },
});
