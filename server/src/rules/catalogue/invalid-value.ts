/** A value that is not written as the daemon reads it: a number with letters, a time in an unknown unit. */
import { catalogueRule } from "./catalogue-rule.ts";

export const invalidValue = catalogueRule({
  name: "invalid-value",
  number: "105",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
  fix: "safe",
});
