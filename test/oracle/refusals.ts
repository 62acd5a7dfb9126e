/** Findings that say the daemon refuses the text, and the lines they are on. */
import type { DialectId } from "../../server/src/dialect.ts";
import type { Finding } from "../../server/src/lint/finding.ts";
import { lintText, type TextFile } from "../support/lint-text.ts";

/** Script security is judged on its own: it depends on the machine. */
export function refusals(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ daemon, rule }) => daemon === "reject" && rule.name !== "script-security-missing",
  );
}

export function refusalsOf(
  dialect: DialectId,
  text: string,
  target = "",
  beside: readonly TextFile[] = [],
): Finding[] {
  return refusals(lintText(dialect, text, {}, { [dialect]: target }, beside));
}

export function firstLine({ file, span }: Finding): number {
  return file.lines.position(span.start).line + 1;
}

export function lastLine({ file, span }: Finding): number {
  return file.lines.position(span.end).line + 1;
}
