/** `--format compact`: one line a finding, as compilers print them and editors and grep read them. */
import { textOf } from "../../lint/wording.ts";
import { oneLine } from "../terminal.ts";
import type { Report, View } from "./report.ts";

export function compactReport(report: Report, { show, locale }: View): string {
  return report.findings
    .map(({ file, span, severity, rule, code, message }) => {
      const { line, column } = file.lines.position(span.start);
      const text = oneLine(textOf(rule, message, locale));
      return `${oneLine(show(file.path))}:${line + 1}:${column + 1}: ${severity}: ${text} [${code} ${rule.name}]\n`;
    })
    .join("");
}
