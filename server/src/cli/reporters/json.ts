/**
 * `--format json`: a contract that other programs read. `version` grows when something is taken away or changes its
 * meaning; additions do not change it. Lines and columns count from 1, columns in UTF-16 units, ends exclusive.
 */
import { textOf } from "../../lint/wording.ts";
import type { EditedText } from "../../text/edit.ts";
import type { Span } from "../../text/span.ts";
import { countBySeverity, type Report, type View } from "./report.ts";

export function jsonReport(report: Report, { show }: View): string {
  const place = (file: EditedText, span: Span) => ({ file: show(file.path), ...range(file, span) });
  const findings = report.findings.map((finding) => {
    const { file, rule } = finding;
    return {
      ...place(file, finding.span),
      severity: finding.severity,
      rule: finding.code,
      name: rule.name,
      message: textOf(rule, finding.message, "en"),
      daemon: finding.daemon,
      related: finding.related.map((related) => ({
        ...place(related.place.file, related.place.span),
        message: textOf(rule, related.message, "en"),
      })),
      fixes: finding.fixes.map((fix) => ({
        title: textOf(rule, fix.title, "en"),
        safety: fix.safety,
        edits: fix.edits.map((edit) => ({ ...place(edit.file ?? file, edit.span), text: edit.text })),
      })),
    };
  });
  const counts = countBySeverity(report.findings);
  const document = {
    version: 1,
    targets: {
      keepalived: report.target("keepalived"),
      nginx: report.target("nginx"),
      haproxy: report.target("haproxy"),
    },
    files: report.files.map((file) => ({ file: show(file.path), dialect: file.dialect.id })),
    findings,
    summary: { errors: counts.error, warnings: counts.warning, infos: counts.info, hints: counts.hint },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function range(
  file: EditedText,
  { start, end }: Span,
): { line: number; column: number; endLine: number; endColumn: number } {
  const from = file.lines.position(start);
  const to = file.lines.position(end);
  return { line: from.line + 1, column: from.column + 1, endLine: to.line + 1, endColumn: to.column + 1 };
}
