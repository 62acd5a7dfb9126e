/** A comment that allows what no rule is called: it takes back nothing. Which names there are is lint's to know, and so the looking. */
import { fileRule } from "../rule.ts";

export const unknownAllowance = fileRule({
  name: "unknown-allowance",
  group: "catalogue",
  code: { keepalived: "KA198", nginx: "NG198", haproxy: "HA198" },
  severity: "warning",
  daemon: "silent",
  check() {},
});
