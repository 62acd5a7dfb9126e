/** `state BACKUP` below `state MASTER`: keepalived keeps MASTER. */
import { isKnown } from "../../model/file-model.ts";
import { certainLinesOf, headOf, removeLines } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const ignoredState = instanceRule({
  name: "ignored-state",
  code: "KA264",
  severity: "error",
  daemon: "reject",
  outdoes: ["duplicate-directive"],
  check({ file, instance, block, place }, report) {
    if (file.tree.templated || !isKnown(instance, "state")) return;
    const lines = certainLinesOf(block, "state");
    const master = lines.find((line) => line.words[1]?.value === "MASTER");
    if (master === undefined) return;
    for (const line of lines) {
      if (line.words[1]?.value !== "BACKUP" || line.start < master.start) continue;
      report(headOf(line), "backup", {
        related: [{ place: place(headOf(master)), message: { id: "master" } }],
        fixes: [removeLines("remove", "safe", file, line)],
      });
    }
  },
});
