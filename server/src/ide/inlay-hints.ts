/**
 * What stands behind the numbers that decide an election: behind a priority, whom it beats or gives way to; behind a
 * weight, what the priority becomes when the check fails, and whether that moves the addresses. Nothing is said of
 * what a template or a file that is not here decides.
 */
import { weightPlace } from "../ha/check-places.ts";
import type { FaultReport, RouterReport } from "../ha/failover-report.ts";
import { raisesAlarm, type TrackedCheck } from "../ha/priority.ts";
import { instanceOf, priorityWhileFailing } from "../ha/standing.ts";
import type { Part } from "../ha/virtual-routers.ts";
import { basePriority } from "../model/vrrp-effective.ts";
import type { Locale } from "../text/locale.ts";
import { oneLine } from "../text/printable.ts";
import type { Span } from "../text/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { faultOf, type OwnPart, ownParts, routersAround } from "./failover/own-routers.ts";
import { faultSentence, holdersText, reasonText, steadyText } from "./failover/sentences.ts";
import { say, type TextId } from "./say.ts";

export interface InlayHint {
  /** The place behind which it stands. */
  readonly offset: number;
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
}

/** In the order of their places; one for each number. */
export function inlayHintsOf(snapshot: Snapshot, file: SourceFile, locale: Locale = "en"): InlayHint[] {
  const hints = [...priorityHints(snapshot, file, locale), ...weightHints(snapshot, file, locale)];
  const own = hints.filter(({ offset }) => offset <= file.text.length);
  const first = new Map([...own].reverse().map((hint) => [hint.offset, hint]));
  return [...first.values()].sort((a, b) => a.offset - b.offset);
}

function priorityHints(snapshot: Snapshot, file: SourceFile, locale: Locale): InlayHint[] {
  return ownParts(snapshot, file).flatMap((own) => {
    const { priority } = own.part.instance;
    const text = priority === undefined || own.isShared ? undefined : priorityText(own, locale);
    if (priority === undefined || text === undefined) return [];
    return [{ offset: priority.span.end, text, tooltip: standingsText(own, locale) }];
  });
}

function priorityText({ part, reports }: OwnPart, locale: Locale): string | undefined {
  const own = priorityWhileFailing(part, new Set());
  if (own === undefined) return undefined;
  if (own === "fault") return say(locale, "hint-always-fault");
  const counted = own === basePriority(part.instance) ? [] : [say(locale, "hint-counted", { priority: own })];
  const rank = rankText(part, own, reports, locale);
  const texts = [...counted, ...(rank === undefined ? [] : [rank])];
  return texts.length === 0
    ? undefined
    : texts.reduce((one, two) => say(locale, "hint-joined", { one, two }));
}

/** Where nodes do not hear each other, or nobody holds the addresses, the numbers decide nothing. */
function rankText(
  part: Part,
  own: number,
  reports: readonly RouterReport[],
  locale: Locale,
): string | undefined {
  const [report] = reports;
  const holder = holderIn(reports);
  if (report === undefined || holder === undefined) return undefined;
  const rivals = rivalsOf(report, part);
  if (holder !== part.node) {
    const rival = rivals.find(({ node }) => node === holder);
    return rival === undefined ? undefined : relationText(own, rival, locale);
  }
  const [best] = rivals;
  if (best === undefined) return undefined;
  return say(locale, isPlain(report) ? "hint-holds" : "hint-master", {
    relation: relationText(own, best, locale),
  });
}

function isPlain({ addresses }: RouterReport): boolean {
  return addresses.length > 0;
}

/** The one node that holds all addresses while all is well. */
function holderIn(reports: readonly RouterReport[]): string | undefined {
  const [holder, ...more] = new Set(reports.flatMap(({ steady }) => steady));
  return more.length === 0 && reports.every(({ steady }) => steady.length === 1) ? holder : undefined;
}

interface Rival {
  readonly node: string;
  readonly priority: number;
}

