/** Two upstreams of one name: nginx refuses the second (ngx_http_upstream_add). */
import { blocksIn, nginxRule, type Statement } from "./nginx-rule.ts";

export const duplicateUpstream = nginxRule({
  name: "duplicate-upstream",
  code: "NG208",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (unit.files.some((f) => f.tree.templated)) return;
    for (const scope of ["upstream", "stream-upstream"]) {
      const first = new Map<string, Statement>();
      for (const block of blocksIn(unit, scope)) {
        const name = block.directive.words[1];
        if (name === undefined || name.unknown !== undefined) continue;
        const earlier = first.get(name.value.toLowerCase());
        if (earlier === undefined) first.set(name.value.toLowerCase(), block);
        else if (block.file === file) {
          const place = { file: earlier.file, span: earlier.directive.words[1] ?? earlier.directive };
          report({ file, span: name }, "duplicate", {
            params: { name: name.value },
            related: [{ place, message: { id: "first" } }],
          });
        }
      }
    }
  },
});
