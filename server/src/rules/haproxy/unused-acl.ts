/** An ACL that no condition of its section names. */
import { predefinedAcls } from "../../dialects/haproxy/tables.ts";
import { aclsIn, aclUsesIn, haproxyRule, removeLines, type Section, sectionsHere } from "./haproxy-rule.ts";

export const unusedAcl = haproxyRule({
  name: "unused-acl",
  code: "HA301",
  severity: "hint",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    const predefined = predefinedAcls(file.target);
    for (const section of sectionsHere(subject)) {
      const acls = aclsIn(section.piece);
      if (acls.size === 0) continue;
      const used = usedIn(section);
      // One of these was meant by a name that is not there.
      if (aclUsesIn(section.piece).some(({ name }) => !acls.has(name) && !predefined.has(name))) continue;
      for (const acl of acls.values()) {
        if (used.has(acl.name)) continue;
        const lines = section.lines.filter(
          ({ keyword, directive }) => keyword === "acl" && directive.words[1]?.value === acl.name,
        );
        if (lines.some(({ known }) => known.conditional)) continue;
        report({ file, span: acl.span }, "unused", {
          params: { name: acl.name, section: section.kind },
          fixes: [
            removeLines(
              file,
              lines.map(({ directive }) => directive),
            ),
          ],
        });
      }
    }
  },
});

/** Names in conditions, in the fetch `acl()`, and in lines that are not known well enough to have a condition. */
function usedIn({ file, directive, piece }: Section): ReadonlySet<string> {
  const used = new Set(aclUsesIn(piece).map(({ name }) => name));
  const text = file.text.slice(directive.start, directive.end);
  for (const [, list = ""] of text.matchAll(/\bacl\(([^)\n]*)\)/g))
    for (const name of list.split(",")) used.add(name.trim().replace(/^!/, ""));
  for (const node of directive.body?.children ?? []) {
    if (node.kind !== "directive" || file.checked.known.get(node)?.entry.args.includes("<cond>")) continue;
    const condition = node.words.findIndex(({ value }) => value === "if" || value === "unless");
    if (condition < 0) continue;
    for (const { value } of node.words.slice(condition)) used.add(value.replace(/^!+/, ""));
  }
  return used;
}
