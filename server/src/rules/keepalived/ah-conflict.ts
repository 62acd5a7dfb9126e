/** Authentication headers (AH) with settings that they can not go with. */
import { isKnown } from "../../model/file-model.ts";
import { familyOf, strictMode, versionOf } from "../../model/vrrp-effective.ts";
import { replace } from "../rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const ahConflict = instanceRule({
  name: "ah-conflict",
  code: "KA253",
  severity: "warning",
  daemon: "reject",
  check({ instance, globals, complete, place }, report) {
    const { authentication, state, priority } = instance;
    const type = authentication?.type;
    if (type?.value !== "AH" || authentication?.password === undefined) return;
    if (versionOf(instance, globals) !== 2 || strictMode(instance, globals) !== undefined) return;
    if (!complete || !isKnown(instance, "authentication", "priority", "state")) return;
    const related = [{ place: place(type.span), message: { id: "type" } }];
    if (familyOf(instance) === 6) report(type.span, "ipv6", { severity: "error" });
    else if (
      state?.value === "MASTER" &&
      priority !== undefined &&
      priority.value < 255 &&
      priority.value > 0
    ) {
      const fixes = [replace({ id: "fix" }, "safe", state.span, "BACKUP")];
      report(state.span, "state", { related, fixes });
    }
  },
});
