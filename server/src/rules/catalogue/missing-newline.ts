/** A last line without a line break, where the daemon takes that for a truncated file. */
import { syntaxRule } from "./catalogue-rule.ts";

export const missingNewline = syntaxRule({
  name: "missing-newline",
  number: "126",
  severity: "error",
  fix: "safe",
});
