/** A frontend that sends nowhere and answers nothing itself. */
import { effective, haproxyRule, headOf, sectionsHere } from "./haproxy-rule.ts";
import { routesOf } from "./routes.ts";

export const frontendWithoutBackend = haproxyRule({
  name: "frontend-without-backend",
  code: "HA316",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    for (const section of sectionsHere(subject)) {
      if (routesOf(section, unit) !== "none") continue;
      report(
        { file, span: headOf(section.directive) },
        effective(section, unit).mode === "tcp" ? "tcp" : "http",
        {
          params: { name: section.name?.value ?? "" },
        },
      );
    }
  },
});
