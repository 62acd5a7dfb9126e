/**
 * Compares kalint with the recorded verdicts of the real daemons, file by file and version by version.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { DialectId } from "../../server/src/dialect.ts";
import type { Finding } from "../../server/src/lint/finding.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { isComplete as isCompleteHaproxy } from "../../server/src/rules/haproxy/haproxy-rule.ts";
import { isComplete } from "../../server/src/rules/nginx/nginx-rule.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import type { SourceFile } from "../../server/src/workspace/source-file.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { type LineAgreement, lineAgreement, nothing, sum } from "./line-agreement.ts";
import { nginxLines } from "./nginx-lines.ts";
import { firstLine, lastLine, refusals } from "./refusals.ts";

interface Diagnostic {
  readonly file: string | null;
  readonly line: number | null;
  readonly severity: string;
  readonly message: string;
  readonly category: string;
}
interface Verdict {
  readonly rc: number | null;
  readonly config_verdict: string;
  readonly context?: string;
  readonly diagnostics: readonly Diagnostic[];
}
export interface CorpusFile {
  readonly file: string;
  readonly kind: string;
  /** Of somebody's own configuration, of a linter's samples, or of the daemon's own tests. */
  readonly origin?: "real" | "linter-fixture" | "upstream";
  /** Where it is read from. */
  readonly place: string;
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

export interface Disagreement {
  readonly file: string;
  /** Findings with `daemon: "reject"` (a false reject), or what the daemon said (a missed one). */
  readonly says: readonly string[];
}

export interface Agreement {
  readonly version: string;
  readonly target: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly falseRejects: readonly Disagreement[];
  readonly missedRejects: readonly Disagreement[];
  /** Of the rejected files where both sides name lines: those where one of ours is one of the daemon's. */
  readonly rightLine: number;
  readonly withLine: number;
  /** Line by line, where the daemon names every mistake and does not stop at the first. */
  readonly lines: LineAgreement;
}

/** The target that stands for a daemon version: `keepalived-2.3.4` is `2.3`. */
function targetOf(version: string): string {
  return /-(\d+\.\d+)/.exec(version)?.[1] ?? "";
}

/** One row a daemon version. `folders` hold files and a MANIFEST.json each; only files of the dialect count. */
export function agreement(dialect: DialectId, folders: readonly string[]): Agreement[] {
  const files = corpusFiles(dialect, folders);
  const versions = [...new Set(files.flatMap((f) => Object.keys(f.verdicts ?? {})))].sort();
  return versions.map((version) => compare(dialect, version, files));
}

export function corpusFiles(dialect: DialectId, folders: readonly string[]): readonly CorpusFile[] {
  return folders.flatMap((folder) => {
    const manifest: { files: Omit<CorpusFile, "place">[] } = JSON.parse(
      readFileSync(path.join(folder, "MANIFEST.json"), "utf8"),
    );
    return manifest.files
      .filter((entry) => entry.kind === dialect)
      .map((entry) => ({ ...entry, place: path.join(folder, entry.file) }));
  });
}

function compare(dialect: DialectId, version: string, files: readonly CorpusFile[]): Agreement {
  const falseRejects: Disagreement[] = [];
  const missedRejects: Disagreement[] = [];
  let accepted = 0;
  let rejected = 0;
  let rightLine = 0;
  let withLine = 0;
  let compared = nothing;
  for (const { file, place, verdicts } of files) {
    const verdict = verdicts?.[version];
    if (verdict === undefined || !["accept", "warn", "reject"].includes(verdict.config_verdict)) continue;
    const said = verdict.diagnostics
      .filter(isAboutTheText)
      .filter((d) => dialect !== "nginx" || d.severity === "error");
    const daemonRejects =
      verdict.config_verdict === "reject" && !(dialect === "keepalived" && said.length === 0);
    const { source, snapshot, findings } = read(dialect, place, targetOf(version), verdict.context);
    if (source !== undefined && said.some((d) => dependsOnOtherFiles(d, source, snapshot))) continue;
    const rejects = refusals(findings);
    if (dialect === "keepalived" && source !== undefined)
      compared = sum(compared, lineAgreement(source, findings, said, verdict.rc));
    if (!daemonRejects) {
      accepted++;
      if (rejects.length > 0) falseRejects.push({ file, says: rejects.map(spell) });
      continue;
    }
    rejected++;
    if (rejects.length === 0)
      missedRejects.push({ file, says: said.map((d) => `${d.line ?? "-"}: ${d.message}`) });
    const lines = said.flatMap((d) => (d.line === null ? [] : [d.line]));
    if (lines.length === 0 || rejects.length === 0) continue;
    withLine++;
    const named = rejects.map((f) =>
      dialect === "nginx" ? nginxLines(f) : new Set([firstLine(f), lastLine(f)]),
    );
    if (lines.some((line) => named.some((found) => found.has(line)))) rightLine++;
  }
  return {
    version,
    target: targetOf(version),
    accepted,
    rejected,
    falseRejects,
    missedRejects,
    rightLine,
    withLine,
    lines: compared,
  };
}

