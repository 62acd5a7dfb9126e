/** A keyword that the daemon does not have, in any place. */
import { catalogueRule } from "./catalogue-rule.ts";

export const unknownDirective = catalogueRule({
  name: "unknown-directive",
  number: "101",
  severity: "error",
  fix: "safe",
});
