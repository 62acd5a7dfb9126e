/** A frontend that sends only what fulfils a condition. */
import { effective, haproxyRule, headOf, sectionsHere } from "./haproxy-rule.ts";
import { routesOf } from "./routes.ts";

export const missingDefaultBackend = haproxyRule({
  name: "missing-default-backend",
  code: "HA321",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    for (const section of sectionsHere(subject)) {
      if (routesOf(section, unit) !== "some") continue;
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
