/** VRRP version 3 has no authentication: keepalived ignores the block. */
import { versionOf } from "../../model/vrrp-effective.ts";
import { linesOf, removeLines } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const authenticationWithV3 = instanceRule({
  name: "authentication-with-v3",
  code: "KA207",
  severity: "warning",
  daemon: "reject",
  check({ file, instance, block, globals }, report) {
    const type = instance.authentication?.type?.value;
    if ((type !== "PASS" && type !== "AH") || versionOf(instance, globals) !== 3) return;
    const [authentication] = linesOf(block, "authentication");
    if (authentication === undefined) return;
    report(authentication.words[0], "ignored", {
      fixes: [removeLines("remove", "safe", file, authentication)],
    });
  },
});
