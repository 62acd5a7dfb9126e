/** A run as a Mermaid Gantt diagram: a line for each address and each node, for pages that render Mermaid. */
import type { Run } from "../../ha/failover-report.ts";
import type { Locale } from "../../text/locale.ts";
import { clipped, coursesOf, fatesOf, type Stretch, type Tenure } from "./fates.ts";
import { mermaidText } from "./mermaid-text.ts";
import { sayFailover } from "./words.ts";

export { failoverMermaid } from "./failover-mermaid.ts";

export interface GanttOptions {
  readonly locale?: Locale;
  /** The time that counts as 0, in microseconds: what was before is not shown. */
  readonly origin?: number;
}

/** Times are in milliseconds, the axis shows seconds. */
export function timelineMermaid(run: Run, { locale = "en", origin = 0 }: GanttOptions = {}): string {
  const { timeline, events, title } = run;
  const window = { from: origin, to: Math.max(timeline.end, origin + 1000) };
  const lines = [
    ...sectionLines(
      sayFailover(locale, "events"),
      events
        .filter(({ at }) => at >= origin)
        .map(({ at, text }) => taskLine(text, "milestone", { from: at, to: at }, origin)),
    ),
    ...fatesOf(run).flatMap(({ addresses, instances, tenures }) =>
      sectionLines(
        (addresses.length === 0 ? instances : addresses).join(", "),
        clipped(tenures, window)
          .filter(({ kind }) => kind !== "before")
          .map((tenure) => taskLine(tenureName(tenure, locale), tenureTag(tenure), tenure, origin)),
      ),
    ),
    ...coursesOf(run).flatMap(({ node, instance, states }) =>
      sectionLines(
        `${node} ${instance}`,
        clipped(states, window).map((stretch) =>
          taskLine(stretch.state, stateTags[stretch.state], stretch, origin),
        ),
      ),
    ),
  ];
  const head = [
    "---",
    "displayMode: compact",
    "---",
    "gantt",
    `    title ${mermaidText(title)}`,
    "    dateFormat x",
    "    axisFormat %s s",
    "    todayMarker off",
  ];
  return [...head, ...lines].map((line) => `${line}\n`).join("");
}

const stateTags = { MASTER: "active", BACKUP: "done", FAULT: "crit", STOPPED: "" } as const;

function tenureTag({ kind }: Tenure): string {
  return kind === "held" ? "active" : "crit";
}

function tenureName({ kind, holders }: Tenure, locale: Locale): string {
  return kind === "nobody" ? sayFailover(locale, "nobody") : holders.join(" + ");
}

function sectionLines(name: string, tasks: readonly string[]): readonly string[] {
  return tasks.length === 0 ? [] : [`    section ${mermaidText(name)}`, ...tasks];
}

function taskLine(name: string, tag: string, { from, to }: Stretch, origin: number): string {
  const times = [from, to].map((time) => Math.round((time - origin) / 1000));
  return `    ${mermaidText(name)} :${[tag, ...times].filter((part) => part !== "").join(", ")}`;
}
