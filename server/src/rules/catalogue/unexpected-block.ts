/** A block behind a directive that has none. */
import { catalogueRule } from "./catalogue-rule.ts";

export const unexpectedBlock = catalogueRule({
  name: "unexpected-block",
  number: "112",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
});
