/** A server spoken to over TLS whose certificate is to be verified, with nothing to verify it by. */
import type { Word } from "../../syntax/tree.ts";
import {
  defaultServerWords,
  effective,
  haproxyRule,
  isBackend,
  isComplete,
  sectionsIn,
  sectionsOf,
  switchedOn,
} from "./haproxy-rule.ts";

export const missingCaFile = haproxyRule({
  name: "missing-ca-file",
  code: "HA221",
  severity: "error",
  daemon: "reject",
  needs: ["ssl", "quic"],
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    const globals = sectionsIn(unit)
      .filter((s) => s.kind === "global")
      .flatMap((s) => s.lines);
    if (globals.some((line) => line.keyword === "ssl-server-verify")) return;
    for (const section of sectionsOf(file)) {
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
