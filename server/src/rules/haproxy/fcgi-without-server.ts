/** `use-fcgi-app` without a server that speaks FastCGI, or such a server without it. */
import {
  effective,
  haproxyRule,
  headOf,
  isBackend,
  isComplete,
  isUncertain,
  proxiesHere,
  serverWords,
  valueBehind,
} from "./haproxy-rule.ts";

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
      const servers = section.lines.filter(({ keyword }) => /^server(?:-template)?$/.test(keyword));
      if (servers.some(isUncertain) || app?.known.conditional) continue;
      const speaking = servers.filter(
        ({ directive }) => valueBehind(serverWords(section, unit, directive), "proto")?.value === "fcgi",
      );
      const [first] = speaking;
      if (app !== undefined && first === undefined) report({ file, span: headOf(app.directive) }, "server");
      if (app === undefined && first !== undefined)
        report({ file, span: first.directive.words[1] ?? first.directive }, "app", {
          params: { name: first.directive.words[1]?.value ?? "" },
        });
    }
  },
});
