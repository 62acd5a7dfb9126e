/** A keyword that the daemon has, but not here. */
import { catalogueRule } from "./catalogue-rule.ts";

export const misplacedDirective = catalogueRule({
  name: "misplaced-directive",
  number: "102",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
});
