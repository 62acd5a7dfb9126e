/** A failover report as text in columns, for people at a terminal. */
import type { FailoverReport, FaultReport, RouterReport } from "../../ha/failover-report.ts";
import type { Locale } from "../../text/locale.ts";
import { oneLine } from "../../text/printable.ts";
import { widthOf } from "../../text/width.ts";
import { columnWidths, rowLines, wrap } from "./columns.ts";
import { type Grade, gradeMarks, gradeOf } from "./grade.ts";
import {
  faultText,
  holdersText,
  isAtOnce,
  isQuiet,
  quietText,
  reasonText,
  refusalText,
  secondsText,
  steadyText,
  verdictText,
} from "./sentences.ts";
import { sayFailover } from "./words.ts";

/** What colours text; picocolors does. */
export interface Colors {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
}

export interface TableOptions {
  readonly locale: Locale;
  /** Without: no colours. */
  readonly colors?: Colors;
  /** Columns of the terminal. */
  readonly width?: number;
}

const plain: Colors = { bold: same, dim: same, red: same, yellow: same, green: same };

const usualWidth = 100;
const narrowest = 60;

/** Each virtual router with who holds it, and a row for each fault that changes something or should. */
export function failoverTable(report: FailoverReport, options: TableOptions): string {
  const { locale, colors = plain } = options;
  const room = Math.max(narrowest, Math.min(options.width ?? usualWidth, usualWidth));
  const nodes = report.nodes.map(oneLine).join(sayFailover(locale, "between"));
  const title = sayFailover(locale, "cluster", { cluster: oneLine(report.cluster), nodes });
  const blocks = report.routers.map((router) => routerLines(router, locale, colors, room));
  const unknown = report.unknown.flatMap(({ instance, node, keyword }) =>
    wrap(
      sayFailover(locale, "unknown", {
        instance: oneLine(instance),
        node: oneLine(node),
        keyword: oneLine(keyword),
      }),
      room,
    ).map(colors.yellow),
  );
  const refusals = report.refusals.flatMap((refusal) =>
    wrap(refusalText(refusal, locale), room).map(colors.red),
  );
  const empty = blocks.length + unknown.length === 0 ? [[sayFailover(locale, "no-routers")]] : [];
  const parts = [wrap(title, room).map(colors.bold), refusals, ...blocks, unknown, ...empty];
  return parts
    .filter(({ length }) => length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(""))
    .join("\n");
}

function routerLines(router: RouterReport, locale: Locale, colors: Colors, room: number): readonly string[] {
  const told = router.faults.filter((fault) => !isQuiet(fault, router));
  const heading = (["fault", "then", "after", "repaired", "verdict"] as const).map((id) =>
    sayFailover(locale, id),
  );
  const rows = told.map((fault) => cellsOf(fault, locale));
  const inner = room - indent.length;
  const widths = columnWidths([16, 8, 7, 8, 8], [heading, ...rows], inner);
  const lines = told.length === 0 ? [] : rowLines(heading, widths, colors.dim);
  const body = told.flatMap((fault, i) => {
    const grade = gradeOf(fault);
    const paint = (text: string, column: number) => (column === 4 ? painted(grade, colors)(text) : text);
    return [...rowLines(rows[i] ?? [], widths, paint), ...reasonLines(fault, locale, colors, inner)];
  });
  const quiet = quietText(router, locale);
  const rest = quiet === undefined ? [] : wrap(quiet, inner).map(colors.dim);
  return [
    ...headingLines(router, locale, colors, room),
    ...[...lines, ...body, ...rest].map((line) => indent + line),
  ];
}

/** Between the parts of a heading, and before what belongs to it. */
const indent = "  ";

/** The instance, its addresses, and who has them while all is well; the last on a line of its own where it is long. */
function headingLines(router: RouterReport, locale: Locale, colors: Colors, room: number): readonly string[] {
  const name = [router.instance, ...router.addresses].map(oneLine).join(indent);
  const steady = steadyText(router, locale);
  const paint = router.steady.length === 1 ? same : (text: string) => colors.bold(colors.red(text));
  if (widthOf(name + indent + steady) <= room) return [`${colors.bold(name)}${indent}${paint(steady)}`];
  const inner = room - indent.length;
  const [first = "", ...more] = wrap(name, inner).map((line) => line.trimStart());
  return [
    colors.bold(first),
    ...more.map((line) => indent + colors.bold(line)),
    ...wrap(steady, inner).map((line) => indent + paint(line)),
  ];
}

function cellsOf(fault: FaultReport, locale: Locale): readonly string[] {
  const { seconds, holders, after, verdict } = fault;
  const time = seconds === undefined ? "–" : timeText(seconds, locale);
  return [
    faultText(fault.fault, locale),
    holdersText(holders, locale),
    time,
    againText(after, locale),
    `${gradeMarks[gradeOf(fault)]} ${verdictText(verdict, locale)}`,
  ];
}

function timeText(seconds: number, locale: Locale): string {
  return isAtOnce(seconds) ? sayFailover(locale, "at-once") : secondsText(seconds, locale);
}

/** Who holds the addresses after the repair and, where that changes them, how long it takes. */
function againText({ holders, seconds }: FaultReport["after"], locale: Locale): string {
  const who = holdersText(holders, locale);
  if (seconds === undefined) return who;
  if (isAtOnce(seconds)) return sayFailover(locale, "again-at-once", { holders: who });
  return sayFailover(locale, "again", { holders: who, time: secondsText(seconds, locale) });
}

function reasonLines(
  { reason }: FaultReport,
  locale: Locale,
  colors: Colors,
  room: number,
): readonly string[] {
  if (reason === undefined) return [];
  return wrap(reasonText(reason, locale), room - 4).map((line) => `    ${colors.dim(line)}`);
}

function painted(grade: Grade, colors: Colors): (text: string) => string {
  if (grade === "outage") return (text) => colors.bold(colors.red(text));
  if (grade === "stuck") return colors.yellow;
  return grade === "fine" ? colors.green : colors.dim;
}

function same(text: string): string {
  return text;
}
