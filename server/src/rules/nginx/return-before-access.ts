/** `return` answers before `allow`, `deny` and passwords are looked at (the rewrite phase comes before the access phase). */
import { isCalled, ownBlocks, type Statement } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const guards = ["allow", "deny", "auth_basic", "auth_request", "satisfy"];

export const returnBeforeAccess = nginxRule({
  name: "return-before-access",
  code: "NG308",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { statements } of ownBlocks(subject, "server", "location")) {
      const answer = statements.find((s) => isCalled(s, "return"));
      const guard = statements.find(isGuard);
      if (answer === undefined || guard === undefined || guard.file !== file || turnsAway(answer)) continue;
      report({ file, span: guard.directive.words[0] }, "bypassed", {
        params: { name: guard.directive.words[0].value },
        related: [
          { place: { file: answer.file, span: answer.directive.words[0] }, message: { id: "answers" } },
        ],
      });
    }
  },
});

function isGuard(statement: Statement): boolean {
  const [keyword, value] = statement.directive.words;
  if (keyword.value === "allow" && value?.value === "all") return false;
  return guards.includes(keyword.value) && value?.value !== "off";
}

/** Refusals and redirects give nothing away. */
function turnsAway({ directive }: Statement): boolean {
  return /^(?:[345]\d\d|https?:.*|\$scheme.*)$/.test(directive.words[1]?.value ?? "");
}
