/** A server that is spoken to over TLS, and whoever answers is believed to be that server. */
import type { Word } from "../../syntax/tree.ts";
import { span } from "../../text/span.ts";
import { effective, haproxyRule, isBackend, sectionsHere } from "./haproxy-rule.ts";
import { isReachable } from "./listening.ts";
import { serversOf } from "./servers.ts";

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
      for (const { line, name, address, options } of serversOf(section, unit)) {
        if (line.keyword !== "server" || !isReachable(address)) continue;
        const { word: verify, values: [how] = [] } = options.get("verify") ?? {};
        // That of its checks alone gives nothing away.
        if (verify === undefined || how?.value !== "none" || !options.has("ssl") || said.has(verify))
          continue;
        said.add(verify);
        const here = section.lines.some(({ directive }) => directive.words.includes(verify));
        const isOwn = line.directive.words.includes(verify);
        report({ file, span: here ? span(verify.start, how.end) : name }, isOwn ? "server" : "default", {
          params: { name: name.value },
        });
      }
    }
  },
});
