/** A frontend that sends only what fulfils a condition. */
import { effective, haproxyRule, headOf, sectionsOf } from "./haproxy-rule.ts";
import { routesOf } from "./routes.ts";

export const missingDefaultBackend = haproxyRule({
  name: "missing-default-backend",
  code: "HA321",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  check({ file, unit }, report) {
    for (const section of sectionsOf(file)) {
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
