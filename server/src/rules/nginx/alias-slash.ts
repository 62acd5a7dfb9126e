/** `location /img/` with `alias /data/img`: the slash that ends the prefix is taken off with it, so names run together. */
import { readLocation } from "../../dialects/nginx/location.ts";
import { isCalled, ownBlocks } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const aliasSlash = nginxRule({
  name: "alias-slash",
  code: "NG322",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { opener, statements } of ownBlocks(subject, "location")) {
      const location = readLocation(opener.directive.words.slice(1));
      const word = statements.find((s) => s.file === file && isCalled(s, "alias"))?.directive.words[1];
      if (word === undefined || word.unknown !== undefined || location === undefined) continue;
      const isPrefix = location.kind === "prefix" || location.kind === "prefix-final";
      if (!isPrefix || !location.path.endsWith("/") || word.value.endsWith("/") || word.value.includes("$"))
        continue;
      const end = word.end - (word.quoted ? 1 : 0);
      report({ file, span: word }, "joined", {
        params: { example: `${location.path}x`, sent: `${word.value}x` },
        fixes: [{ title: { id: "fix" }, safety: "safe", edits: [{ span: { start: end, end }, text: "/" }] }],
      });
    }
  },
});
