/** Two servers of one name in one backend. */
import type { Word } from "../../syntax/tree.ts";
import { haproxyRule, sectionsOf } from "./haproxy-rule.ts";

export const duplicateServer = haproxyRule({
  name: "duplicate-server",
  code: "HA207",
  severity: "error",
  daemon: "reject",
  check({ file }, report) {
    if (file.tree.templated) return;
    for (const section of sectionsOf(file)) {
      if (section.kind !== "backend" && section.kind !== "listen" && section.kind !== "ring") continue;
      const seen = new Map<string, Word>();
      for (const { keyword, directive, known } of section.lines) {
        const name = directive.words[1];
        if (keyword !== "server" || known.conditional || name === undefined || name.unknown !== undefined)
          continue;
        const first = seen.get(name.value);
        if (first === undefined) {
          seen.set(name.value, name);
          continue;
        }
        report({ file, span: name }, "duplicate", {
          params: { name: name.value, section: section.name?.value ?? "" },
          related: [{ place: { file, span: first }, message: { id: "first" } }],
        });
      }
    }
  },
});
