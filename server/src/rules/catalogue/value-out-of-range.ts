/** A number outside what the directive allows. */
import { catalogueRule } from "./catalogue-rule.ts";

export const valueOutOfRange = catalogueRule({
  name: "value-out-of-range",
  number: "106",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
  fix: "unsafe",
});
