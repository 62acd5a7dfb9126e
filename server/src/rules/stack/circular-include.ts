/** An include that leads back to the file it stands in. */
import { fileRule } from "../rule.ts";

export const circularInclude = fileRule({
  name: "circular-include",
  group: "stack",
  code: "ST101",
  severity: "error",
  daemon: "reject",
  check({ file, snapshot }, report) {
    for (const { include, outcome } of snapshot.includesOf(file)) {
      if (outcome !== "circular") continue;
      report({ file, span: include.span }, "circular", {
        params: { pattern: include.pattern },
        ...(include.conditional === true ? { daemon: "silent" } : {}),
      });
    }
  },
});
