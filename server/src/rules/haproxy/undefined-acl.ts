/** A condition with the name of an ACL that its proxy has not declared above. */
import type { PlacedName } from "../../catalogue/check.ts";
import { nearestName } from "../../catalogue/near.ts";
import { predefinedAcls } from "../../dialects/haproxy/tables.ts";
import { type Fix, replace } from "../rule.ts";
import { aclsIn, haproxyRule, referencesHere, sectionOf } from "./haproxy-rule.ts";

export const undefinedAcl = haproxyRule({
  name: "undefined-acl",
  code: "HA202",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (unit.partial || file.tree.templated) return;
    const known = predefinedAcls(file.target);
    for (const use of referencesHere(subject, "acl")) {
      if (known.has(use.name)) continue;
      const section = sectionOf(file, use);
      const declared = section === undefined ? undefined : aclsIn(section.piece);
      const later = declared?.get(use.name);
      if ((later !== undefined && later.span.start < use.span.start) || hasUnknownAcl(use)) continue;
      if (later !== undefined) {
        report({ file, span: use.span }, "later", {
          params: { name: use.name },
          related: [{ place: { file, span: later.span }, message: { id: "declared" } }],
        });
        continue;
      }
      if (use.name === "and" || use.name === "&&") {
        report({ file, span: use.span }, "and", { params: { name: use.name } });
        continue;
      }
      const near = nearestName(use.name, new Set([...(declared?.keys() ?? []), ...known]));
      const params = { name: use.name, near: near ?? "" };
      const fixes: Fix[] =
        near === undefined ? [] : [replace({ id: "fix", params }, "unsafe", use.span, near)];
      report({ file, span: use.span }, near === undefined ? "undefined" : "near", { params, fixes });
    }
  },
});

/** An `acl` line whose name only a template or the environment knows. */
function hasUnknownAcl({ parents }: PlacedName): boolean {
  return (parents[0]?.body?.children ?? []).some(
    (node) =>
      node.kind === "directive" && node.words[0].value === "acl" && node.words[1]?.unknown !== undefined,
  );
}
