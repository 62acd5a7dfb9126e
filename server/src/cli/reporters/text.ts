/** `--format text`: for people. Each finding with the line it stands on, the other places it speaks of and what would mend it. */
import pc from "picocolors";
import type { DialectId } from "../../dialect.ts";
import type { Finding } from "../../lint/finding.ts";
import { textOf } from "../../lint/wording.ts";
import type { Severity } from "../../rules/rule.ts";
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { oneLine } from "../terminal.ts";
import { frameOf } from "./frame.ts";
import { countBySeverity, type Report, targetsInUse, type View } from "./report.ts";
import { type Words, wordsIn } from "./words.ts";

type Colors = ReturnType<typeof pc.createColors>;

export function textReport(report: Report, view: View): string {
  const colors = pc.createColors(view.colors);
  const findings = report.findings.map((finding) => `${findingText(finding, view, colors)}\n`).join("");
  return view.quiet ? findings : `${findings}${summary(report, wordsIn(view.locale), colors)}`;
}

function findingText(finding: Finding, view: View, colors: Colors): string {
  const { file, rule, span, severity, code } = finding;
  const paint = severityColor(severity, colors);
  const words = wordsIn(view.locale);
  // The reader knows then who else would have told.
  const says = colors.dim(words.daemon(checkRuns[file.dialect.id], finding.daemon));
  const lines = [
    `${colors.bold(placeText(file, span, view))}  ${paint(words.severity(severity))} ${code} ${rule.name}  ${says}`,
    `  ${colors.bold(oneLine(textOf(rule, finding.message, view.locale)))}`,
    ...frameLines(file, span, "^", view, paint, colors),
  ];
  for (const { place, message } of finding.related) {
    lines.push(
      `  ${placeText(place.file, place.span, view)}  ${oneLine(textOf(rule, message, view.locale))}`,
    );
    lines.push(...frameLines(place.file, place.span, "-", view, colors.cyan, colors));
  }
  for (const fix of finding.fixes) {
    lines.push(`  ${colors.green(words.fix(fix.safety))}${oneLine(textOf(rule, fix.title, view.locale))}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** Width of the line numbers' column. */
const gutter = 6;

function frameLines(
  file: SourceFile,
  span: Span,
  mark: string,
  view: View,
  paint: (text: string) => string,
  colors: Colors,
): readonly string[] {
  const room = Math.max(40, Math.min(view.columns ?? 110, 160) - gutter - 3);
  const frame = frameOf(file, span, mark, room);
  // An empty line has nothing to mark.
  if (frame.text.trim() === "") return [];
  const bar = colors.dim("|");
  return [
    `${colors.dim(String(frame.line).padStart(gutter))} ${bar} ${frame.text}`,
    `${" ".repeat(gutter)} ${bar} ${paint(frame.marks)}`,
  ];
}

function placeText(file: SourceFile, span: Span, view: View): string {
  const { line, column } = file.lines.position(span.start);
  return `${oneLine(view.show(file.path))}:${line + 1}:${column + 1}`;
}

const checkRuns: Readonly<Record<DialectId, string>> = {
  keepalived: "keepalived -t",
  nginx: "nginx -t",
  haproxy: "haproxy -c",
};

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === "error") return colors.red;
  if (severity === "warning") return colors.yellow;
  return severity === "info" ? colors.blue : colors.dim;
}

function summary(report: Report, words: Words, colors: Colors): string {
  const { findings, files } = report;
  const targets = words.list(targetsInUse(report).map((target) => target.join(" ")));
  const where = `${words.where(files.length, targets)}${clusterText(report, words)}`;
  const fixed = report.fixed === 0 ? "" : `${words.fixed(report.fixed)}\n`;
  if (findings.length === 0) return `${fixed}${words.found(colors.green(words.nothingFound), where)}\n`;
  const counts = countBySeverity(findings);
  const found = (["error", "warning", "info", "hint"] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => severityColor(severity, colors)(words.count(severity, counts[severity])));
  return `${fixed}${words.found(words.list(found), where)}\n${fixable(findings, words)}`;
}

function clusterText({ clusters }: Report, words: Words): string {
  if (clusters.length === 0) return "";
  if (clusters.length > 3) return words.manyClusters(clusters.length);
  return oneLine(words.clusters(clusters.map(({ name, nodes }) => [name, nodes.map((node) => node.name)])));
}

function fixable(findings: readonly Finding[], words: Words): string {
  const safe = findings.filter(({ fixes }) => fixes.some((fix) => fix.safety === "safe")).length;
  const unsafe = findings.filter(({ fixes }) => fixes.length > 0).length - safe;
  return safe === 0 && unsafe === 0 ? "" : `${words.fixable(safe, unsafe)}\n`;
}
