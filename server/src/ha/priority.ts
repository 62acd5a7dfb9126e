/**
 * The priority that a node advertises: what the instance says, plus what its tracked checks add or take away. Pure
 * arithmetic over the VRRP model, after vrrp.c (vrrp_complete_instance, vrrp_set_effective_priority) and vrrp_track.c.
 */
import type { Tracker, VrrpInstance, VrrpModel, VrrpScript } from "../model/vrrp.ts";
import { basePriority, ownerPriority, trackerWeight } from "../model/vrrp-effective.ts";

/** A check that an instance tracks, with the weight that counts: the one at the place of use, else the definition's. */
export interface TrackedCheck {
  readonly kind: Tracker["kind"];
  readonly name: string;
  /** 0: a failure puts the instance in FAULT. Above: added while the check succeeds. Below: added while it fails. */
  readonly weight: number;
  /** The weight counts with the opposite sign. */
  readonly reverse: boolean;
  readonly tracker: Tracker;
  readonly script?: VrrpScript;
}

/** One node's part in a virtual router, as keepalived runs it. */
export interface RouterNode {
  readonly node: string;
  /** 1…255. */
  readonly base: number;
  /** Without `nopreempt` that keepalived would clear. */
  readonly nopreempt: boolean;
  readonly checks: readonly TrackedCheck[];
}

/** True where keepalived keeps `nopreempt`: it clears it for an initial state of MASTER and for an address owner. */
export function keepsNopreempt(instance: VrrpInstance): boolean {
  return (
    instance.nopreempt?.value === true &&
    instance.state?.value !== "MASTER" &&
    basePriority(instance) !== ownerPriority
  );
}

/**
 * A node's part, or `undefined` where its priority can not be told from the text: a template, a file whose content is
 * the weight, a process whose weight is written elsewhere, a member of a sync group (its weights do not count).
 */
export function routerNode(
  node: string,
  instance: VrrpInstance,
  model: Pick<VrrpModel, "scripts" | "syncGroups">,
): RouterNode | undefined {
  const base = basePriority(instance);
  if (base === undefined) return undefined;
  const { unknown } = instance;
  if (
    unknown.has("nopreempt") ||
    unknown.has("state") ||
    [...unknown].some((name) => name.startsWith("track_"))
  )
    return undefined;
  if (model.syncGroups.some((group) => group.members.some((member) => member.value === instance.name.value)))
    return undefined;
  const checks: TrackedCheck[] = [];
  for (const tracker of instance.tracked) {
    if (tracker.kind === "interface" && tracker.name.value === instance.interface?.value) continue;
    const check = trackedCheck(tracker, model.scripts);
    if (check === undefined) return undefined;
    if (check === "ignored" || (base === ownerPriority && check.weight !== 0)) continue;
    // Its success would be the fault: nothing that one could count on.
    if (check.weight === 0 && check.reverse) return undefined;
    checks.push(check);
  }
  return { node, base, nopreempt: keepsNopreempt(instance), checks };
}

/** The priority that is advertised while these checks fail; `fault` where the node takes no part. */
export function effectivePriority(
  router: RouterNode,
  failing: ReadonlySet<TrackedCheck> = new Set(),
): number | "fault" {
  let total = router.base;
  for (const check of router.checks) {
    const fails = failing.has(check);
    if (check.weight === 0) {
      if (fails) return "fault";
    } else if (check.weight > 0 !== fails) total += check.reverse ? -check.weight : check.weight;
  }
  return router.base === ownerPriority ? ownerPriority : Math.min(Math.max(total, 1), 254);
}

const largestWeight = 253;

function trackedCheck(
  tracker: Tracker,
  scripts: readonly VrrpScript[],
): TrackedCheck | "ignored" | undefined {
  const { kind, name } = tracker;
  const own = tracker.weight === undefined ? undefined : clamp(tracker.weight.value);
  if (kind === "script") {
    // Of two definitions with one name the first is found; a name without definition is not tracked at all.
    const script = scripts.find((s) => s.name.value === name.value);
    if (script === undefined) return "ignored";
    const weight = own ?? trackerWeight(tracker, { scripts, watched: [] });
    const reverse = own === undefined ? script.reverse : tracker.reverse;
    return weight === undefined ? undefined : { kind, name: name.value, weight, reverse, tracker, script };
  }
  if (kind === "file" || (kind === "process" && own === undefined)) return undefined;
  return { kind, name: name.value, weight: own ?? 0, reverse: tracker.reverse, tracker };
}

function clamp(weight: number): number {
  return Math.min(Math.max(weight, -largestWeight), largestWeight);
}
