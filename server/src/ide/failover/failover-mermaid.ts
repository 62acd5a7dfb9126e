/**
 * A report as a Mermaid flowchart, from left to right: who holds a virtual router, the faults, who holds it then, who
 * once they are repaired. All words stand in boxes, for Mermaid puts labels of arrows on one another.
 */
import type { FailoverReport, FaultReport, RouterReport } from "../../ha/failover-report.ts";
import type { Locale } from "../../text/locale.ts";
import { type Grade, gradeMarks, gradeOf } from "./grade.ts";
import { mermaidText } from "./mermaid-text.ts";
import {
  faultText,
  holdersText,
  isAtOnce,
  isQuiet,
  quietText,
  reasonText,
  secondsText,
  steadyText,
  verdictText,
} from "./sentences.ts";
import { sayFailover } from "./words.ts";

export function failoverMermaid(report: FailoverReport, locale: Locale = "en"): string {
  const lines = [
    "flowchart LR",
    ...report.routers.flatMap((router, i) => routerLines(router, `r${i}`, locale)),
    "    classDef steady stroke-width:3px",
    "    classDef outage fill:#ffe5e2,stroke:#cf222e,color:#82071e",
    "    classDef stuck fill:#fff8c5,stroke:#9a6700,color:#4d2d00",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** Faults with one outcome: they share their boxes. */
interface Outcome {
  readonly grade: Grade;
  readonly holders: readonly string[];
  readonly faults: FaultReport[];
}

function routerLines(router: RouterReport, id: string, locale: Locale): readonly string[] {
  const steady = router.steady.length === 1 ? "steady" : "outage";
  const quiet = quietText(router, locale);
  return [
    `    subgraph ${id}["${boxText([[router.instance, ...router.addresses].join(" ")])}"]`,
    "        direction LR",
    `        ${id}s["${boxText([steadyText(router, locale)])}"]:::${steady}`,
    ...outcomesOf(router).flatMap((outcome, i) => outcomeLines(outcome, id, i, locale)),
    ...(quiet === undefined ? [] : [`        ${id}s --> ${id}q("${boxText([quiet])}")`]),
    "    end",
  ];
}

function outcomesOf(router: RouterReport): readonly Outcome[] {
  const outcomes = new Map<string, Outcome>();
  for (const fault of router.faults) {
    if (isQuiet(fault, router)) continue;
    const [grade, holders] = [gradeOf(fault), fault.holders];
    const key = JSON.stringify([grade, holders, fault.after.holders, fault.reason]);
    const outcome = outcomes.get(key) ?? { grade, holders, faults: [] };
    outcomes.set(key, outcome);
    outcome.faults.push(fault);
  }
  return [...outcomes.values()];
}

function outcomeLines(
  { grade, holders, faults }: Outcome,
  id: string,
  i: number,
  locale: Locale,
): readonly string[] {
  const told = faults.map(({ fault, seconds }) => withTime(faultText(fault, locale), seconds, locale));
  const [first] = faults;
  if (first === undefined) return [];
  const kind = grade === "outage" || grade === "stuck" ? `:::${grade}` : "";
  const verdict = `${gradeMarks[grade]} ${verdictText(first.verdict, locale)}`;
  // Of nobody the verdict says it already.
  const who = holders.length === 0 ? [] : [holdersText(holders, locale)];
  const [fault, then, after] = [`${id}f${i}`, `${id}t${i}`, `${id}a${i}`];
  const why = first.reason === undefined ? [] : [reasonText(first.reason, locale)];
  const lines = [
    `        ${id}s --> ${fault}("${boxText(told)}")`,
    `        ${fault} --> ${then}["${boxText([...who, verdict, ...why])}"]${kind}`,
  ];
  if (first.after.holders.join("\n") === holders.join("\n")) return lines;
  const repaired = sayFailover(locale, "sentence", {
    subject: sayFailover(locale, "repaired"),
    statement: holdersText(first.after.holders, locale),
  });
  const slowest = Math.max(0, ...faults.map((one) => one.after.seconds ?? 0));
  const outage = first.after.holders.length === 1 ? "" : ":::outage";
  return [
    ...lines,
    `        ${then} -.-> ${after}["${boxText([withTime(repaired, slowest, locale)])}"]${outage}`,
  ];
}

function boxText(lines: readonly string[]): string {
  return lines.map((line) => mermaidText(line.replaceAll("`", ""))).join("<br/>");
}

function withTime(text: string, seconds: number | undefined, locale: Locale): string {
  if (seconds === undefined || isAtOnce(seconds)) return text;
  return sayFailover(locale, "with-time", { text, time: secondsText(seconds, locale) });
}
