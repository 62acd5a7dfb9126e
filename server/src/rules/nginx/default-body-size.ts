/** A proxy that nobody told how large requests may be: nginx refuses what is above 1 MB with 413. */
import { type Block, ownBlocks } from "./blocks.ts";
import { effective } from "./effective.ts";
import { headOf, isComplete, nginxRule } from "./nginx-rule.ts";

export const defaultBodySize = nginxRule({
  name: "default-body-size",
  code: "NG366",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (!isComplete(subject)) return;
    for (const block of ownBlocks(subject, "server")) {
      if (passesByDefault(block)) report({ file, span: headOf(block.opener.directive) }, "unset");
    }
  },
});

/** In one of its blocks requests are passed on, and nothing says how large they may be. */
function passesByDefault(block: Block): boolean {
  const isPassed = block.scope === "location" && effective(block, "proxy_pass") !== undefined;
  if (isPassed && effective(block, "client_max_body_size") === undefined) return true;
  return block.blocks.some(passesByDefault);
}
