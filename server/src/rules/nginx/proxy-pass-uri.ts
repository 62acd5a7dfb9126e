/** A path behind the host of `proxy_pass` where nginx could not tell what of the request it replaces (ngx_http_proxy_pass). */
import { readLocation } from "../../dialects/nginx/location.ts";
import type { Directive } from "../../syntax/tree.ts";
import { nodesHere } from "../locality.ts";
import { replace } from "../rule.ts";
import { nginxRule } from "./nginx-rule.ts";

export const proxyPassUri = nginxRule({
  name: "proxy-pass-uri",
  code: "NG206",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { node, parents } of nodesHere(subject)) {
      if (node.kind !== "directive" || node.words[0].value !== "proxy_pass" || !file.checked.known.has(node))
        continue;
      const word = node.words[1];
      const where = placeOf(parents.at(-1));
      if (where === undefined || word === undefined || word.unknown !== undefined || word.value.includes("$"))
        continue;
      const match = /^https?:\/\/(?:unix:[^:]*(:.+)|(?!unix:)[^/?]*([/?].*))$/is.exec(word.value);
      if (match === null) continue;
      const uri = match[1] ?? match[2] ?? "";
      const end = word.end - (word.quoted ? 1 : 0);
      const span = { start: end - uri.length, end };
      // A lone slash says no more than none.
      const fixes = uri === "/" ? [replace({ id: "fix" }, "unsafe", span, "")] : [];
      report({ file, span }, where, { params: { uri }, fixes });
    }
  },
});

function placeOf(parent: Directive | undefined): string | undefined {
  if (parent === undefined) return undefined;
  const name = parent.words[0].value;
  if (name === "if" || name === "limit_except") return name;
  if (name !== "location") return undefined;
  const kind = readLocation(parent.words.slice(1))?.kind;
  return kind === "regex" || kind === "named" ? kind : undefined;
}
