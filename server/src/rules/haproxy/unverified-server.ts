/** A server that is spoken to over TLS, and whoever answers is believed to be that server. */
import type { Word } from "../../syntax/tree.ts";
import { span } from "../../text/span.ts";
import { defaultServerWords, effective, haproxyRule, isBackend, sectionsHere } from "./haproxy-rule.ts";
import { isReachable } from "./listening.ts";

export const unverifiedServer = haproxyRule({
  name: "unverified-server",
  code: "HA344",
  severity: "info",
  daemon: "silent",
  needs: ["verify"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    const said = new Set<Word>();
    for (const section of sectionsHere(subject)) {
      if (section.kind === "global") {
        for (const { keyword, directive } of section.lines)
          if (keyword === "ssl-server-verify" && directive.words[1]?.value === "none")
            report({ file, span: span(directive.words[0].start, directive.words[1].end) }, "all");
        continue;
      }
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      for (const { keyword, directive } of section.lines) {
        const [, name, address, ...own] = directive.words;
        if (keyword !== "server" || name === undefined || address === undefined || !isReachable(address))
          continue;
        const none = verifyNone([...defaultServerWords(section, unit, directive), ...own]);
        if (none === undefined || said.has(none.verify)) continue;
        said.add(none.verify);
        const here = section.lines.some((line) => line.directive.words.includes(none.verify));
        const place = here ? span(none.verify.start, none.none.end) : name;
        report({ file, span: place }, own.includes(none.verify) ? "server" : "default", {
          params: { name: name.value },
        });
      }
    }
  },
});

/** The `verify none` that holds for a server whose traffic is TLS; that of its checks alone gives nothing away. */
function verifyNone(words: readonly Word[]): { verify: Word; none: Word } | undefined {
  if (words.findLast(({ value }) => value === "ssl" || value === "no-ssl")?.value !== "ssl") return undefined;
  const at = words.findLastIndex(({ value }) => value === "verify");
  const [verify, none] = [words[at], words[at + 1]];
  return verify !== undefined && none?.value === "none" ? { verify, none } : undefined;
}
