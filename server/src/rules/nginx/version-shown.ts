/** `server_tokens`: which nginx answers, told to everybody in a header and on error pages. */
import { blocksIn, called } from "./blocks.ts";
import { effective } from "./effective.ts";
import { serversOf } from "./listening.ts";
import { headOf, isComplete, nginxRule } from "./nginx-rule.ts";

export const versionShown = nginxRule({
  name: "version-shown",
  code: "NG313",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    for (const { directive } of called(subject, "server_tokens")) {
      const value = directive.words[1];
      if (value !== undefined && /^(?:on|build)$/i.test(value.value)) report({ file, span: value }, "shown");
    }
    if (!isComplete(subject)) return;
    const http = blocksIn(unit, snapshot, "http").find(({ opener }) => opener.file === file);
    const isShown = serversOf(unit, snapshot).some(
      ({ block }) => effective(block, "server_tokens") === undefined,
    );
    if (http !== undefined && isShown) report({ file, span: headOf(http.opener.directive) }, "unset");
  },
});
