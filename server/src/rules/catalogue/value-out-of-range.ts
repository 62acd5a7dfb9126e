/** A number outside what the directive allows. */
import { catalogueRule } from "./catalogue-rule.ts";

export const valueOutOfRange = catalogueRule({
  name: "value-out-of-range",
  number: "106",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
  fix: "unsafe",
  // keepalived drops the line and takes the default, which is the same.
  harmless: ({ params }, dialect) =>
    dialect === "keepalived" && params.default !== undefined ? "default" : undefined,
});
