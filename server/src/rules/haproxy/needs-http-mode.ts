/** Lines that only do something in HTTP mode, in a proxy that is not. */
import { effective, haproxyRule, headOf, isComplete, isProxy, sectionsOf } from "./haproxy-rule.ts";

/** Those that HAProxy itself warns of. */
const warned = new Set([
  "cookie",
  "option forwardfor",
  "option originalto",
  "option forwarded",
  "monitor-uri",
  "stats enable",
  "stats uri",
]);
const httpOnly = new Set([...warned, "http-send-name-header"]);

export const needsHttpMode = haproxyRule({
  name: "needs-http-mode",
  code: "HA216",
  severity: "warning",
  daemon: "warn",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const section of sectionsOf(file)) {
      if (!isProxy(section) || effective(section, unit).disabled || effective(section, unit).mode !== "tcp")
        continue;
      for (const { directive, keyword, known } of section.lines) {
        if (!httpOnly.has(keyword) || known.conditional || directive.prefixes.length > 0) continue;
        if (known.entry.ignoredIn?.[section.kind] !== undefined) continue;
        report({ file, span: headOf(directive) }, "ignored", {
          params: { name: keyword },
          daemon: warned.has(keyword) ? "warn" : "silent",
        });
      }
    }
  },
});
