/** A path in `proxy_pass`: nginx decodes the path of the request to put it in, and the server behind gets another one. */
import { readLocation } from "../../dialects/nginx/location.ts";
import { replace } from "../rule.ts";
import { isCalled, ownBlocks } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const proxyPassDecodes = nginxRule({
  name: "proxy-pass-decodes",
  code: "NG349",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { opener, statements } of ownBlocks(subject, "location")) {
      const location = readLocation(opener.directive.words.slice(1));
      if (location?.kind !== "prefix" && location?.kind !== "prefix-final") continue;
      const word = statements.find((s) => s.file === file && isCalled(s, "proxy_pass"))?.directive.words[1];
      if (word === undefined || word.unknown !== undefined || word.value.includes("$")) continue;
      const [, path] = /^https?:\/\/(?:unix:[^:]*:|(?!unix:)[^/?]+)(\/.*)$/i.exec(word.value) ?? [];
      if (path === undefined) continue;
      const end = word.end - (word.quoted ? 1 : 0);
      const isUseless = path === "/" && location.path === "/";
      report({ file, span: word }, "decoded", {
        params: { path: location.path },
        fixes: isUseless ? [replace({ id: "fix" }, "unsafe", { start: end - 1, end }, "")] : [],
      });
    }
  },
});
