/** Two servers of a backend with one cookie value: HAProxy sends both their clients to the first. */
import type { Word } from "../../syntax/tree.ts";
import { effective, haproxyRule, isBackend, sectionsHere } from "./haproxy-rule.ts";
import { serversOf } from "./servers.ts";

export const duplicateServerCookie = haproxyRule({
  name: "duplicate-server-cookie",
  code: "HA314",
  severity: "warning",
  daemon: "silent",
  needs: ["cookie"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      const seen = new Map<string, Word>();
      for (const { line, options, unclear } of serversOf(section, unit)) {
        const value = options.get("cookie")?.values[0];
        if (value === undefined || unclear || options.has("backup") || !line.directive.words.includes(value))
          continue;
        const first = seen.get(value.value);
        if (first === undefined) seen.set(value.value, value);
        else
          report({ file, span: value }, "duplicate", {
            params: { value: value.value },
            related: [{ place: { file, span: first }, message: { id: "first" } }],
          });
      }
    }
  },
});
