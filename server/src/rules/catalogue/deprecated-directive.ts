/** A directive that its authors want nobody to write any more. */
import { catalogueRule } from "./catalogue-rule.ts";

export const deprecatedDirective = catalogueRule({
  name: "deprecated-directive",
  number: "110",
  severity: "warning",
  fix: "safe",
  softer: { silent: "hint" },
});
