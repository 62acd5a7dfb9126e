/** A server spoken to over TLS whose certificate is to be verified, with nothing to verify it by. */
import type { Word } from "../../syntax/tree.ts";
import {
  defaultServerWords,
  effective,
  globalLines,
  haproxyRule,
  isBackend,
  isComplete,
  sectionsHere,
  switchedOn,
} from "./haproxy-rule.ts";

export const missingCaFile = haproxyRule({
  name: "missing-ca-file",
  code: "HA221",
  severity: "error",
  daemon: "reject",
  needs: ["ssl", "quic"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    if (globalLines(unit).some((line) => line.keyword === "ssl-server-verify")) return;
    for (const section of sectionsHere(subject)) {
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      for (const { directive, keyword, known } of section.lines) {
        if (keyword !== "server" || known.conditional) continue;
        const own = directive.words.slice(3);
        const words = [...defaultServerWords(section, unit, directive), ...own];
        if (
          words.some((word) => word.unknown !== undefined || word.value === "ca-file" || isNone(words, word))
        )
          continue;
        const at = switchedOn(words, "ssl") ?? switchedOn(words, "check-ssl");
        if (at === undefined) continue;
        const place = own.includes(at) ? at : (directive.words[1] ?? at);
        report({ file, span: place }, "missing", { params: { name: directive.words[1]?.value ?? "" } });
      }
    }
  },
});

function isNone(words: readonly Word[], word: Word): boolean {
  return word.value === "verify" && words[words.indexOf(word) + 1]?.value === "none";
}
