/** Fewer arguments than the directive needs. */
import { catalogueRule } from "./catalogue-rule.ts";

export const missingArgument = catalogueRule({
  name: "missing-argument",
  number: "103",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
});
