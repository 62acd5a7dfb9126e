/** A block whose closing brace is missing; the finding stands at the opener, not at the end of the file. */
import { syntaxRule } from "./catalogue-rule.ts";

export const unclosedBlock = syntaxRule({
  name: "unclosed-block",
  number: "120",
  severity: "error",
  fix: "unsafe",
});
