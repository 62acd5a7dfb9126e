/** Servers of a `listen` section that always sends elsewhere. */
import { effective, haproxyRule, headOf, isComplete, proxiesHere } from "./haproxy-rule.ts";

export const unusedServers = haproxyRule({
  name: "unused-servers",
  code: "HA238",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      if (section.kind !== "listen") continue;
      const server = section.lines.find(
        ({ keyword }) => keyword === "server" || keyword === "server-template",
      );
      const line = effective(section, unit).lines.findLast(({ keyword }) => keyword === "default_backend");
      if (server === undefined || line === undefined || server.known.conditional || line.known.conditional)
        continue;
      report({ file, span: headOf(server.directive) }, "unused", {
        params: { name: section.name?.value ?? "", backend: line.directive.words[1]?.value ?? "" },
      });
    }
  },
});
