/** A mark where none can stand. */
import { syntaxRule } from "./catalogue-rule.ts";

export const unexpectedToken = syntaxRule({
  name: "unexpected-token",
  number: "125",
  severity: "error",
});
