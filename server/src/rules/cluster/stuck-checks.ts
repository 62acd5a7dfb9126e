/** The checks of a node that holds an address whose failure moves nothing, as the simulation says: what several rules report. */
import { weightPlace } from "../../ha/check-places.ts";
import { failoverIfChecksRun, failoverOf, movesTogether } from "../../ha/failover.ts";
import type { Reason, RouterReport } from "../../ha/failover-report.ts";
import { highestPriority, lowestPriority, type TrackedCheck } from "../../ha/priority.ts";
import { instanceOf, priorityWhileFailing } from "../../ha/standing.ts";
import type { Part } from "../../ha/virtual-routers.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import type { Fix, Params } from "../rule.ts";

export interface Stuck {
  readonly report: RouterReport;
  readonly check: TrackedCheck;
  readonly reason: Reason;
  readonly holder: Part;
  /** All checks that lower the holder's priority, failing together, move the address. */
  readonly movesTogether: boolean;
}

/**
 * A command that can never fail or never succeed is one mistake, a weight that does not reach far enough is another:
 * the weights are asked as if all commands could be run.
 */
export const stuckChecks = remembered((cluster: Cluster): readonly Stuck[] => {
  const ofCommands = failoverOf(cluster).routers.flatMap((report) => stuckIn(cluster, report));
  const ofWeights = failoverIfChecksRun(cluster).routers.flatMap((report) => stuckIn(cluster, report));
  return [...ofCommands.filter(isOfCommand), ...ofWeights.filter((stuck) => !isOfCommand(stuck))];
});

function isOfCommand({ reason: { kind } }: Stuck): boolean {
  return kind === "never-fails" || kind === "never-succeeds" || kind === "not-run";
}

function stuckIn(cluster: Cluster, report: RouterReport): Stuck[] {
  const [node, ...more] = report.steady;
  const holder = report.parts.find((part) => part.node === node);
  if (holder === undefined || more.length > 0) return [];
  const found = report.faults.flatMap(({ fault, verdict, reason }) => {
    if (verdict !== "stays" || reason === undefined || fault.kind === "cut" || fault.node !== node) return [];
    const check = instanceOf(holder)?.checks.find(({ kind, name }) => {
      if (fault.kind === "script-fail") return kind === "script" && name === fault.script;
      if (fault.kind === "check-fail") return kind === fault.check && name === fault.name;
      return fault.kind === "link-down" && kind === "interface" && name === fault.interface;
    });
    return check === undefined ? [] : [{ check, reason }];
  });
  const lowering = found.filter(({ check }) => lowers(holder, check)).map(({ check }) => check);
  const together = lowering.length > 1 && movesTogether(cluster, report, holder, lowering);
  return found.map(({ check, reason }) => ({
    report,
    check,
    reason,
    holder,
    movesTogether: together && lowering.includes(check),
  }));
}

function lowers(part: Part, check: TrackedCheck): boolean {
  const [healthy, failing] = [prioritySupposed(part), prioritySupposed(part, [check])];
  return typeof healthy === "number" && typeof failing === "number" && failing < healthy;
}

/** The priority while these checks fail, as if all commands could be run. */
function prioritySupposed(
  part: Part,
  failing: readonly TrackedCheck[] = [],
  weightOf?: (check: TrackedCheck) => number,
): number | "fault" | undefined {
  return priorityWhileFailing(part, new Set(failing), {
    allCommandsRun: true,
    ...(weightOf === undefined ? {} : { weightOf }),
  });
}

/** The reason of a check whose weight does not reach far enough. */
export type Arithmetic = Extract<Reason, { kind: "tie" | "higher" | "nopreempt" }>;

export function arithmeticOf({ reason }: Stuck): Arithmetic | undefined {
  return reason.kind === "tie" || reason.kind === "higher" || reason.kind === "nopreempt"
    ? reason
    : undefined;
}

/** What the wording names: `100 − 5 = 95` is the holder's priority before and after. */
export function paramsOf({ report, check, holder, reason }: Stuck): Params {
  const healthy = Number(prioritySupposed(holder) ?? 0);
  const common = {
    check: check.name,
    node: holder.node,
    instance: report.instance,
    addresses: addressesIn(report),
  };
  if (!("other" in reason)) return common;
  const { priority, node, other } = reason;
  const lost = healthy - priority;
  const sum = lost >= 0 ? `${healthy} − ${lost} = ${priority}` : `${healthy} + ${-lost} = ${priority}`;
  return { ...common, sum, from: priority, best: node, priority: other };
}

