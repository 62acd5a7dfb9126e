/** `location /files` with `alias /data/`: what follows the prefix is put behind the directory, so `/files../x` leaves it. */
import { readLocation } from "../../dialects/nginx/location.ts";
import type { Fix } from "../rule.ts";
import { isCalled, ownBlocks } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const aliasTraversal = nginxRule({
  name: "alias-traversal",
  code: "NG301",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    for (const { opener, statements } of ownBlocks(subject, "location")) {
      const location = readLocation(opener.directive.words.slice(1));
      const alias = statements.find((s) => isCalled(s, "alias"));
      const directory = alias?.directive.words[1];
      const path = opener.directive.words.at(-1);
      if (alias === undefined || directory === undefined || path === undefined || location === undefined)
        continue;
      if (directory.unknown !== undefined || path.unknown !== undefined) continue;
      const isPrefix = location.kind === "prefix" || location.kind === "prefix-final";
      if (!isPrefix || location.path.endsWith("/") || !directory.value.endsWith("/")) continue;
      const end = path.end - (path.quoted ? 1 : 0);
      const fix: Fix = {
        title: { id: "fix", params: { path: location.path } },
        safety: "unsafe",
        edits: [{ span: { start: end, end }, text: "/" }],
      };
      report({ file: subject.file, span: path }, "leaves", {
        params: { path: location.path, directory: directory.value },
        related: [{ place: { file: alias.file, span: directory }, message: { id: "directory" } }],
        fixes: [fix],
      });
    }
  },
});
