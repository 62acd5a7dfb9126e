/** `allow` lines that no `deny` follows: who is in none of them is let in as well. */
import { isCalled, ownBlocks, statementsCalled } from "./blocks.ts";
import { effective, isCertain } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

export const allowWithoutDeny = nginxRule({
  name: "allow-without-deny",
  code: "NG307",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const block of ownBlocks(subject, "http", "server", "location", "limit_except")) {
      const allow = statementsCalled(block, "allow")[0];
      if (allow === undefined || allow.file !== file || !isCertain(block)) continue;
      const rules = effective(block, "allow")?.statements ?? [];
      const opens = rules.every((s) => isCalled(s, "allow") && s.directive.words[1]?.value !== "all");
      if (!opens) continue;
      const last = rules.at(-1)?.directive ?? allow.directive;
      report({ file, span: allow.directive.words[0] }, "open", {
        fixes:
          last.terminator === undefined || rules.at(-1)?.file !== file
            ? []
            : [
                {
                  title: { id: "fix" },
                  safety: "unsafe",
                  edits: [{ span: { start: last.end, end: last.end }, text: " deny all;" }],
                },
              ],
      });
    }
  },
});
