/** `--format text`: for people. Each finding with the line it stands on, the other places it speaks of and what would mend it. */
import pc from "picocolors";
import type { Verdict } from "../../catalogue/entry.ts";
import type { DialectId } from "../../dialect.ts";
import type { Finding } from "../../lint/finding.ts";
import { textOf } from "../../lint/wording.ts";
import type { Severity } from "../../rules/rule.ts";
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { oneLine } from "../terminal.ts";
import { frameOf } from "./frame.ts";
import { countBySeverity, type Report, targetsInUse, type View } from "./report.ts";

type Colors = ReturnType<typeof pc.createColors>;

export function textReport(report: Report, view: View): string {
  const colors = pc.createColors(view.colors);
  const findings = report.findings.map((finding) => `${findingText(finding, view, colors)}\n`).join("");
  return view.quiet ? findings : `${findings}${summary(report, colors)}`;
}

function findingText(finding: Finding, view: View, colors: Colors): string {
  const { file, rule, span, severity, code } = finding;
  const paint = severityColor(severity, colors);
  const says = colors.dim(`(${daemonSays(file.dialect.id, finding.daemon)})`);
  const lines = [
    `${colors.bold(placeText(file, span, view))}  ${paint(severity)} ${code} ${rule.name}  ${says}`,
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
    const label = fix.safety === "safe" ? "fix:" : "unsafe fix:";
    lines.push(`  ${colors.green(label)} ${oneLine(textOf(rule, fix.title, view.locale))}`);
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

/** What the check run of the daemon itself does at this place: the reader knows then who else would have told. */
function daemonSays(dialect: DialectId, verdict: Verdict): string {
  const checkRun = { keepalived: "keepalived -t", nginx: "nginx -t", haproxy: "haproxy -c" }[dialect];
  return `${checkRun} ${{ reject: "fails", warn: "warns", silent: "is silent" }[verdict]}`;
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === "error") return colors.red;
  if (severity === "warning") return colors.yellow;
  return severity === "info" ? colors.blue : colors.dim;
}

function summary(report: Report, colors: Colors): string {
  const { findings, files } = report;
  const where = `${plural(files.length, "file")} for ${targetsInUse(report)
    .map((target) => target.join(" "))
    .join(", ")}`;
  const clusters = clusterText(report);
  const fixed = report.fixed === 0 ? "" : `${plural(report.fixed, "fix", "fixes")} written\n`;
  if (findings.length === 0) return `${fixed}${colors.green("nothing found")} in ${where}${clusters}\n`;
  const counts = countBySeverity(findings);
  const found = (["error", "warning", "info", "hint"] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => severityColor(severity, colors)(plural(counts[severity], severity)));
  return `${fixed}${found.join(", ")} in ${where}${clusters}\n${fixable(findings)}`;
}

function clusterText({ clusters }: Report): string {
  if (clusters.length === 0) return "";
  if (clusters.length > 3) return `; ${clusters.length} clusters`;
  const texts = clusters.map(
    (cluster) => `${cluster.name} (${cluster.nodes.map((node) => node.name).join(", ")})`,
  );
  return `; ${clusters.length === 1 ? "cluster" : "clusters"} ${oneLine(texts.join(", "))}`;
}

function fixable(findings: readonly Finding[]): string {
  const safe = findings.filter(({ fixes }) => fixes.some((fix) => fix.safety === "safe")).length;
  const unsafe = findings.filter(({ fixes }) => fixes.length > 0).length - safe;
  if (safe === 0 && unsafe === 0) return "";
  const parts = [
    ...(safe === 0 ? [] : [`${safe} can be fixed with --fix`]),
    ...(unsafe === 0 ? [] : [`${unsafe}${safe === 0 ? " can be fixed" : " more"} with --fix --unsafe-fixes`]),
  ];
  return `${parts.join(", ")} (see first what it would do: --diff)\n`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
