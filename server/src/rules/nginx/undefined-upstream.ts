/**
 * `proxy_pass http://backnd` beside `upstream backend`: nginx takes the name for a host and asks the resolver. A
 * name that is near no upstream may well be a host and is let pass.
 */

import { nearestName } from "../../catalogue/near.ts";
import { namesHere } from "../locality.ts";
import { replace } from "../rule.ts";
import { familyOf, namesOf, nginxRule } from "./nginx-rule.ts";

export const undefinedUpstream = nginxRule({
  name: "undefined-upstream",
  code: "NG204",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const uses = namesHere(subject).filter((n) => n.role === "reference" && n.kinds.includes("upstream"));
    if (uses.length === 0) return;
    const names = namesOf(subject, "upstream", "definition").map(({ name }) => name.name);
    const known = new Set(names.map((name) => name.toLowerCase()));
    const used = new Set(namesOf(subject, "upstream", "reference").map((r) => r.name.name));
    for (const use of uses) {
      if (
        !use.directive.words[0].value.startsWith("proxy_pass") ||
        use.name.includes(".") ||
        use.name === "localhost"
      )
        continue;
      if (familyOf(file, use.directive) !== "http") continue;
      if (known.has(use.name.toLowerCase())) continue;
      // `web1` beside `upstream web2` that is used elsewhere is a host of its own.
      const near = nearestName(use.name, names);
      if (near === undefined || (used.has(near) && differsInDigits(near, use.name))) continue;
      report({ file, span: use.span }, "near", {
        params: { name: use.name, near },
        fixes: [replace({ id: "fix", params: { near } }, "unsafe", use.span, near)],
      });
    }
  },
});

function differsInDigits(a: string, b: string): boolean {
  return a.replace(/\d/g, "") === b.replace(/\d/g, "");
}
