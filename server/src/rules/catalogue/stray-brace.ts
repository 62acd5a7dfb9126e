/** A closing brace that closes nothing. */
import { syntaxRule } from "./catalogue-rule.ts";

export const strayBrace = syntaxRule({
  name: "stray-brace",
  number: "122",
  severity: "error",
});
