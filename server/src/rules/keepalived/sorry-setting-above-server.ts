/** A setting of the sorry server that stands above it, or alone: keepalived reads from top to bottom and ignores it. */
import { isKnown } from "../../model/file-model.ts";
import { moveLineBelow, virtualServerRule } from "./virtual-server-rule.ts";

export const sorrySettingAboveServer = virtualServerRule({
  name: "sorry-setting-above-server",
  code: "KA310",
  severity: "error",
  daemon: "reject",
  check({ file, virtual }, report) {
    const { sorryServers, sorrySettings } = virtual;
    if (!isKnown(virtual, "sorry_server")) return;
    const [first] = sorryServers;
    for (const { keyword, span } of sorrySettings) {
      if (first !== undefined && first.line.start < span.start) continue;
      const params = { name: keyword };
      if (first === undefined) report(span, "alone", { params });
      else report(span, "above", { params, fixes: moveLineBelow("move", file, span, first.line) });
    }
  },
});
