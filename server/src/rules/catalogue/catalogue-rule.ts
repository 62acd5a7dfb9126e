/**
 * Makes a rule out of a kind of problem that the tree or the catalogue check found. The finding was made there; the
 * rule gives it a code, a severity and, where the problem says what to write instead, a fix.
 */
import type { CatalogueProblem, CatalogueProblemKind } from "../../catalogue/check.ts";
import type { Verdict } from "../../catalogue/entry.ts";
import type { DialectId } from "../../dialect.ts";
import type { SyntaxProblemKind } from "../../syntax/tree.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isInUnreadFormat } from "../haproxy/log-formats.ts";
import { type FileRule, type Fix, fileRule, replace, type Safety, type Severity } from "../rule.ts";
import { braceVerdict } from "./braces.ts";

interface CatalogueRuleFacts<Kind> {
  readonly name: Kind;
  /** The three digits behind KA, NG and HA. */
  readonly number: string;
  readonly severity: Severity;
  /** Severity where the daemon does less than refuse. */
  readonly softer?: Partial<Record<Verdict, Severity>>;
  /** Safety of the replacement that a problem may carry. */
  readonly fix?: Safety;
  /** The message that is better where the daemon ends up with what was asked for all the same; a warning then. */
  readonly harmless?: (problem: CatalogueProblem, dialect: DialectId) => string | undefined;
  /** What rests on a guess is not said. */
  readonly isUnsure?: (problem: CatalogueProblem, file: SourceFile) => boolean;
}

export function catalogueRule(facts: CatalogueRuleFacts<CatalogueProblemKind>): FileRule {
  return fileRule({
    name: facts.name,
    group: "catalogue",
    code: codes(facts.number),
    severity: facts.severity,
    daemon: "reject",
    check({ file, unit }, report) {
      for (const problem of file.checked.problems) {
        if (problem.kind !== facts.name || facts.isUnsure?.(problem, file) === true) continue;
        const harmless = facts.harmless?.(problem, file.dialect.id);
        const verdict = isUnread(problem, file, unit) ? "silent" : problem.verdict;
        const softer = harmless === undefined ? facts.softer?.[verdict] : "warning";
        report({ file, span: problem }, harmless ?? problem.message, {
          params: problem.params,
          daemon: verdict,
          ...(softer === undefined ? {} : { severity: softer }),
          ...(problem.related === undefined
            ? {}
            : { related: [{ place: { file, span: problem.related }, message: { id: "first" } }] }),
          ...(facts.fix === undefined ? {} : { fixes: fixesOf(facts.fix, problem, file) }),
        });
      }
    },
  });
}

export function syntaxRule(facts: CatalogueRuleFacts<SyntaxProblemKind>): FileRule {
  return fileRule({
    name: facts.name,
    group: "catalogue",
    code: codes(facts.number),
    severity: facts.severity,
    daemon: "reject",
    check({ file, unit }, report) {
      // In a template the marks that are there are not the marks that the daemon will read.
      if (file.tree.templated) return;
      for (const problem of file.tree.problems) {
        if (problem.kind !== facts.name) continue;
        const braces = isAboutBraces(problem.kind) ? braceVerdict(file, unit) : "wrong";
        if (braces === "right") continue;
        const params = problem.params ?? {};
        const { insert } = problem;
        const fixes: Fix[] =
          facts.fix === undefined || insert === undefined
            ? []
            : [replace({ id: "fix", params }, facts.fix, { start: insert.at, end: insert.at }, insert.text)];
        if (problem.removable === true) fixes.push(replace({ id: "remove" }, "safe", problem, ""));
        const related = problem.related?.map(({ span, note }) => ({
          place: { file, span },
          message: { id: note, params },
        }));
        report({ file, span: problem }, problem.message ?? "found", {
          params,
          fixes,
          ...(braces === "unsure" ? { severity: "warning" as const, daemon: "silent" as const } : {}),
          ...(related === undefined ? {} : { related }),
        });
      }
    },
  });
}

/** In a line that the daemon takes and does not look into. */
function isUnread({ start, verdict }: CatalogueProblem, file: SourceFile, unit: Unit): boolean {
  if (file.dialect.id !== "haproxy" || verdict !== "reject") return false;
  return isInUnreadFormat(file, start, unit);
}

function isAboutBraces(kind: SyntaxProblemKind): boolean {
  return kind === "stray-brace" || kind === "unclosed-block";
}

function fixesOf(safety: Safety, problem: CatalogueProblem, file: SourceFile): readonly Fix[] {
  if (problem.replacement !== undefined) return [replacement(safety, problem, problem.replacement)];
  const known = problem.directive === undefined ? undefined : file.checked.known.get(problem.directive);
  const now = known && file.dialect.rewrite?.(known, problem.params.name ?? "", problem, file.text);
  if (now === undefined) return [];
  const title = now.text === "" ? { id: "remove" } : { id: "fix", params: { near: now.text } };
  return [replace(title, now.exact ? "safe" : "unsafe", now.span, now.text)];
}

function replacement(safety: Safety, span: { start: number; end: number }, text: string): Fix {
  return replace({ id: "fix", params: { near: text } }, safety, span, text);
}

function codes(number: string): Record<DialectId, string> {
  return { keepalived: `KA${number}`, nginx: `NG${number}`, haproxy: `HA${number}` };
}
