/** A virtual router as a hover and a client without pictures show it: who holds it, then the table of its faults. */
import type { RouterReport } from "../../ha/failover-report.ts";
import type { Locale } from "../../text/locale.ts";
import { oneLine } from "../../text/printable.ts";
import { code } from "../say.ts";
import { failoverMarkdown } from "./markdown.ts";
import { steadyText } from "./sentences.ts";
import { sayFailover } from "./words.ts";

export function routerMarkdown(report: RouterReport, locale: Locale): string {
  const subject = [`**${code(oneLine(report.instance))}**`, ...report.addresses.map((a) => code(oneLine(a)))];
  const statement = steadyText(report, locale).replace(/[<[*_`\\]/g, "\\$&");
  const heading = sayFailover(locale, "sentence", { subject: subject.join(" "), statement });
  return `${heading}\n\n${failoverMarkdown(report, locale)}`;
}
