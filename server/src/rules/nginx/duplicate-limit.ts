/** One zone in two limits of a block (ngx_http_limit_req, ngx_http_limit_conn). */
import type { Word } from "../../syntax/tree.ts";
import { isCalled, ownBlocks } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const duplicateLimit = nginxRule({
  name: "duplicate-limit",
  code: "NG231",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const { statements } of ownBlocks(
      subject,
      "http",
      "server",
      "location",
      "stream",
      "stream-server",
    )) {
      const seen = new Map<string, Word>();
      for (const statement of statements) {
        const { directive } = statement;
        const isRate = isCalled(statement, "limit_req");
        if (!isRate && !isCalled(statement, "limit_conn")) continue;
        const word = isRate
          ? directive.words.find((one) => one.value.startsWith("zone="))
          : directive.words[1];
        if (word === undefined || word.unknown !== undefined) continue;
        const zone = word.value.replace(/^zone=/, "");
        const key = `${directive.words[0].value} ${zone}`;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, word);
        else if (statement.file === file)
          report({ file, span: word }, "twice", { params: { zone, name: directive.words[0].value } });
      }
    }
  },
});
