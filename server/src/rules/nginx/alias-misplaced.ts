/** `alias` beside `root`, or in a named location: there is no path of the request it could replace (ngx_http_core_root). */
import { readLocation } from "../../dialects/nginx/location.ts";
import type { Directive } from "../../syntax/tree.ts";
import { nodesHere } from "../locality.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const aliasMisplaced = nginxRule({
  name: "alias-misplaced",
  code: "NG216",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const { node } of nodesHere(subject)) {
      if (node.kind !== "directive" || node.words[0].value !== "location") continue;
      const lines = (node.body?.children ?? []).filter(
        (child): child is Directive => child.kind === "directive",
      );
      const alias = lines.find((line) => line.words[0].value === "alias");
      if (alias === undefined) continue;
      if (readLocation(node.words.slice(1))?.kind === "named") {
        report({ file, span: headOf(alias) }, "named", { params: { name: node.words.at(-1)?.value ?? "" } });
      }
      const root = lines.find((line) => line.words[0].value === "root");
      if (root === undefined) continue;
      const [first, second] = root.start < alias.start ? [root, alias] : [alias, root];
      report({ file, span: headOf(second) }, "both", {
        params: { second: second.words[0].value, first: first.words[0].value },
        related: [{ place: { file, span: headOf(first) }, message: { id: "first" } }],
      });
    }
  },
});