/** The other nodes that take part while all is well, the strongest first. */
function rivalsOf({ parts }: RouterReport, own: Part): readonly Rival[] {
  return parts
    .flatMap((part) => {
      const priority = part === own ? undefined : priorityWhileFailing(part, new Set());
      return typeof priority === "number" ? [{ node: part.node, priority }] : [];
    })
    .sort((a, b) => b.priority - a.priority);
}

/** `above ka2 (90)`, `as ka2`, `below ka1 (100)`. */
function relationText(own: number, { node, priority }: Rival, locale: Locale): string {
  const id = own > priority ? "hint-above" : own < priority ? "hint-below" : "hint-equal";
  return say(locale, id, { node: oneLine(node), priority });
}

/** Who holds the addresses, and what every node advertises while all is well. */
function standingsText({ reports }: OwnPart, locale: Locale): string {
  const lines = reports.map((report) => sentenceOf(report, undefined, locale));
  const standings = (reports[0]?.parts ?? []).map((part) => {
    const priority = priorityWhileFailing(part, new Set());
    return `${oneLine(part.node)} ${priority === "fault" ? "FAULT" : (priority ?? "?")}`;
  });
  const told = say(locale, "hint-standings", { standings: standings.join(say(locale, "between")) });
  return [...lines, told].join("\n\n");
}

function headOf({ instance, addresses }: RouterReport): string {
  return [instance, ...addresses].map(oneLine).join(" ");
}

/** A weight as it counts for one part. */
interface Use {
  readonly span: Span;
  /** Of several uses the hint says the one with the lowest. */
  readonly rank: number;
  readonly text: string;
  readonly sentence: string;
}

function weightHints(snapshot: Snapshot, file: SourceFile, locale: Locale): InlayHint[] {
  const { vrrp } = file.model;
  if (vrrp === undefined) return [];
  const uses = new Map<number, Use[]>();
  for (const report of routersAround(snapshot, file)) {
    for (const part of report.parts) {
      if (!part.configuration.models.includes(vrrp)) continue;
      for (const use of usesIn(file, report, part, locale))
        uses.set(use.span.end, [...(uses.get(use.span.end) ?? []), use]);
    }
  }
  return [...uses].flatMap(([offset, all]) => {
    const [first] = [...all].sort((a, b) => a.rank - b.rank);
    const sentences = [...new Set(all.map(({ sentence }) => sentence))];
    return first === undefined ? [] : [{ offset, text: first.text, tooltip: sentences.join("\n\n") }];
  });
}

function usesIn(file: SourceFile, report: RouterReport, part: Part, locale: Locale): Use[] {
  const counted = (instanceOf(part)?.checks ?? []).flatMap((check) => {
    const span = weightSpanIn(file, part, check);
    const fault = faultOf(report, part.node, check);
    const told = span === undefined ? undefined : weightText(report, part, check, fault, locale);
    if (span === undefined || told === undefined) return [];
    return [{ span, ...told, sentence: sentenceOf(report, fault, locale) }];
  });
  return [...counted, ...ignoredUses(file, report, part, locale)];
}

/** The weight that counts for a check, if it is written in this file. */
function weightSpanIn(
  file: SourceFile,
  part: Part,
  check: Pick<TrackedCheck, "tracker" | "definition">,
): Span | undefined {
  const place = weightPlace(part, check);
  return place?.file === file ? place.span : undefined;
}

