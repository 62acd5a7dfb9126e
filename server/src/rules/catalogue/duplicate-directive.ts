/** A second one of a directive that counts once. */
import { catalogueRule } from "./catalogue-rule.ts";

export const duplicateDirective = catalogueRule({
  name: "duplicate-directive",
  number: "108",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
});
