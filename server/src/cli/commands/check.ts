/** `kalint check`: takes up the files, looks for findings, fixes where it was asked to, reports. */
import type { Finding } from "../../lint/finding.ts";
import { type FixedTexts, type FixRun, fixAll } from "../../lint/fix.ts";
import { lint } from "../../lint/lint.ts";
import type { Severity } from "../../rules/rule.ts";
import type { Snapshot } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type CheckOptions, readCheckOptions } from "../check-options.ts";
import { configuredSeverities, type Severities } from "../choices.ts";
import { exitCodes, isFailure, type RunCommand } from "../command.ts";
import { diffOf, writeFixed } from "../fixed-files.ts";
import { type Loaded, load } from "../load.ts";
import { type Progress, progressOn } from "../progress.ts";
import { compactReport } from "../reporters/compact.ts";
import { jsonReport } from "../reporters/json.ts";
import type { Report, Reporter } from "../reporters/report.ts";
import { textReport } from "../reporters/text.ts";
import { complain, type Stream, type Terminal } from "../terminal.ts";

export const check: RunCommand = async (args, terminal) => {
  const options = readCheckOptions(args, terminal);
  if (isFailure(options)) return stop(terminal, options.failure);
  const progress = progressOn(terminal, options.quiet);
  let read = 0;
  const onRead = () => progress.step(`reading, ${++read} files`);
  const loaded = await load({ ...options, onRead }, terminal);
  if (isFailure(loaded)) return stop(terminal, loaded.failure);
  const { config, isAskedFor, show } = loaded;
  const configured = configuredSeverities(config);
  const findIn = finder(loaded, options, { ...configured.severities, ...options.severities }, progress);

  // What a fix says about clusters goes into kalint.json, wherever that lies.
  const mayWrite = (path: string) => isAskedFor(path) || path === config.file?.path;
  const before = loaded.workspace.snapshot();
  let findings: readonly Finding[] = findIn(new Map());
  const fixed = options.fix === undefined ? undefined : fixAll(options.fix.safety, mayWrite, findIn);
  progress.done();
  const problems = [...loaded.problems];
  for (const problem of configured.problems) problems.push(`${show(loaded.configPath ?? "")}: ${problem}`);
  if (fixed === undefined) {
    print(reportOf(loaded, before, findings, 0), options, loaded, terminal.out, terminal);
  } else if (options.fix?.diff === true) {
    terminal.out.write(diffOf(fixed.before, fixed.texts, show));
    const count = fixed.applied === 1 ? "1 fix" : `${fixed.applied} fixes`;
    if (!options.quiet) terminal.err.write(`${count}, nothing written\n`);
  } else {
    findings = fixed.findings;
    problems.push(...putFixed(fixed, before, options, loaded, terminal));
  }
  if (before.files.size === 0 && problems.length === 0) {
    problems.push(`${options.paths.join(", ")}: no keepalived, nginx or HAProxy configuration found`);
  }
  for (const problem of problems) complain(terminal, problem);
  if (problems.length > 0) return exitCodes.failed;
  return isTooMuch(findings, options, options.failOn ?? config.failOn) ? exitCodes.findings : exitCodes.clean;
};

/** Takes up texts and gives the findings in what was asked for. */
function finder(
  { workspace, isAskedFor, textOptions, show }: Loaded,
  { only }: CheckOptions,
  severities: Severities,
  progress: Progress,
): (texts: FixedTexts) => readonly Finding[] {
  const onFile = ({ path }: SourceFile) => progress.step(`checking ${show(path)}`);
  return (texts) => {
    for (const [path, text] of texts) workspace.setText(path, text, textOptions(path));
    const snapshot = workspace.snapshot();
    const files = [...snapshot.files.values()].filter(({ path }) => isAskedFor(path));
    return lint(snapshot, files, { severities, only, onFile });
  };
}

/**
 * Writes what was fixed and reports what is left. Fixed standard input goes on to standard output, as of a filter;
 * the report goes beside it then.
 */
function putFixed(
  fixed: FixRun,
  before: Snapshot,
  options: CheckOptions,
  loaded: Loaded,
  terminal: Terminal,
): readonly string[] {
  const { input, show, workspace } = loaded;
  const onDisk = new Map([...fixed.texts].filter(([path]) => path !== input));
  const problems = writeFixed(fixed.before, onDisk, show);
  const report = reportOf(loaded, workspace.snapshot(), fixed.findings, fixed.applied);
  const inputText =
    input === undefined ? undefined : (fixed.texts.get(input) ?? before.files.get(input)?.text);
  if (inputText !== undefined) terminal.out.write(inputText);
  print(report, options, loaded, inputText === undefined ? terminal.out : terminal.err, terminal);
  return problems;
}

const reporters: Readonly<Record<CheckOptions["format"], Reporter>> = {
  text: textReport,
  json: jsonReport,
  compact: compactReport,
};

function print(
  report: Report,
  options: CheckOptions,
  { show }: Loaded,
  to: Stream,
  terminal: Terminal,
): void {
  // A program that asked for JSON gets a document whatever happens; people read the line that says what happened.
  if (report.files.length === 0 && options.format !== "json") return;
  const { colors, quiet, locale } = options;
  to.write(reporters[options.format](report, { show, colors, quiet, locale, columns: terminal.out.columns }));
}

function reportOf(
  { workspace, isAskedFor }: Loaded,
  snapshot: Snapshot,
  findings: readonly Finding[],
  fixed: number,
): Report {
  const files = [...snapshot.files.values()]
    .filter(({ path }) => isAskedFor(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files,
    findings,
    clusters: snapshot.clusters,
    target: (dialect) => workspace.target(dialect),
    fixed,
  };
}

const order: readonly Severity[] = ["error", "warning", "info", "hint"];

function isTooMuch(findings: readonly Finding[], options: CheckOptions, failOn: Severity): boolean {
  if (options.exitZero) return false;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  const limit = order.indexOf(failOn);
  return warnings > options.maxWarnings || findings.some(({ severity }) => order.indexOf(severity) <= limit);
}

function stop(terminal: Terminal, failure: string): number {
  complain(terminal, failure);
  return exitCodes.failed;
}
