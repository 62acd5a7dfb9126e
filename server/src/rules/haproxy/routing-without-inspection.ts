/** A TCP proxy that chooses its backend by what the client has yet to send, and does not wait for it. */
import { sampleFacts } from "../../dialects/haproxy/tables.ts";
import { criteriaOf } from "./criteria.ts";
import { aclUsesIn, effective, haproxyRule, isComplete, sectionsHere } from "./haproxy-rule.ts";

export const routingWithoutInspection = haproxyRule({
  name: "routing-without-inspection",
  code: "HA317",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "frontend" && section.kind !== "listen") continue;
      const { lines, mode, disabled } = effective(section, unit);
      if (disabled || mode !== "tcp") continue;
      if (
        lines.some(
          ({ keyword, known }) => known.conditional || /^tcp-request (?:content|inspect-delay)/.test(keyword),
        )
      )
        continue;
      const tests = criteriaOf(section).filter(({ fetch }) => readsPayload(fetch));
      if (tests.length === 0) continue;
      const uses = aclUsesIn(section.piece);
      for (const { keyword, directive } of section.lines) {
        if (keyword !== "use_backend") continue;
        const named = new Set(uses.filter((use) => use.directive === directive).map(({ name }) => name));
        const test = tests.find((t) =>
          t.acl === undefined ? t.line.directive === directive : named.has(t.acl.value),
        );
        if (test === undefined) continue;
        const isHttp = sampleFacts("fetch", test.fetch)?.layer === "L7";
        report({ file, span: directive.words[0] }, isHttp ? "http" : "content", {
          params: { fetch: test.word.value },
          related: [{ place: { file, span: test.word }, message: { id: "fetch" } }],
        });
      }
    }
  },
});

function readsPayload(fetch: string): boolean {
  const layer = sampleFacts("fetch", fetch)?.layer;
  return layer === "L6" || layer === "L7";
}
