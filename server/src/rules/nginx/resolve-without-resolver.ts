/** `server … resolve` needs shared memory and a resolver (ngx_http_upstream_init_zone). */
import { parseAddress } from "../../model/address.ts";
import { blocksIn, isCalled, ownBlocks, statementsCalled } from "./blocks.ts";
import { isComplete, nginxRule } from "./nginx-rule.ts";

export const resolveWithoutResolver = nginxRule({
  name: "resolve-without-resolver",
  code: "NG222",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    const { catalogue } = file.checked;
    for (const { opener, scope, statements, complete } of ownBlocks(subject, "upstream", "stream-upstream")) {
      const resolving = statements.find(
        (s) =>
          s.file === file &&
          isCalled(s, "server") &&
          s.directive.words.some((w) => w.value === "resolve") &&
          !isAddress(s.directive.words[1]?.value ?? ""),
      );
      const option = catalogue.entryOf(
        scope === "upstream" ? "server-option" : "stream-server-option",
        "resolve",
      );
      if (!complete || resolving === undefined || option === undefined || !catalogue.knows(option)) continue;
      const word = resolving.directive.words.find((w) => w.value === "resolve") ?? resolving.directive;
      const params = { upstream: opener.directive.words[1]?.value ?? "" };
      if (!statements.some((s) => isCalled(s, "zone"))) report({ file, span: word }, "no-zone", { params });
      else if (
        !statements.some((s) => isCalled(s, "resolver")) &&
        isComplete(subject) &&
        !blocksIn(unit, snapshot, "http", "stream").some(
          (block) => statementsCalled(block, "resolver").length > 0,
        )
      ) {
        report({ file, span: word }, "no-resolver", { params });
      }
    }
  },
});

/** Not a name: there is nothing to resolve, and `resolve` is passed over. */
function isAddress(peer: string): boolean {
  if (peer.startsWith("unix:") || peer.startsWith("[")) return true;
  return parseAddress(peer.replace(/:\d*$/, "")) !== undefined;
}
