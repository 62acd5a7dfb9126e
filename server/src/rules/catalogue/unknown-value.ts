/** A word that is none of those the directive knows. */
import { catalogueRule } from "./catalogue-rule.ts";

export const unknownValue = catalogueRule({
  name: "unknown-value",
  number: "107",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
  fix: "safe",
});
