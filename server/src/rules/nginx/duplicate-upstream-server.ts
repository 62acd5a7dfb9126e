/** One address twice in an upstream: it gets twice the share, and both entries fail at once. */
import { isCalled, ownBlocks, type Statement } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const duplicateUpstreamServer = nginxRule({
  name: "duplicate-upstream-server",
  code: "NG334",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const { statements, scope } of ownBlocks(subject, "upstream", "stream-upstream")) {
      const seen = new Map<string, Statement>();
      for (const statement of statements) {
        const word = statement.directive.words[1];
        if (!isCalled(statement, "server") || word === undefined || word.unknown !== undefined) continue;
        const host = word.value.toLowerCase();
        const key = scope === "upstream" ? host.replace(/:80$/, "") : host;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, statement);
        else if (statement.file === file)
          report({ file, span: word }, "twice", {
            params: { address: word.value },
            related: [
              {
                place: { file: first.file, span: first.directive.words[1] ?? first.directive },
                message: { id: "first" },
              },
            ],
          });
      }
    }
  },
});