/** The addresses of a report in a message; its instance where there are none. */
export function addressesIn({ addresses, instance }: RouterReport): string {
  return addresses.length === 0 ? instance : addresses.join(", ");
}

export function partOn(report: RouterReport, node: string): Part | undefined {
  return report.parts.find((part) => part.node === node);
}

/** The smallest change of the weight that moves the address, no weight at all, or another priority; what fits of them. */
export function weightFixes(stuck: Stuck): readonly Fix[] {
  const { report, check, reason } = stuck;
  const smallest = reason.kind === "tie" || reason.kind === "higher" ? smallestWeight(stuck) : undefined;
  const fixes: Fix[] = [];
  if (smallest !== undefined) {
    const edits = editsFor(report.parts, check, String(smallest));
    fixes.push({
      title: { id: "weight", params: { check: check.name, weight: smallest } },
      safety: "unsafe",
      edits,
    });
  }
  const zero = zeroWeightFix(report.parts, check);
  if (zero !== undefined) fixes.push(zero);
  return [...fixes, ...priorityFix(stuck)];
}

/** Takes the weight of a check away: its failure means FAULT. */
export function zeroWeightFix(parts: readonly Part[], check: TrackedCheck): Fix | undefined {
  const edits = editsFor(parts, check, "0");
  if (edits.length === 0 || check.reverse) return undefined;
  return { title: { id: "fault", params: { check: check.name } }, safety: "unsafe", edits };
}

/** The lowest priority of the other node that is above what is left to the holder, if that is below the holder's own. */
function priorityFix(stuck: Stuck): readonly Fix[] {
  const arithmetic = arithmeticOf(stuck);
  const other = arithmetic === undefined ? undefined : partOn(stuck.report, arithmetic.node);
  const written = other?.instance.priority;
  const healthy = prioritySupposed(stuck.holder);
  if (arithmetic === undefined || arithmetic.kind === "nopreempt" || other === undefined) return [];
  if (written === undefined || typeof healthy !== "number" || arithmetic.priority + 1 >= healthy) return [];
  const priority = written.value + arithmetic.priority + 1 - arithmetic.other;
  if (priority > highestPriority) return [];
  const edits = [{ file: other.file, span: written.span, text: String(priority) }];
  return [{ title: { id: "priority", params: { priority, node: other.node } }, safety: "unsafe", edits }];
}

/** The first larger weight that moves the address, given to the same check on every node that has it with the same weight. */
function smallestWeight({ report, check, holder }: Stuck): number | undefined {
  const step = Math.sign(check.weight);
  const others = report.parts.filter((part) => part !== holder);
  for (let weight = check.weight + step; Math.abs(weight) < highestPriority; weight += step) {
    const weightOf = (other: TrackedCheck) => (isLike(other, check) ? weight : other.weight);
    const healthy = prioritySupposed(holder, [], weightOf);
    const failing = prioritySupposed(holder, [check], weightOf);
    if (typeof healthy !== "number" || typeof failing !== "number") return undefined;
    const rivals = others.flatMap((part) => {
      const priority = prioritySupposed(part, [], weightOf);
      return typeof priority === "number"
        ? [{ priority, nopreempt: instanceOf(part)?.nopreempt === true }]
        : [];
    });
    if (rivals.some(({ priority }) => priority >= healthy)) return undefined;
    if (rivals.some(({ priority, nopreempt }) => priority > failing && !nopreempt)) return weight;
    if (failing === lowestPriority) return undefined;
  }
  return undefined;
}

function isLike(other: TrackedCheck, check: TrackedCheck): boolean {
  return other.kind === check.kind && other.name === check.name && other.weight === check.weight;
}

/** Edits that write a weight wherever the same check has the same weight. */
function editsFor(parts: readonly Part[], check: TrackedCheck, text: string): Fix["edits"] {
  const places = parts.flatMap((part) =>
    (instanceOf(part)?.checks ?? [])
      .filter((other) => isLike(other, check))
      .map((other) => weightPlace(part, other)),
  );
  const edits = places.flatMap((place) => (place === undefined ? [] : [{ ...place, text }]));
  return edits.filter(
    ({ file, span }, i) => edits.findIndex((e) => e.file === file && e.span.start === span.start) === i,
  );
}
