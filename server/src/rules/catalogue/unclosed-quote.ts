/** A quote that is never closed. */
import { syntaxRule } from "./catalogue-rule.ts";

export const unclosedQuote = syntaxRule({
  name: "unclosed-quote",
  number: "121",
  severity: "error",
});
