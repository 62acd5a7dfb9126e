/** A location inside one that can not hold it: outside its path, in an exact or a named one (ngx_http_core_location). */
import { type LocationMatch, readLocation } from "../../dialects/nginx/location.ts";
import type { Directive } from "../../syntax/tree.ts";
import { nodesHere } from "../locality.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const nestedLocation = nginxRule({
  name: "nested-location",
  code: "NG217",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { node, parents } of nodesHere(subject)) {
      const parent = parents.at(-1);
      if (node.kind !== "directive" || parent === undefined) continue;
      const inner = locationOf(node);
      const outer = locationOf(parent);
      if (inner === undefined || outer === undefined) continue;
      const message = problemOf(inner, outer);
      if (message === undefined) continue;
      report({ file, span: headOf(node) }, message, {
        params: { inner: inner.path, outer: outer.path },
        related: [{ place: { file, span: headOf(parent) }, message: { id: "outer" } }],
      });
    }
  },
});

function locationOf(directive: Directive): LocationMatch | undefined {
  if (directive.words[0].value !== "location" || directive.words.some((word) => word.unknown !== undefined))
    return undefined;
  return readLocation(directive.words.slice(1));
}

function problemOf(inner: LocationMatch, outer: LocationMatch): string | undefined {
  if (outer.kind === "exact") return "in-exact";
  if (outer.kind === "named") return "in-named";
  if (inner.kind === "named") return "named";
  return inner.kind !== "regex" && !inner.path.startsWith(outer.path) ? "outside" : undefined;
}
