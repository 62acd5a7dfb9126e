/** `stub_status` that anybody may read: how many connections there are, for whoever wants to fill them. */
import { type OpenedBlock, outward, ownBlocks, statementsCalled } from "./blocks.ts";
import { effective, isCertain } from "./effective.ts";
import { isLocal, serversOf } from "./listening.ts";
import { nginxRule } from "./nginx-rule.ts";

export const openStatusPage = nginxRule({
  name: "open-status-page",
  code: "NG335",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    for (const block of ownBlocks(subject, "location")) {
      const status = statementsCalled(block, "stub_status").find((s) => s.file === file);
      if (status === undefined || !isCertain(block)) continue;
      const guards = ["deny", "auth_basic", "auth_request", "internal"];
      if (guards.some((name) => effective(block, name) !== undefined)) continue;
      const server = serversOf(unit, snapshot).find((one) => isAround(one.block, block));
      if (server === undefined || (server.listenings.length > 0 && server.listenings.every(isLocal)))
        continue;
      report({ file, span: status.directive.words[0] }, "open");
    }
  },
});

function isAround(outer: OpenedBlock, inner: OpenedBlock): boolean {
  for (const at of outward(inner)) if (at === outer) return true;
  return false;
}
