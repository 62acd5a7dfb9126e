/** `max_fails` and `fail_timeout` of the only server of an upstream: nginx never takes the last one out. */
import { isCalled, ownBlocks } from "./blocks.ts";
import { optionWord } from "./listening.ts";
import { nginxRule } from "./nginx-rule.ts";

export const singleServerFails = nginxRule({
  name: "single-server-fails",
  code: "NG333",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { statements, complete } of ownBlocks(subject, "upstream", "stream-upstream")) {
      const servers = statements.filter((s) => isCalled(s, "server"));
      const [only] = servers;
      if (!complete || only === undefined || servers.length > 1 || only.file !== file) continue;
      // A name may stand for several addresses, each of them a server.
      const [, address] = only.directive.words;
      if (address === undefined || !/^(?:unix:|\[|\d+\.\d+\.\d+\.\d+(?::|$))/.test(address.value)) continue;
      const option = optionWord(only.directive, (value) => /^(?:max_fails|fail_timeout)=/.test(value));
      if (option !== undefined && option.value !== "max_fails=0")
        report({ file, span: option }, "ignored", { params: { option: option.value } });
    }
  },
});
