/** A second `acl` line of a name below a condition that uses it: the condition tests that line too. */
import { aclUsesIn, haproxyRule, sectionsHere } from "./haproxy-rule.ts";

export const aclRedefined = haproxyRule({
  name: "acl-redefined",
  code: "HA307",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      const uses = aclUsesIn(section.piece);
      const last = new Map<string, number>();
      for (const { keyword, directive, known } of section.lines) {
        const name = directive.words[1];
        if (keyword !== "acl" || name === undefined || name.unknown !== undefined || known.conditional)
          continue;
        const before = last.get(name.value);
        last.set(name.value, directive.end);
        const use = uses.find((u) => u.name === name.value && before !== undefined && u.span.start > before);
        if (use === undefined || use.span.start > directive.start) continue;
        report({ file, span: name }, "widened", {
          params: { name: name.value },
          related: [{ place: { file, span: use.span }, message: { id: "used" } }],
        });
      }
    }
  },
});
