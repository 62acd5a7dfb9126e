/** What a run of check has to say, before anybody has decided how it looks. */
import type { DialectId } from "../../dialect.ts";
import type { Finding } from "../../lint/finding.ts";
import type { Severity } from "../../rules/rule.ts";
import type { Locale } from "../../text/locale.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

export interface Report {
  readonly files: readonly SourceFile[];
  readonly findings: readonly Finding[];
  readonly clusters: readonly Cluster[];
  /** The version that files of a dialect were checked for. */
  readonly target: (dialect: DialectId) => string;
  /** How many fixes were written. */
  readonly fixed: number;
}

/** How a report is shown. */
export interface View {
  /** A path as the user writes it. */
  readonly show: (path: string) => string;
  readonly colors: boolean;
  /** Width of the terminal, where there is one. */
  readonly columns: number | undefined;
  /** The language of messages; what programs read is English whatever it is. */
  readonly locale: Locale;
  /** Findings only. */
  readonly quiet: boolean;
}

export type Reporter = (report: Report, view: View) => string;

export type Counts = Readonly<Record<Severity, number>>;

export function countBySeverity(findings: readonly Finding[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** The dialects of the files, each with the version that its files were checked for. */
export function targetsInUse({ files, target }: Report): readonly (readonly [DialectId, string])[] {
  const used = new Set(files.map((file) => file.dialect.id));
  return (["keepalived", "nginx", "haproxy"] as const)
    .filter((id) => used.has(id))
    .map((id) => [id, target(id)]);
}