/** How much a file takes away is in the file: only one without weight is told. */
function weightText(
  report: RouterReport,
  part: Part,
  check: TrackedCheck,
  fault: FaultReport | undefined,
  locale: Locale,
): Pick<Use, "text" | "rank"> | undefined {
  const failing = priorityWhileFailing(part, new Set([check]));
  if (failing === undefined || (check.kind === "file" && check.weight !== 0)) return undefined;
  const dead = fault?.reason?.kind;
  const name = oneLine(check.name);
  if (dead === "never-fails" || dead === "never-succeeds" || dead === "not-run")
    return { text: say(locale, `hint-${dead}`, { name }), rank: 0 };
  const failure = say(locale, failureOf(check), { name });
  const result = say(locale, failing === "fault" ? "hint-fault" : "hint-number", {
    failure,
    number: failing,
  });
  const [holder, ...more] = report.steady;
  if (holder === undefined || more.length > 0) return { text: result, rank: 2 };
  if (holder === part.node) {
    const outcome = fault === undefined ? undefined : outcomeOf(report, part, failing, fault, locale);
    if (outcome === undefined) return { text: result, rank: 2 };
    const text = say(locale, "hint-outcome", { result, outcome });
    return { text, rank: fault?.verdict === "fails-over" ? 1 : 0 };
  }
  const rival = rivalsOf(report, part).find(({ node }) => node === holder);
  if (failing === "fault" || rival === undefined) return { text: result, rank: 3 };
  const outcome = relationText(failing, rival, locale);
  return { text: say(locale, "hint-outcome", { result, outcome }), rank: 3 };
}

function failureOf(check: TrackedCheck): TextId {
  return raisesAlarm(check) && check.kind !== "interface" && check.kind !== "file"
    ? `hint-${check.kind}-succeeds`
    : `hint-${check.kind}-fails`;
}

/** What the failure leads to on the node that holds the addresses. */
function outcomeOf(
  report: RouterReport,
  part: Part,
  failing: number | "fault",
  { verdict, holders, reason }: FaultReport,
  locale: Locale,
): string | undefined {
  if (verdict === "nobody") return say(locale, "hint-nobody");
  if (verdict === "split-brain")
    return say(locale, "hint-several", { holders: holdersText(holders, locale) });
  if (verdict === "fails-over") {
    const rival = rivalsOf(report, part).find(({ node }) => holders.includes(node));
    if (failing === "fault" || rival === undefined || rival.priority <= failing)
      return say(locale, "hint-takes-over", { holders: holdersText(holders, locale) });
    return relationText(failing, rival, locale);
  }
  if (reason?.kind === "tie") return say(locale, "hint-tie", { node: oneLine(reason.node) });
  if (reason?.kind === "higher" || reason?.kind === "nopreempt") {
    const id = reason.kind === "higher" ? "hint-still-above" : "hint-nopreempt";
    return say(locale, id, { node: oneLine(reason.node), priority: reason.other });
  }
  if (reason?.kind === "other-member")
    return say(locale, "hint-other-member", { instance: oneLine(reason.instance) });
  return undefined;
}

/** Weights that keepalived does not count for the node that holds the addresses. */
function ignoredUses(file: SourceFile, report: RouterReport, part: Part, locale: Locale): Use[] {
  return part.instance.tracked.flatMap((tracker) => {
    const { kind, name } = tracker;
    const fault = faultOf(report, part.node, { kind, name: name.value });
    const reason = fault?.reason;
    if (reason?.kind !== "owner" && reason?.kind !== "sync-group") return [];
    const { scripts, models } = part.configuration;
    const definition =
      kind === "script"
        ? scripts.find((one) => one.name.value === name.value)
        : models
            .flatMap(({ watched }) => watched)
            .find((one) => one.kind === kind && one.name.value === name.value);
    const found = { tracker, ...(definition === undefined ? {} : { definition }) };
    const span = weightSpanIn(file, part, found);
    const text = say(locale, "hint-ignored", { reason: reasonText(reason, locale).replaceAll("`", "") });
    return span === undefined ? [] : [{ span, rank: 0, text, sentence: sentenceOf(report, fault, locale) }];
  });
}

function sentenceOf(report: RouterReport, fault: FaultReport | undefined, locale: Locale): string {
  const isOne = report.steady.length === 1;
  const statement = fault === undefined || !isOne ? steadyText(report, locale) : faultSentence(fault, locale);
  return say(locale, "hint-sentence", { subject: headOf(report), statement });
}
