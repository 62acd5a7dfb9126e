/** `fastcgi_pass php;` and the like, where no upstream has that name: an address there needs a port (ngx_http_upstream_add). */
import { nearestName } from "../../catalogue/near.ts";
import { namesHere } from "../locality.ts";
import { type Fix, replace } from "../rule.ts";
import { familyOf, isComplete, namesOf, nginxRule } from "./nginx-rule.ts";

/** Directives that know no default port. */
const withoutDefault = new Set([
  "fastcgi_pass",
  "uwsgi_pass",
  "scgi_pass",
  "grpc_pass",
  "memcached_pass",
  "pass",
]);

export const upstreamNeedsPort = nginxRule({
  name: "upstream-needs-port",
  code: "NG203",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const uses = namesHere(subject).filter((n) => n.role === "reference" && n.kinds.includes("upstream"));
    if (uses.length === 0 || !isComplete(subject)) return;
    const definitions = namesOf(subject, "upstream", "definition");
    for (const use of uses) {
      const [keyword] = use.directive.words;
      const family = familyOf(file, use.directive);
      if (!withoutDefault.has(keyword.value) && family !== "stream") continue;
      const names = definitions
        .filter((d) => familyOf(d.file, d.name.directive) === family)
        .map((d) => d.name.name);
      if (names.some((name) => name.toLowerCase() === use.name.toLowerCase())) continue;
      if (use.name.includes("$")) continue;
      const near = nearestName(use.name, names);
      const fixes: Fix[] =
        near === undefined ? [] : [replace({ id: "fix", params: { near } }, "unsafe", use.span, near)];
      report({ file, span: use.span }, near === undefined ? "no-port" : "near", {
        params: { name: use.name, near: near ?? "" },
        fixes,
      });
    }
  },
});
