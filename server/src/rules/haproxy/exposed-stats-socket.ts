/** The socket that HAProxy takes commands from, within reach of others than its administrator. */
import type { Directive, Word } from "../../syntax/tree.ts";
import { haproxyRule, sectionsHere } from "./haproxy-rule.ts";
import { isReachable, optionValue } from "./listening.ts";

export const exposedStatsSocket = haproxyRule({
  name: "exposed-stats-socket",
  code: "HA343",
  severity: "warning",
  daemon: "silent",
  needs: ["socket"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { kind, lines } of sectionsHere(subject)) {
      if (kind !== "global") continue;
      for (const { keyword, directive } of lines) {
        const address = directive.words[2];
        if (keyword !== "stats socket" || address === undefined || address.unknown !== undefined) continue;
        const level = optionValue(directive, "level")?.value ?? "operator";
        if (isReachable(address)) {
          const hasCertificates = optionValue(directive, "verify")?.value === "required";
          if (level !== "user" && !hasCertificates)
            report({ file, span: address }, level === "admin" ? "admin" : "network", {
              params: { address: address.value, level },
            });
          continue;
        }
        const mode = worldWritable(directive);
        if (level === "admin" && mode !== undefined)
          report({ file, span: mode }, "mode", { params: { mode: mode.value } });
      }
    }
  },
});

/** The mode that lets every user of the host write. */
function worldWritable(socket: Directive): Word | undefined {
  const mode = optionValue(socket, "mode");
  return mode !== undefined && /^[0-7]*[2367]$/.test(mode.value) ? mode : undefined;
}
