/** A directive or option that the target version does not have: newer than it, or gone by then. */
import { catalogueRule } from "./catalogue-rule.ts";

export const unavailableDirective = catalogueRule({
  name: "unavailable-directive",
  number: "109",
  severity: "error",
  fix: "safe",
  softer: { warn: "warning", silent: "warning" },
});
