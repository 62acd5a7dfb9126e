/**
 * Runs the rules over a snapshot. Severities can be changed or rules switched off by name; a comment
 * `# kalint: allow=NAME[,NAME]` takes back findings on its own line and, where it stands alone, on the next;
 * `# kalint: allow-file=NAME` on the whole file. A rule that throws is switched off for that subject, with a finding that says so.
 */
import type { Verdict } from "../catalogue/entry.ts";
import { nearestName } from "../catalogue/near.ts";
import { allRules } from "../rules/all.ts";
import { ruleFailed } from "../rules/catalogue/rule-failed.ts";
import { unknownAllowance } from "../rules/catalogue/unknown-allowance.ts";
import type { Locality } from "../rules/locality.ts";
import {
  codeOf,
  type Details,
  type FileRule,
  type FileSubject,
  type Report,
  type Rule,
  replace,
  type Severity,
} from "../rules/rule.ts";
import type { Cluster, Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Finding } from "./finding.ts";
import { findPieceByPiece } from "./piece-findings.ts";
import { refusesWarnings } from "./refused-warnings.ts";
import { suppressionsOf } from "./suppressions.ts";

export interface LintOptions {
  /** Severity by rule name or code; `off` switches it off. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  /** Only these rules, by name or code. */
  readonly only?: readonly string[];
  /** Told of each file before it is checked. */
  readonly onFile?: (file: SourceFile) => void;
}

/** All findings in these files, by file and place. Cluster findings are those whose place is in one of the files. */
export function lint(snapshot: Snapshot, files: Iterable<SourceFile>, options: LintOptions = {}): Finding[] {
  const run = new LintRun(snapshot, options);
  const wanted = new Set(files);
  const clusters = new Set<Cluster>();
  for (const file of wanted) {
    options.onFile?.(file);
    run.file(file);
    const cluster = snapshot.clusterOf(file);
    if (cluster !== undefined) clusters.add(cluster);
  }
  for (const cluster of clusters) run.cluster(cluster);
  const found = withoutOutdone(run.findings.filter((f) => wanted.has(f.file) && !isSuppressed(f)));
  return found.map((finding) => run.asJudged(finding)).sort(byPlace);
}

function isSuppressed({ rule, code, file, span }: Finding): boolean {
  if (suppressionsOf(file).isEmpty) return false;
  return suppressionsOf(file).covers(namesAs(rule, code), file.lines.position(span.start).line);
}

/** One mistake is said once, by the rule that knows most of it. */
function withoutOutdone(all: readonly Finding[]): Finding[] {
  const ruined = new Set(all.flatMap((f) => (f.rule.alone === true ? [f.file] : [])));
  const findings = ruined.size === 0 ? all : all.filter((f) => f.rule.alone === true || !ruined.has(f.file));
  const better = findings.filter((f) => f.rule.outdoes !== undefined);
  if (better.length === 0) return [...findings];
  const outdone = new Map<string, Verdict>();
  for (const finding of better) {
    for (const name of finding.rule.outdoes ?? []) {
      const key = placeKey(finding, name);
      outdone.set(key, worse(finding.daemon, outdone.get(key) ?? "silent"));
    }
  }
  // What is left out must not have told of a worse verdict.
  return findings.filter((f) => {
    const verdict = outdone.get(placeKey(f, f.rule.name));
    return verdict === undefined || worse(f.daemon, verdict) !== verdict;
  });
}

const verdicts: readonly Verdict[] = ["silent", "warn", "reject"];

function worse(a: Verdict, b: Verdict): Verdict {
  return verdicts.indexOf(a) > verdicts.indexOf(b) ? a : b;
}

function placeKey({ file, span }: Finding, rule: string): string {
  return `${rule} ${span.start} ${file.path}`;
}

class LintRun {
  readonly findings: Finding[] = [];
  readonly #snapshot: Snapshot;
  readonly #options: LintOptions;
  readonly #rules: readonly Rule[];

  constructor(snapshot: Snapshot, options: LintOptions) {
    this.#snapshot = snapshot;
    this.#options = options;
    this.#rules = allRules.filter((rule) => this.#wanted(rule));
  }

