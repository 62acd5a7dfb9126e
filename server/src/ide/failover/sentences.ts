/**
 * What a failover report says, as short sentences: a fault, who holds the addresses then, how long that takes, why
 * nothing moves. Names of checks stand in backticks.
 */
import type {
  FailoverReport,
  Fault,
  FaultReport,
  Reason,
  RouterReport,
  Verdict,
} from "../../ha/failover-report.ts";
import type { Locale } from "../../text/locale.ts";
import { oneLine } from "../../text/printable.ts";
import { listText, sayFailover } from "./words.ts";

/** `keepalived stops on ka1`. */
export function faultText(fault: Fault, locale: Locale): string {
  switch (fault.kind) {
    case "node-down":
    case "daemon-stop":
      return sayFailover(locale, fault.kind, { node: oneLine(fault.node) });
    case "script-fail":
      return sayFailover(locale, fault.kind, { node: oneLine(fault.node), name: oneLine(fault.script) });
    case "check-fail":
      return sayFailover(locale, `${fault.check}-fail`, {
        node: oneLine(fault.node),
        name: oneLine(fault.name),
      });
    case "link-down":
      return sayFailover(locale, fault.kind, {
        node: oneLine(fault.node),
        interface: oneLine(fault.interface),
      });
    case "cut": {
      const [node, other] = fault.nodes.map(oneLine);
      return sayFailover(locale, fault.kind, { node: node ?? "", other: other ?? "" });
    }
  }
}

export function verdictText(verdict: Verdict, locale: Locale): string {
  return sayFailover(locale, verdict);
}

/** `95 is not lower than 95: ka2 has 95, and a tie never preempts`. */
export function reasonText(reason: Reason, locale: Locale): string {
  switch (reason.kind) {
    case "tie":
    case "higher":
    case "nopreempt": {
      const { kind, priority, node, other } = reason;
      return sayFailover(locale, kind, { priority, node: oneLine(node), other });
    }
    case "sync-group":
      return reason.group === undefined
        ? sayFailover(locale, "sync-group")
        : sayFailover(locale, "named-sync-group", { group: oneLine(reason.group) });
    case "other-member":
      return sayFailover(locale, reason.kind, { instance: oneLine(reason.instance) });
    default:
      return sayFailover(locale, reason.kind);
  }
}

/** `ka1`, `ka1 and ka2`, `nobody`. */
export function holdersText(holders: readonly string[], locale: Locale): string {
  return holders.length === 0 ? sayFailover(locale, "nobody") : listText(holders.map(oneLine), locale);
}

/** `3.6 s`; what nobody would notice has no length. */
export function secondsText(seconds: number, locale: Locale): string {
  return sayFailover(locale, "seconds", { seconds: roundedSeconds(seconds) });
}

/** `in 3.6 s at most`, or `at once`. */
export function withinText(seconds: number, locale: Locale): string {
  if (isAtOnce(seconds)) return sayFailover(locale, "at-once");
  return sayFailover(locale, "within", { time: secondsText(seconds, locale) });
}

export function isAtOnce(seconds: number): boolean {
  return seconds < 0.05;
}

/** What a fault leads to: `ka2 takes over in 3.6 s at most`; `ka1 keeps it: its command never fails`. */
function outcomeText({ verdict, holders, seconds, reason }: FaultReport, locale: Locale): string {
  const who = holdersText(holders, locale);
  const when = withinText(seconds ?? 0, locale);
  if (verdict === "fails-over") return sayFailover(locale, "takes-over", { holders: who, when });
  if (verdict === "nobody") return sayFailover(locale, "nobody-holds", { when });
  if (verdict === "split-brain") return sayFailover(locale, "several-hold", { holders: who, when });
  const keeps = sayFailover(locale, "keeps", { holders: who });
  if (reason === undefined) return keeps;
  return sayFailover(locale, "sentence", { subject: keeps, statement: reasonText(reason, locale) });
}

/** `ka1 is switched off: ka2 takes over in 3.6 s at most`. */
export function faultSentence(report: FaultReport, locale: Locale): string {
  const subject = faultText(report.fault, locale);
  return sayFailover(locale, "sentence", { subject, statement: outcomeText(report, locale) });
}

/** Who has the virtual router while all is well: `held by ka1`, or `master: ka1` where it has no addresses. */
export function steadyText({ steady, addresses }: RouterReport, locale: Locale): string {
  const what = addresses.length === 0 ? "master" : "steady";
  const holders = holdersText(steady, locale);
  if (steady.length === 0) return sayFailover(locale, `${what}-nobody`);
  return sayFailover(locale, steady.length === 1 ? what : `${what}-several`, { holders });
}

/** A fault that touches nobody but a standby: nothing changes, neither when it begins nor when it ends. */
export function isQuiet(report: FaultReport, { steady }: RouterReport): boolean {
  if (report.verdict !== "stays" || report.reason?.kind !== "not-the-holder") return false;
  return report.after.holders.join("\n") === steady.join("\n");
}

/** `6 faults of ka2 change nothing`, or nothing where there is no such fault. */
export function quietText(report: RouterReport, locale: Locale): string | undefined {
  const quiet = report.faults.filter((fault) => isQuiet(fault, report));
  if (quiet.length === 0) return undefined;
  const nodes = [...new Set(quiet.flatMap(({ fault }) => standbysOf(fault, report)))];
  return sayFailover(locale, quiet.length === 1 ? "quiet-one" : "quiet", {
    count: quiet.length,
    nodes: listText(nodes.map(oneLine), locale),
  });
}

/** A cut between the holder and a standby is the standby's. */
function standbysOf(fault: Fault, { steady }: RouterReport): readonly string[] {
  if (fault.kind !== "cut") return [fault.node];
  const standbys = fault.nodes.filter((node) => !steady.includes(node));
  return standbys.length === 0 ? fault.nodes : standbys;
}

function roundedSeconds(seconds: number): string {
  return seconds >= 100 ? String(Math.round(seconds)) : seconds.toFixed(1).replace(/\.0$/, "");
}

/** Why keepalived does not start on a node. */
export function refusalText(
  { node, because, instance }: FailoverReport["refusals"][number],
  locale: Locale,
): string {
  return sayFailover(locale, because, { node: oneLine(node), instance: oneLine(instance) });
}
