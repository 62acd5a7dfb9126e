/** A group or a user that a userlist names and does not have. */
import type { Word } from "../../syntax/tree.ts";
import { haproxyRule, sectionsHere } from "./haproxy-rule.ts";

export const undefinedGroup = haproxyRule({
  name: "undefined-group",
  code: "HA223",
  severity: "error",
  daemon: "reject",
  needs: ["userlist", "group"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "userlist") continue;
      const lines = section.lines;
      if (lines.some((l) => l.known.conditional || l.directive.words.some((w) => w.unknown !== undefined)))
        continue;
      for (const { directive, keyword } of lines) {
        const other = keyword === "user" ? "group" : "user";
        const defined = new Set(
          lines.filter((l) => l.keyword === other).map((l) => l.directive.words[1]?.value),
        );
        for (const { word, name } of namesBehind(directive.words, `${other}s`)) {
          if (!defined.has(name))
            report({ file, span: word }, "undefined", { params: { kind: other, name } });
        }
      }
    }
  },
});

/** The names in the list behind an option. */
function namesBehind(words: readonly Word[], option: string): { word: Word; name: string }[] {
  const at = words.findIndex((word, i) => i > 1 && word.value === option);
  const word = words[at + 1];
  if (at < 0 || word === undefined) return [];
  return word.value
    .split(",")
    .filter((name) => name !== "")
    .map((name) => ({ word, name }));
}
