/** A second `auth_type` that holds the password: `auth_pass` was meant, and the instance runs without authentication. */
import { replace } from "../rule.ts";
import { headOf, linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

const types = ["PASS", "AH"];

export const authTypeIsPassword = instanceRule({
  name: "auth-type-is-password",
  code: "KA203",
  severity: "error",
  daemon: "reject",
  outdoes: ["duplicate-directive"],
  check({ block }, report) {
    for (const authentication of linesOf(block, "authentication")) {
      let typed = false;
      for (const line of linesOf(authentication, "auth_type")) {
        const value = line.words[1];
        if (value === undefined || value.unknown !== undefined) continue;
        if (types.includes(value.value)) typed = true;
        else if (typed) {
          const alone = linesOf(authentication, "auth_pass").length === 0;
          const fix = replace({ id: "auth-pass" }, "safe", line.words[0], "auth_pass");
          const fixes = alone ? [fix] : [];
          report(headOf(line), "password", { params: { value: value.value }, fixes });
        }
      }
    }
  },
});
