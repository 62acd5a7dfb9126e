/** More connections than open files: each connection is a file, and one that is passed on is two. */
import { blocksIn, isCalled, topBlock } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const moreConnectionsThanFiles = nginxRule({
  name: "more-connections-than-files",
  code: "NG332",
  severity: "warning",
  daemon: "silent",
  check({ file, unit, snapshot }, report) {
    const limit = topBlock(unit, snapshot)?.statements.find((s) => isCalled(s, "worker_rlimit_nofile"));
    const files = Number(limit?.directive.words[1]?.value);
    for (const { statements } of blocksIn(unit, snapshot, "events")) {
      const connections = statements.find((s) => isCalled(s, "worker_connections"));
      const word = connections?.directive.words[1];
      if (
        limit === undefined ||
        word === undefined ||
        connections?.file !== file ||
        !(Number(word.value) > files)
      )
        continue;
      report({ file, span: word }, "more", {
        params: { connections: word.value, files },
        related: [{ place: { file: limit.file, span: limit.directive.words[0] }, message: { id: "limit" } }],
      });
    }
  },
});
