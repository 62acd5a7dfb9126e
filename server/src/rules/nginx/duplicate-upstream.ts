/** Two upstreams of one name: nginx refuses the second (ngx_http_upstream_add). */
import type { Piece } from "../../catalogue/check.ts";
import type { Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { isTemplated } from "../../workspace/units.ts";
import { blocksIn, type Statement } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const duplicateUpstream = nginxRule({
  name: "duplicate-upstream",
  code: "NG208",
  severity: "error",
  daemon: "reject",
  check({ file, unit, snapshot }, report) {
    for (const { first, second, name } of duplicates(unit, snapshot)) {
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

const upstreamIn = remembered(({ node }: Piece): readonly string[] =>
  node.kind === "directive" && node.words[0].value === "upstream"
    ? [node.words[1]?.value.toLowerCase() ?? ""]
    : [],
);

const duplicates = remembered((unit: Unit, snapshot: Snapshot) => {
  const found: Duplicate[] = [];
  const written = unit.files.flatMap(({ checked }) => checked.pieces.flatMap(upstreamIn));
  if (isTemplated(unit) || new Set(written).size === written.length) return found;
  for (const scope of ["upstream", "stream-upstream"]) {
    const seen = new Map<string, Statement>();
    for (const { opener: second } of blocksIn(unit, snapshot, scope)) {
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
