/** A group of IPv4 and IPv6 addresses and a mark that could be of either: keepalived drops it. */
import { ambiguousMark } from "../../model/lvs-effective.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export const groupWithoutFamily = keepalivedRule({
  name: "group-without-family",
  code: "KA327",
  severity: "error",
  daemon: "reject",
  check({ file }, report) {
    if (file.tree.templated) return;
    for (const group of file.model.lvs?.groups ?? []) {
      const mark = ambiguousMark(group);
      if (mark !== undefined) report({ file, span: mark.span }, "either");
    }
  },
});
