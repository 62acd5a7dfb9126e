/** `limit_req`, `limit_conn` or a cache with a shared memory zone that nothing sets up. */
import { nearestName } from "../../catalogue/near.ts";
import { namesHere } from "../locality.ts";
import { type Fix, replace } from "../rule.ts";
import { isComplete, namesOf, nginxRule } from "./nginx-rule.ts";

const makers: Readonly<Record<string, string>> = {
  "limit-req-zone": "limit_req_zone",
  "limit-conn-zone": "limit_conn_zone",
  "cache-zone": "proxy_cache_path",
  "thread-pool": "thread_pool",
  "upstream-zone": "zone",
  "stream-upstream-zone": "zone",
};

const builtIn = new Set(["cache-zone off", "thread-pool default"]);

export const undefinedZone = nginxRule({
  name: "undefined-zone",
  code: "NG213",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const uses = namesHere(subject).filter(
      (n) => n.role === "reference" && n.kinds.some((kind) => Object.hasOwn(makers, kind)),
    );
    if (uses.length === 0 || !isComplete(subject)) return;
    for (const use of uses) {
      const kind = use.kinds[0] ?? "";
      const names = namesOf(subject, kind, "definition").map((d) => d.name.name);
      if (names.includes(use.name) || builtIn.has(`${kind} ${use.name}`)) continue;
      const near = nearestName(use.name, names);
      const fixes: Fix[] =
        near === undefined ? [] : [replace({ id: "fix", params: { near } }, "unsafe", use.span, near)];
      const maker = makerOf(kind, use.directive.words[0].value);
      report({ file, span: use.span }, near === undefined ? "undefined" : "near", {
        params: { name: use.name, near: near ?? "", maker },
        fixes,
      });
    }
  },
});

/** `fastcgi_cache` takes its zone from `fastcgi_cache_path`. */
function makerOf(kind: string, user: string): string {
  return kind === "cache-zone" ? `${user}_path` : (makers[kind] ?? "");
}
