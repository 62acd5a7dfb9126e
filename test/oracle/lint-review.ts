/**
 * What kalint finds in files that the daemon accepts without a word about it, with what was said of each finding when
 * the files were read: right where it is true of the file and somebody who runs it would want to know.
 */
import { type CorpusFile, corpusFiles, read } from "./agreement.ts";
import { type JudgedDialect, judgements } from "./lint-judgements.ts";
import { firstLine } from "./refusals.ts";

/** The oldest and the newest version: a file is accepted by the newest, and read for both. */
const versions: Readonly<
  Record<JudgedDialect, { readonly newest: string; readonly targets: readonly string[] }>
> = {
  nginx: { newest: "nginx-1.30.6", targets: ["1.22", "1.30"] },
  haproxy: { newest: "haproxy-3.2.26", targets: ["2.6", "3.2"] },
};

/** A corpus of single files says nothing about which files are missing. */
const ofTheCorpus = new Set(["missing-include"]);

export interface ReviewedRule {
  readonly rule: string;
  readonly findings: number;
  readonly right: number;
  /** `file:line` of those that nobody has judged. */
  readonly unread: readonly string[];
}

export interface Review {
  readonly dialect: JudgedDialect;
  readonly files: number;
  readonly rules: readonly ReviewedRule[];
}

export function reviewLints(dialect: JudgedDialect, folders: readonly string[]): Review {
  const { newest, targets } = versions[dialect];
  const files = chosen(corpusFiles(dialect, folders), newest);
  const byRule = new Map<string, Map<string, { readonly file: string; readonly line: number }>>();
  for (const { file, place, verdicts } of files) {
    for (const target of targets) {
      for (const finding of read(dialect, place, target, verdicts[newest]?.context).findings) {
        const { rule, daemon, span, message } = finding;
        if (daemon !== "silent" || ofTheCorpus.has(rule.name)) continue;
        const places = byRule.get(rule.name) ?? new Map();
        byRule.set(
          rule.name,
          places.set(`${file} ${span.start} ${message.id}`, { file, line: firstLine(finding) }),
        );
      }
    }
  }
  const rules = [...byRule].map(([rule, places]) => {
    const found = [...places.values()];
    const judged = judgements[dialect][rule] ?? [];
    const isAmong = (verdict: string, file: string) =>
      judged.some((one) => one.says.startsWith(verdict) && one.files.includes(file));
    return {
      rule,
      findings: found.length,
      right: found.filter(({ file }) => isAmong("right", file)).length,
      unread: found
        .filter(({ file }) => !isAmong("right", file) && !isAmong("wrong", file))
        .map(({ file, line }) => `${file}:${line}`),
    };
  });
  return { dialect, files: files.length, rules: rules.sort((a, b) => (a.rule < b.rule ? -1 : 1)) };
}

/** Every accepted file that is not of the daemon's own tests; where those are fewer than 100, of these the first. */
function chosen(all: readonly CorpusFile[], newest: string): readonly CorpusFile[] {
  const accepted = all.filter(({ verdicts }) =>
    ["accept", "warn"].includes(verdicts?.[newest]?.config_verdict ?? ""),
  );
  const own = accepted.filter(({ origin }) => origin !== "upstream");
  const tests = accepted.filter(({ origin }) => origin === "upstream");
  return [...own, ...tests.slice(0, Math.max(0, 100 - own.length))];
}

export function shareOfRight({ rules }: Review): number {
  return total(rules, "right") / total(rules, "findings");
}

function total(rules: readonly ReviewedRule[], what: "findings" | "right"): number {
  return rules.reduce((sum, rule) => sum + rule[what], 0);
}

export function lintTable(reviews: readonly Review[]): string {
  const rows = reviews.flatMap((review) => [
    ...review.rules.map((r) => `| ${review.dialect} | ${r.rule} | ${r.findings} | ${r.right} |`),
    `| **${review.dialect}** | **${review.files} files** | **${total(review.rules, "findings")}** | **${total(review.rules, "right")} (${(100 * shareOfRight(review)).toFixed(1)} %)** |`,
  ]);
  return ["| dialect | rule | findings | right |", "|---|---|---|---|", ...rows].join("\n");
}
