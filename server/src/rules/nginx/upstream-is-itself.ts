/** An upstream with the server's own address in it: what is sent there comes back, until no connection is left. */
import { nginxRule } from "./nginx-rule.ts";
import { ownUpstreams } from "./own-upstreams.ts";

export const upstreamIsItself = nginxRule({
  name: "upstream-is-itself",
  code: "NG342",
  severity: "warning",
  daemon: "silent",
  check({ file, unit, snapshot }, report) {
    for (const { sends, address, listens } of ownUpstreams(unit, snapshot, isLoopback)) {
      if (sends.file !== file) continue;
      const { file: other, directive } = listens.statement;
      report({ file, span: sends.directive.words[1] ?? sends.directive }, "loop", {
        params: { address },
        related: [
          { place: { file: other, span: directive.words[1] ?? directive }, message: { id: "listens" } },
        ],
      });
    }
  },
});

function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1";
}
