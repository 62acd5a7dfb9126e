/**
 * One line above each VRRP instance whose virtual router is known: what the node is while all is well, who takes over
 * when it goes down and how fast, and how many checks fail without any effect.
 */
import type { RouterReport } from "../ha/failover-report.ts";
import { readingOf } from "../ha/standing.ts";
import type { Part } from "../ha/virtual-routers.ts";
import type { Locale } from "../text/locale.ts";
import { oneLine } from "../text/printable.ts";
import type { Span } from "../text/span.ts";
import type { Cluster, Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { deadChecks, downOf, type OwnPart, ownParts, steadyState } from "./failover/own-routers.ts";
import { holdersText, isAtOnce, secondsText } from "./failover/sentences.ts";
import { sayFailover } from "./failover/words.ts";
import { say } from "./say.ts";

export interface CodeLens {
  /** The instance's name. */
  readonly span: Span;
  readonly text: string;
  readonly instance: string;
}

/** Addresses named before the rest is counted. */
const maxAddresses = 2;

/** In the order of the lines. Addresses of an instance that do not share their fate have a lens each. */
export function codeLensesOf(snapshot: Snapshot, file: SourceFile, locale: Locale = "en"): CodeLens[] {
  const cluster = snapshot.clusterOf(file);
  if (cluster === undefined) return [];
  const lenses = ownParts(snapshot, file).flatMap(({ part, reports, isShared }) =>
    reports.map((report) => ({
      span: part.instance.name.span,
      text: lensText(cluster, report, { part, isShared }, locale),
      instance: part.instance.name.value,
    })),
  );
  // Nodes that read the same lines have the same to say.
  return lenses.filter(
    ({ span, text }, i) => lenses.findIndex((one) => one.span === span && one.text === text) === i,
  );
}

/** What the virtual router means for one of its nodes, in a line. */
function lensText(
  cluster: Cluster,
  report: RouterReport,
  { part, isShared }: Pick<OwnPart, "part" | "isShared">,
  locale: Locale,
): string {
  const dead = deadText(deadChecks(cluster, report).length, report, isShared ? undefined : part.node, locale);
  return [...roleTexts(report, part, isShared, locale), ...dead].reduce((one, two) =>
    say(locale, "lens-joined", { one, two }),
  );
}

function roleTexts(report: RouterReport, part: Part, isShared: boolean, locale: Locale): readonly string[] {
  const subject = subjectText(report, locale);
  const [holder, ...more] = report.steady;
  if (holder === undefined) return [say(locale, "lens-nobody", { subject })];
  if (more.length > 0) {
    const id = more.length === 1 ? "lens-both" : "lens-all";
    return [say(locale, id, { holders: holdersText(report.steady, locale), subject })];
  }
  const params = { subject, holder: oneLine(holder) };
  if (isShared) return [say(locale, "lens-holds", params), ...departure(report, holder, locale)];
  if (part.node === holder) return [say(locale, "lens-master", params), ...departure(report, holder, locale)];
  if (readingOf(part.configuration).node.refuses !== undefined) return [say(locale, "lens-stopped", params)];
  // One that has been in FAULT from the start has not told a state.
  const state = steadyState(report, part) ?? "FAULT";
  if (state === "FAULT") return [say(locale, "lens-fault", params)];
  return [say(locale, "lens-backup", params), ...arrival(report, holder, part.node, locale)];
}

/** Where the addresses go when their holder goes down. */
function departure(report: RouterReport, holder: string, locale: Locale): readonly string[] {
  const down = downOf(report, holder);
  if (down === undefined) return [];
  const node = holdersText(down.holders, locale);
  const when = whenText(down.seconds, locale);
  if (down.verdict === "fails-over") return [say(locale, "lens-fails-over", { node, when })];
  if (down.verdict === "nobody") return [say(locale, "lens-lost", { holder: oneLine(holder) })];
  return [say(locale, "lens-torn", { holders: node, holder: oneLine(holder) })];
}

/** What of it a standby gets. */
function arrival(report: RouterReport, holder: string, own: string, locale: Locale): readonly string[] {
  const down = downOf(report, holder);
  if (down?.verdict !== "fails-over") return departure(report, holder, locale);
  const params = { holder: oneLine(holder), when: whenText(down.seconds, locale) };
  if (down.holders.includes(own)) return [say(locale, "lens-takes-over", params)];
  return [say(locale, "lens-other-takes-over", { ...params, node: holdersText(down.holders, locale) })];
}

function deadText(
  count: number,
  { steady }: RouterReport,
  own: string | undefined,
  locale: Locale,
): string[] {
  if (count === 0) return [];
  const elsewhere = steady.filter((node) => node !== own);
  const dead = say(locale, count === 1 ? "lens-dead-one" : "lens-dead", { count });
  if (elsewhere.length === 0) return [dead];
  return [say(locale, "lens-dead-on", { dead, node: holdersText(elsewhere, locale) })];
}

/** Its addresses, or its name where it has none. */
function subjectText({ addresses, instance }: RouterReport, locale: Locale): string {
  if (addresses.length === 0) return oneLine(instance);
  const count = addresses.length - maxAddresses;
  const shown = count > 1 ? addresses.slice(0, maxAddresses) : addresses;
  const more = count > 1 ? [sayFailover(locale, "more", { count })] : [];
  return [...shown.map(oneLine), ...more].join(say(locale, "between"));
}

function whenText(seconds: number | undefined, locale: Locale): string {
  if (seconds === undefined || isAtOnce(seconds)) return sayFailover(locale, "at-once");
  return say(locale, "in-time", { time: secondsText(seconds, locale) });
}
