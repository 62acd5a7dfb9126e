/** What the failover view shows of the cluster that a file belongs to: a picture, and tables for clients without one. */
import { failoverOf } from "../../ha/failover.ts";
import { type FailoverReport, isPartOf } from "../../ha/failover-report.ts";
import type { Locale } from "../../text/locale.ts";
import { oneLine } from "../../text/printable.ts";
import type { Snapshot } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { say } from "../say.ts";
import { failoverSvg } from "./failover-svg.ts";
import { instanceAt } from "./own-routers.ts";
import { routerMarkdown } from "./router-markdown.ts";
import { failoverTable } from "./table.ts";
import type { PictureOptions } from "./timeline-svg.ts";
import { sayFailover } from "./words.ts";

export interface FailoverView {
  readonly title: string;
  readonly svg: string;
  readonly markdown: string;
  /** The same in columns, for where nothing is marked up. */
  readonly text: string;
}

export interface ViewOptions extends PictureOptions {
  /** Of the file's instances the one whose virtual router is shown; absent, or none of them: all of the cluster. */
  readonly instance?: string;
}

/** Columns of the text: those of a terminal that nobody has made wider. */
const textWidth = 80;

/** Absent where the file is in no cluster, or no node of it has a virtual router. */
export function failoverViewOf(
  snapshot: Snapshot,
  file: SourceFile,
  { instance, theme, locale }: ViewOptions,
): FailoverView | undefined {
  const cluster = snapshot.clusterOf(file);
  if (cluster === undefined) return undefined;
  const report = instance === undefined ? failoverOf(cluster) : partOf(failoverOf(cluster), file, instance);
  if (report.routers.length + report.unknown.length === 0) return undefined;
  return {
    title: titleOf(report, instance, locale),
    svg: failoverSvg(report, { theme, locale }),
    markdown: markdownOf(report, locale),
    text: failoverTable(report, { locale, width: textWidth }),
  };
}

/** What a report says of one instance. */
function partOf(report: FailoverReport, file: SourceFile, name: string): FailoverReport {
  const instance = instanceAt(file, name);
  if (instance === undefined) return report;
  return {
    ...report,
    routers: report.routers.filter((router) => isPartOf(router, instance)),
    unknown: report.unknown.filter((one) => one.instance === name),
  };
}

function titleOf({ cluster }: FailoverReport, instance: string | undefined, locale: Locale): string {
  const name = oneLine(instance ?? cluster);
  return say(locale, "failover-title", { name });
}

function markdownOf(report: FailoverReport, locale: Locale): string {
  const unknown = report.unknown.map((one) => sayFailover(locale, "unknown", { ...one }));
  return [...report.routers.map((router) => routerMarkdown(router, locale)), ...unknown].join("\n\n");
}
