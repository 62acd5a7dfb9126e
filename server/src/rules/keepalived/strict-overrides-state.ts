/** Strict mode takes the initial state from the priority: MASTER belongs to 255 and to nothing else. */
import { basePriority, ownerPriority, strictMode } from "../../model/vrrp-effective.ts";
import { replace } from "../rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const strictOverridesState = instanceRule({
  name: "strict-overrides-state",
  code: "KA228",
  severity: "warning",
  daemon: "reject",
  check({ instance, globals }, report) {
    const { state } = instance;
    const priority = basePriority(instance);
    if (state === undefined || priority === undefined || strictMode(instance, globals) === undefined) return;
    const real = priority === ownerPriority ? "MASTER" : "BACKUP";
    if ((state.value !== "MASTER" && state.value !== "BACKUP") || state.value === real) return;
    report(state.span, "overridden", {
      params: { state: state.value, real, priority },
      fixes: [replace({ id: "fix", params: { real } }, "safe", state.span, real)],
    });
  },
});
