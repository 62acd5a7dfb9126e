/** Two upstreams of one name: nginx refuses the second (ngx_http_upstream_add). */
import type { Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { isTemplated } from "../../workspace/units.ts";
import { blocksIn, nginxRule, type Statement } from "./nginx-rule.ts";

export const duplicateUpstream = nginxRule({
  name: "duplicate-upstream",
  code: "NG208",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    for (const { first, second, name } of duplicates(unit)) {
      if (second.file !== file) continue;
      const place = { file: first.file, span: first.directive.words[1] ?? first.directive };
      report({ file, span: name }, "duplicate", {
        params: { name: name.value },
        related: [{ place, message: { id: "first" } }],
      });
    }
  },
});

interface Duplicate {
  readonly first: Statement;
  readonly second: Statement;
  readonly name: Word;
}

const duplicates = remembered((unit: Unit) => {
  const found: Duplicate[] = [];
  if (isTemplated(unit)) return found;
  for (const scope of ["upstream", "stream-upstream"]) {
    const seen = new Map<string, Statement>();
    for (const second of blocksIn(unit, scope)) {
      const name = second.directive.words[1];
      if (name === undefined || name.unknown !== undefined) continue;
      const key = name.value.toLowerCase();
      const first = seen.get(key);
      if (first === undefined) seen.set(key, second);
      else found.push({ first, second, name });
    }
  }
  return found;
});