/** Script security is judged on its own (refusals.ts). An unknown member of a sync group is recorded as if it were the machine's fault. */
function isAboutTheText({ category, message }: Diagnostic): boolean {
  if (message.startsWith("Virtual router ")) return true;
  return category === "config" && !message.includes("SECURITY VIOLATION");
}

/** Names of what may stand in a file that is not here: an upstream (an address without a port), a section. */
function dependsOnOtherFiles({ message }: Diagnostic, source: SourceFile, snapshot: Snapshot): boolean {
  const unit = snapshot.unitOf(source);
  if (message.startsWith("no port in upstream ")) return !isComplete({ file: source, unit, snapshot });
  return (
    /^defaults section '.*' not found|unable to find required /.test(message) && !isCompleteHaproxy(unit)
  );
}

/** Reads a file as the daemon's check did: as its main file, or (nginx) as a fragment in the recorded context. */
export function read(
  dialect: DialectId,
  file: string,
  target: string,
  context: string | undefined,
): { source: SourceFile | undefined; snapshot: Snapshot; findings: Finding[] } {
  const bytes = readFileSync(file);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    text = bytes.toString("latin1");
  }
  const fragment = context === undefined ? undefined : context === "full" ? "main" : context;
  const scope = dialect === "keepalived" ? "root" : fragment;
  const snapshot = snapshotOf([{ path: file, text, dialect, ...(scope === undefined ? {} : { scope }) }], {
    ...defaultConfig,
    targets: { [dialect]: target },
  });
  const [source] = snapshot.files.values();
  return { source, snapshot, findings: lint(snapshot, snapshot.files.values()) };
}

function spell(finding: Finding): string {
  return `${firstLine(finding)}: ${finding.rule.name} ${finding.message.id} ${JSON.stringify(finding.message.params)}`;
}

/** The rows as a Markdown table. */
export function agreementTable(rows: readonly Agreement[]): string {
  const percent = (n: number, of: number) => (of === 0 ? "–" : `${((100 * n) / of).toFixed(1)} %`);
  const lines = rows.map(
    (r) =>
      `| ${r.version} | ${r.accepted} | ${r.falseRejects.length} | ${r.rejected} | ${r.missedRejects.length} (${percent(r.missedRejects.length, r.rejected)}) | ${r.rightLine} of ${r.withLine} |`,
  );
  return [
    "| daemon | accepts | false rejects | rejects | missed rejects | right line |",
    "|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

/** The line-by-line comparison as a Markdown table. */
export function lineTable(rows: readonly Agreement[]): string {
  const share = (n: number, of: number) => `${n} of ${of} (${((100 * n) / Math.max(of, 1)).toFixed(1)} %)`;
  return [
    "| daemon | lines found | of all lines named | refusals not borne out |",
    "|---|---|---|---|",
    ...rows.map(
      ({ version, lines: l }) =>
        `| ${version} | ${share(l.ownFound, l.ownNamed)} | ${share(l.found, l.named)} | ${share(l.unbacked, l.judged)} |`,
    ),
  ].join("\n");
}
