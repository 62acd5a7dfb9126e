/** A directive that opens a block, without one. */
import { catalogueRule } from "./catalogue-rule.ts";

export const missingBlock = catalogueRule({
  name: "missing-block",
  number: "111",
  severity: "error",
});
