/** A virtual router's faults as a compact Markdown table, for a hover. */
import type { FaultReport, RouterReport, Verdict } from "../../ha/failover-report.ts";
import type { Locale } from "../../text/locale.ts";
import {
  faultText,
  holdersText,
  isAtOnce,
  isQuiet,
  quietText,
  reasonText,
  secondsText,
  verdictText,
} from "./sentences.ts";
import { sayFailover } from "./words.ts";

/** Fault, who holds the addresses then, after how long, verdict; faults that change nothing are one line below. */
export function failoverMarkdown(report: RouterReport, locale: Locale): string {
  const rows = report.faults
    .filter((fault) => !isQuiet(fault, report))
    .map((fault) => [
      faultText(fault.fault, locale),
      holdersText(fault.holders, locale),
      timeCell(fault, locale),
      verdictCell(fault, locale),
    ]);
  const heading = (["fault", "who", "after", "verdict"] as const).map((id) => sayFailover(locale, id));
  const table = rows.length === 0 ? [] : [heading, heading.map(() => "---"), ...rows].map(rowText);
  const quiet = quietText(report, locale);
  return [...table, ...(quiet === undefined ? [] : ["", quiet])].join("\n").trim();
}

function timeCell({ seconds }: FaultReport, locale: Locale): string {
  if (seconds === undefined) return "–";
  return isAtOnce(seconds) ? sayFailover(locale, "at-once") : secondsText(seconds, locale);
}

function verdictCell({ verdict, reason }: FaultReport, locale: Locale): string {
  const text = isOutage(verdict) ? `**${verdictText(verdict, locale)}**` : verdictText(verdict, locale);
  if (reason === undefined) return text;
  return sayFailover(locale, "sentence", { subject: text, statement: reasonText(reason, locale) });
}

function isOutage(verdict: Verdict): boolean {
  return verdict === "nobody" || verdict === "split-brain";
}

function rowText(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(" | ")} |`;
}

/** A bar ends a cell even in code; outside of code names must not begin a tag or an emphasis. */
function escaped(cell: string): string {
  const parts = cell.replaceAll("|", "\\|").split("`");
  return parts.map((part, i) => (i % 2 === 0 ? part.replace(/[<[]/g, "\\$&") : part)).join("`");
}
