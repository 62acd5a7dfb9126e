/** An escape or a variable that is malformed. */
import { syntaxRule } from "./catalogue-rule.ts";

export const badEscape = syntaxRule({
  name: "bad-escape",
  number: "127",
  severity: "error",
});
