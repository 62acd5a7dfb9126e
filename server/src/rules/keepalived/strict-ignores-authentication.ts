/** Strict mode follows RFC 3768, which has no authentication: keepalived drops it. */
import { strictMode, versionOf } from "../../model/vrrp-effective.ts";
import { linesOf, removeLines } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const strictIgnoresAuthentication = instanceRule({
  name: "strict-ignores-authentication",
  code: "KA204",
  severity: "warning",
  daemon: "reject",
  check({ file, instance, block, globals, place }, report) {
    const strict = strictMode(instance, globals);
    const type = instance.authentication?.type?.value;
    if (strict === undefined || (type !== "PASS" && type !== "AH") || versionOf(instance, globals) === 3)
      return;
    const [authentication] = linesOf(block, "authentication");
    if (authentication === undefined) return;
    report(authentication.words[0], "dropped", {
      ...(strict === instance.strict
        ? { related: [{ place: place(strict.span), message: { id: "strict" } }] }
        : {}),
      fixes: [removeLines("remove", "safe", file, authentication)],
    });
  },
});
