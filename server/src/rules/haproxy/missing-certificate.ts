/** A listener for TLS that has no certificate to show. */
import { effective, haproxyRule, sectionsOf } from "./haproxy-rule.ts";

const certificates = new Set(["crt", "crt-list", "default-crt"]);

export const missingCertificate = haproxyRule({
  name: "missing-certificate",
  code: "HA220",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (file.tree.templated) return;
    for (const section of sectionsOf(file)) {
      if ((section.kind !== "frontend" && section.kind !== "listen") || effective(section, unit).disabled)
        continue;
      const lines = section.lines;
      if (lines.some((line) => line.keyword === "ssl-f-use")) continue;
      for (const { directive, keyword, known } of lines) {
        const ssl = directive.words.slice(2).find((word) => word.value === "ssl");
        if (keyword !== "bind" || known.conditional || ssl === undefined) continue;
        if (directive.words.some((word) => certificates.has(word.value) || word.unknown !== undefined))
          continue;
        report({ file, span: ssl }, "missing");
      }
    }
  },
});
