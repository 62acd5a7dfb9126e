/** With VRRP version 2 strict mode takes `accept` back: only an address owner may accept there. */
import { basePriority, ownerPriority, strictMode, versionOf } from "../../model/vrrp-effective.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const strictResetsAccept = instanceRule({
  name: "strict-resets-accept",
  code: "KA206",
  severity: "error",
  daemon: "reject",
  check({ instance, globals, complete, place }, report) {
    const { accept } = instance;
    const strict = strictMode(instance, globals);
    if (accept?.value !== true || strict === undefined || versionOf(instance, globals) !== 2) return;
    if (globals.version === undefined && instance.version === undefined && !complete) return;
    const priority = basePriority(instance);
    if (priority === undefined || priority === ownerPriority) return;
    report(accept.span, "reset", {
      ...(strict === instance.strict
        ? { related: [{ place: place(strict.span), message: { id: "strict" } }] }
        : {}),
    });
  },
});
