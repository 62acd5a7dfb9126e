/** A section without the line that it can not do without. */
import { haproxyRule, headOf, sectionsHere } from "./haproxy-rule.ts";

const needed: Readonly<Record<string, string>> = {
  cache: "total-max-size",
  "fcgi-app": "docroot",
  program: "command",
  acme: "directory",
};

export const incompleteSection = haproxyRule({
  name: "incomplete-section",
  code: "HA218",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      const keyword = needed[section.kind];
      if (keyword === undefined || file.checked.known.get(section.directive)?.conditional) continue;
      if (section.lines.some((line) => line.keyword === keyword || line.known.conditional)) continue;
      report({ file, span: headOf(section.directive) }, "incomplete", {
        params: { kind: section.kind, name: section.name?.value ?? "", keyword },
      });
    }
  },
});
