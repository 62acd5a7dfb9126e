/** A listener for TLS that has no certificate to show. */
import { parseAddress } from "../../dialects/haproxy/address.ts";
import type { Word } from "../../syntax/tree.ts";
import { effective, haproxyRule, sectionsHere } from "./haproxy-rule.ts";

const certificates = new Set(["crt", "crt-list", "default-crt"]);

export const missingCertificate = haproxyRule({
  name: "missing-certificate",
  code: "HA220",
  severity: "error",
  daemon: "reject",
  needs: ["ssl", "quic"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      if ((section.kind !== "frontend" && section.kind !== "listen") || effective(section, unit).disabled)
        continue;
      const lines = section.lines;
      if (lines.some((line) => line.keyword === "ssl-f-use")) continue;
      for (const { directive, keyword, known } of lines) {
        const [, address, ...options] = directive.words;
        const ssl =
          options.find((word) => word.value === "ssl") ??
          (isQuic(address, file.target) ? address : undefined);
        if (keyword !== "bind" || known.conditional || ssl === undefined) continue;
        if (directive.words.some((word) => certificates.has(word.value) || word.unknown !== undefined))
          continue;
        report({ file, span: ssl }, "missing");
      }
    }
  },
});

/** QUIC is TLS in itself. 2.6 may be built without it, and is silent then. */
function isQuic(address: Word | undefined, target: string): boolean {
  return target !== "2.6" && /^quic/.test(parseAddress(address?.value ?? "").family);
}
