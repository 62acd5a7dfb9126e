/** A second one of a directive that counts once. */
import type { FileRule } from "../rule.ts";
import { catalogueRule } from "./catalogue-rule.ts";

export const duplicateDirective: FileRule = {
  ...catalogueRule({
    name: "duplicate-directive",
    number: "108",
    severity: "error",
    softer: { warn: "warning", silent: "warning" },
  }),
  goesOn: true,
};
