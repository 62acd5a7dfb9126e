/** A block whose opening brace is missing. */
import { syntaxRule } from "./catalogue-rule.ts";

export const missingBrace = syntaxRule({
  name: "missing-brace",
  number: "124",
  severity: "error",
});
