/** `access_log` with a format that no `log_format` above it defines (ngx_http_log_set_log). */
import { nearestName } from "../../catalogue/near.ts";
import { namesHere } from "../locality.ts";
import { type Fix, replace } from "../rule.ts";
import { familyOf, isComplete, namesOf, nginxRule } from "./nginx-rule.ts";

export const undefinedLogFormat = nginxRule({
  name: "undefined-log-format",
  code: "NG212",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const uses = namesHere(subject).filter((n) => n.role === "reference" && n.kinds.includes("log-format"));
    if (uses.length === 0) return;
    const complete = isComplete(subject);
    const definitions = namesOf(subject, "log-format", "definition");
    for (const use of uses) {
      const family = familyOf(file, use.directive);
      if (family === "http" && use.name === "combined") continue;
      const known = definitions.filter((d) => familyOf(d.file, d.name.directive) === family);
      const found = known.find((d) => d.name.name === use.name);
      if (found !== undefined) {
        if (found.file !== file || found.name.span.start < use.span.start || file.tree.templated) continue;
        report({ file, span: use.span }, "late", {
          params: { name: use.name },
          related: [{ place: { file, span: found.name.span }, message: { id: "defined" } }],
        });
      } else if (complete) {
        const near = nearestName(use.name, [
          ...known.map((d) => d.name.name),
          ...(family === "http" ? ["combined"] : []),
        ]);
        const fixes: Fix[] =
          near === undefined ? [] : [replace({ id: "fix", params: { near } }, "unsafe", use.span, near)];
        report({ file, span: use.span }, near === undefined ? "undefined" : "near", {
          params: { name: use.name, near: near ?? "" },
          fixes,
        });
      }
    }
  },
});
