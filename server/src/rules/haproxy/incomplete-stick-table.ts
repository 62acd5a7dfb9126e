/** A stick table without its type or its size. */
import { knownHere } from "../locality.ts";
import { haproxyRule, headOf } from "./haproxy-rule.ts";

export const incompleteStickTable = haproxyRule({
  name: "incomplete-stick-table",
  code: "HA219",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive, entry, conditional } of knownHere(subject)) {
      const isTable = entry.name === "stick-table" || (entry.name === "table" && entry.in.includes("peers"));
      if (!isTable || conditional || directive.words.some((word) => word.unknown !== undefined)) continue;
      const words = directive.words.map((word) => word.value);
      const missing = ["type", "size"].find((option) => !words.includes(option));
      if (missing !== undefined)
        report({ file, span: headOf(directive) }, "incomplete", { params: { option: missing } });
    }
  },
});
