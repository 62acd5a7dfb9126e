/** A stick table whose entries never grow old. */
import { haproxyRule, headOf } from "./haproxy-rule.ts";
import { tablesIn } from "./stick-tables.ts";

export const stickTableWithoutExpire = haproxyRule({
  name: "stick-table-without-expire",
  code: "HA323",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  check({ file, unit }, report) {
    for (const { line, unclear } of tablesIn(unit).values()) {
      if (line.file !== file || unclear || line.directive.words.some(({ value }) => value === "expire"))
        continue;
      const isFull = line.directive.words.some(({ value }) => value === "nopurge");
      report({ file, span: headOf(line.directive) }, isFull ? "full" : "old");
    }
  },
});
