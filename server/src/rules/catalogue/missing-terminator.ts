/** A statement without the mark that ends it. */
import { syntaxRule } from "./catalogue-rule.ts";

export const missingTerminator = syntaxRule({
  name: "missing-terminator",
  number: "123",
  severity: "error",
  fix: "safe",
});
