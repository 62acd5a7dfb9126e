/** Said in place of a rule's findings when the rule itself broke: a mistake of kalint, never of the file. */
import { fileRule } from "../rule.ts";

export const ruleFailed = fileRule({
  name: "rule-failed",
  group: "catalogue",
  code: { keepalived: "KA199", nginx: "NG199", haproxy: "HA199" },
  severity: "info",
  daemon: "silent",
  check() {},
});
