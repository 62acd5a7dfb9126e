/** `use-fcgi-app` without a server that speaks FastCGI, or such a server without it. */
import { effective, haproxyRule, headOf, isBackend, isComplete, proxiesHere } from "./haproxy-rule.ts";
import { serversOf } from "./servers.ts";

export const fcgiWithoutServer = haproxyRule({
  name: "fcgi-without-server",
  code: "HA256",
  severity: "error",
  daemon: "reject",
  needs: ["fcgi"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject).filter(isBackend)) {
      if (effective(section, unit).mode !== "http") continue;
      const app = section.lines.find(({ keyword }) => keyword === "use-fcgi-app");
      const servers = serversOf(section, unit);
      if (servers.some(({ unclear }) => unclear) || app?.known.conditional) continue;
      const first = servers.find(({ options }) => options.get("proto")?.values[0]?.value === "fcgi");
      if (app !== undefined && first === undefined) report({ file, span: headOf(app.directive) }, "server");
      if (app === undefined && first !== undefined)
        report({ file, span: first.name }, "app", { params: { name: first.name.value } });
    }
  },
});
