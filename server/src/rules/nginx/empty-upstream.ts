/** An upstream without a server that can be chosen first: nginx refuses it (ngx_http_upstream_init_round_robin). */
import { isCalled, ownBlocks } from "./blocks.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const emptyUpstream = nginxRule({
  name: "empty-upstream",
  code: "NG202",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { opener, statements, complete } of ownBlocks(subject, "upstream", "stream-upstream")) {
      const { directive } = opener;
      if (!complete || directive.body?.close === undefined) continue;
      const name = directive.words[1]?.value ?? "";
      const servers = statements.filter((s) => isCalled(s, "server"));
      // Servers may come from elsewhere: a module, a service, a state file of NGINX Plus.
      if (statements.some((s) => s.known === undefined || s.known.entry.build !== undefined)) continue;
      if (servers.length === 0) report({ file, span: headOf(directive) }, "empty", { params: { name } });
      else if (servers.every((s) => s.directive.words.some((word) => word.value === "backup"))) {
        report({ file, span: headOf(directive) }, "only-backup", { params: { name } });
      }
    }
  },
});
