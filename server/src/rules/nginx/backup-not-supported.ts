/** `backup` behind a balancing method that knows no backups (NGX_HTTP_UPSTREAM_BACKUP in the method's flags). */
import type { Directive } from "../../syntax/tree.ts";
import { isCalled, ownBlocks } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const methods = new Set(["hash", "ip_hash", "random"]);

export const backupNotSupported = nginxRule({
  name: "backup-not-supported",
  code: "NG209",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { statements } of ownBlocks(subject, "upstream", "stream-upstream")) {
      let method: Directive | undefined;
      const early: Directive[] = [];
      for (const statement of statements) {
        if (statement.file !== file) continue;
        const { directive } = statement;
        const [keyword] = directive.words;
        if (methods.has(keyword.value)) method = directive;
        else if (keyword.value === "least_conn") method = undefined;
        if (!isCalled(statement, "server")) continue;
        const backup = directive.words.find((word, i) => i > 1 && word.value === "backup");
        if (backup === undefined) continue;
        if (method === undefined) {
          early.push(directive);
          continue;
        }
        const [name] = method.words;
        report({ file, span: backup }, "refused", {
          params: { method: name.value },
          related: [{ place: { file, span: name }, message: { id: "method" } }],
        });
      }
      if (method !== undefined) for (const directive of early) reportEarly(directive, method.words[0].value);
    }

    function reportEarly(directive: Directive, method: string): void {
      const backup = directive.words.find((word, i) => i > 1 && word.value === "backup") ?? directive;
      report({ file, span: backup }, "not-supported", {
        params: { method },
        severity: "warning",
        daemon: "silent",
      });
    }
  },
});
