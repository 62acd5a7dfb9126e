/** Words behind the last argument a directive takes. */
import { catalogueRule } from "./catalogue-rule.ts";

export const surplusArgument = catalogueRule({
  name: "surplus-argument",
  number: "104",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
});