  file(file: SourceFile): void {
    const subject = { file, unit: this.#snapshot.unitOf(file), snapshot: this.#snapshot };
    const local = new Map<Locality, FileRule[]>();
    for (const rule of this.#rules) {
      if (rule.over !== "file" || (rule.dialect !== undefined && rule.dialect !== file.dialect.id)) continue;
      const { locality } = rule;
      if (locality === undefined) this.#guarded(rule, file, (report) => rule.check(subject, report));
      else local.set(locality, [...(local.get(locality) ?? []), rule]);
    }
    for (const [locality, rules] of local) this.#local(subject, locality, rules);
    if (this.#rules.includes(unknownAllowance)) this.#allowances(file);
  }

  #allowances(file: SourceFile): void {
    for (const { name, span } of suppressionsOf(file).names) {
      if (findRule(name) !== undefined) continue;
      const near = nearestName(
        name,
        allRules.map((rule) => rule.name),
      );
      const fixes =
        near === undefined ? [] : [replace({ id: "fix", params: { near } }, "safe" as const, span, near)];
      const details = { params: { name, near: near ?? "" }, fixes };
      const id = near === undefined ? "unknown" : "near";
      const finding = this.#finding(unknownAllowance, file, span, id, details);
      if (finding !== undefined) this.findings.push(finding);
    }
  }

  #local(subject: FileSubject, locality: Locality, rules: readonly FileRule[]): void {
    const { severities, only } = this.#options;
    const shared = [severities, only, ...locality.shared(subject)];
    const found = findPieceByPiece(subject.file, locality, shared, (within) => {
      const from = this.findings.length;
      const part = { ...subject, within };
      for (const rule of rules) this.#guarded(rule, subject.file, (report) => rule.check(part, report));
      return this.findings.splice(from);
    });
    this.findings.push(...found);
  }

  cluster(cluster: Cluster): void {
    const file = cluster.nodes[0]?.units[0]?.files[0];
    if (file === undefined) return;
    for (const rule of this.#rules) {
      if (rule.over !== "cluster") continue;
      this.#guarded(rule, file, (report) => rule.check({ cluster, snapshot: this.#snapshot }, report));
    }
  }

  /** With the verdict of the daemon as its configuration wants it. */
  asJudged(finding: Finding): Finding {
    const { rule, code, daemon, file } = finding;
    if (daemon !== "warn" || rule.goesOn === true || !refusesWarnings(this.#snapshot.unitOf(file)))
      return finding;
    return {
      ...finding,
      daemon: "reject",
      severity: this.#chosen(rule, code) === undefined ? "error" : finding.severity,
    };
  }

  #chosen(rule: Rule, code: string): Severity | "off" | undefined {
    const names = namesAs(rule, code);
    return names.map((name) => this.#options.severities?.[name]).find((found) => found !== undefined);
  }

  #guarded(rule: Rule, file: SourceFile, check: (report: Report) => void): void {
    const found: Finding[] = [];
    try {
      check((place, message, details = {}) => {
        const finding = this.#finding(rule, place.file, place.span, message, details);
        if (finding !== undefined) found.push(finding);
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const place = { start: 0, end: 0 };
      const failed = this.#finding(ruleFailed, file, place, "failed", {
        params: { rule: rule.name, reason },
      });
      if (failed !== undefined) this.findings.push(failed);
      return;
    }
    this.findings.push(...found);
  }

  #finding(
    rule: Rule,
    file: SourceFile,
    span: Finding["span"],
    id: string,
    details: Details,
  ): Finding | undefined {
    const code = codeOf(rule, file.dialect.id);
    const chosen = this.#chosen(rule, code);
    const severity = chosen ?? details.severity ?? rule.severity;
    if (severity === "off") return undefined;
    return {
      rule,
      code,
      file,
      span: { start: span.start, end: span.end },
      severity,
      daemon: details.daemon ?? rule.daemon,
      message: { id, params: details.params ?? {} },
      related: details.related ?? [],
      fixes: details.fixes ?? [],
    };
  }

  #wanted(rule: Rule): boolean {
    const { only = [], severities = {} } = this.#options;
    const names = namesOf(rule);
    if (only.length > 0) return names.some((name) => only.includes(name));
    return rule.isOptional !== true || names.some((name) => severities[name] !== undefined);
  }
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file.path < b.file.path ? -1 : 1;
  return (
    a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}

/** The rule that a name or a code means, one that it had before included. */
export function findRule(nameOrCode: string): Rule | undefined {
  return allRules.find((rule) => namesOf(rule).includes(nameOrCode));
}

/** What a rule is called where it has this code. */
function namesAs({ name, formerly = [] }: Rule, code: string): readonly string[] {
  return [name, code, ...formerly];
}

function namesOf({ name, code, formerly = [] }: Rule): readonly string[] {
  return [name, ...(typeof code === "string" ? [code] : Object.values(code)), ...formerly];
}
