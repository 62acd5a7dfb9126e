/** The same line twice in a section, where the second does nothing, or does it twice. */
import { haproxyRule, headOf, type Line, removeLines, sectionsHere } from "./haproxy-rule.ts";

/** Lines of which a second one, word for word the same, adds nothing. */
const once = new Set(["acl", "use_backend", "redirect", "log"]);
const ruleSets =
  /^(?:http-request|http-response|tcp-request connection|tcp-request session|tcp-request content)$/;
const actions = new Set([
  "deny",
  "reject",
  "accept",
  "allow",
  "tarpit",
  "return",
  "redirect",
  "auth",
  "set-header",
  "add-header",
  "del-header",
]);

export const duplicateRule = haproxyRule({
  name: "duplicate-rule",
  code: "HA308",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      const seen = new Map<string, Line>();
      for (const line of section.lines) {
        const { directive, keyword, known } = line;
        const action = directive.words[known.nameLength]?.value ?? "";
        if (!once.has(keyword) && !(ruleSets.test(keyword) && actions.has(action))) continue;
        const words = directive.words.map(({ value }) => value).join("\0");
        const first = seen.get(words);
        if (first === undefined) seen.set(words, line);
        else if (!known.conditional && !first.known.conditional)
          report({ file, span: headOf(directive) }, "duplicate", {
            params: { name: keyword },
            related: [{ place: { file, span: headOf(first.directive) }, message: { id: "first" } }],
            fixes: [removeLines(file, [directive])],
          });
      }
    }
  },
});
