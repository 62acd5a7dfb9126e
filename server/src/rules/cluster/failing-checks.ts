/** What a failing check of the node that holds the address leads to: the question of three rules. */
import { type Outcome, steadyHolders, whenFailing } from "../../ha/failover.ts";
import { effectivePriority, type RouterNode, type TrackedCheck } from "../../ha/priority.ts";
import { type Part, routerNodesOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import type { Fix, Params, Place } from "../rule.ts";

export interface Stuck {
  readonly check: TrackedCheck;
  readonly outcome: Extract<Outcome, { kind: "stays" }>;
  readonly holder: Part;
  readonly best: Part;
  /** Where the weight is written. */
  readonly weight: Place;
  /** All checks of the holder that lower its priority, failing together, move the address. */
  readonly movesTogether: boolean;
  /** The smallest change of the weight that lets the check move the address, where one does. */
  readonly fix?: { readonly weight: number; readonly edits: Fix["edits"] };
}

/** The checks of a cluster's holders whose failure lowers the priority and yet moves nothing. */
export const stuckChecks = remembered((cluster: Cluster): readonly Stuck[] =>
  virtualRoutersOf(cluster).flatMap((router) => stuckIn(routerNodesOf(router))),
);

function stuckIn(parts: ReadonlyMap<RouterNode, Part> | undefined): Stuck[] {
  if (parts === undefined) return [];
  const routers = [...parts.keys()];
  const [holder] = steadyHolders(routers);
  const part = holder === undefined ? undefined : parts.get(holder);
  if (holder === undefined || part === undefined) return [];
  const healthy = effectivePriority(holder);
  const lowering = holder.checks.filter((check) => {
    const failing = effectivePriority(holder, new Set([check]));
    return failing !== "fault" && healthy !== "fault" && failing < healthy;
  });
  const together = whenFailing(routers, holder, lowering).kind === "moves";
  return lowering.flatMap((check) => {
    const outcome = whenFailing(routers, holder, [check]);
    const best = outcome.kind === "stays" ? parts.get(outcome.best) : undefined;
    const weight = weightPlace(part, check);
    if (outcome.kind !== "stays" || best === undefined || best === part || weight === undefined) return [];
    const fix = repair(parts, holder, check);
    return [
      {
        check,
        outcome,
        holder: part,
        best,
        weight,
        movesTogether: lowering.length > 1 && together,
        ...(fix === undefined ? {} : { fix }),
      },
    ];
  });
}

/** Where the weight that counts for a check is written. */
export function weightPlace(part: Part, check: TrackedCheck): Place | undefined {
  const { tracker, script } = check;
  if (tracker.weight !== undefined) return { file: part.file, span: tracker.weight.span };
  const file = script === undefined ? undefined : part.configuration.scriptFile.get(script);
  return script?.weight === undefined || file === undefined ? undefined : { file, span: script.weight.span };
}

/** The first larger weight that moves the address, given to the same check on every node that has it with the same weight. */
function repair(parts: ReadonlyMap<RouterNode, Part>, holder: RouterNode, check: TrackedCheck): Stuck["fix"] {
  const step = Math.sign(check.weight);
  const like = (other: TrackedCheck) =>
    other.kind === check.kind && other.name === check.name && other.weight === check.weight;
  for (let weight = check.weight + step; Math.abs(weight) <= 253; weight += step) {
    const changed = new Map<RouterNode, RouterNode>();
    for (const router of parts.keys()) {
      changed.set(router, { ...router, checks: router.checks.map((c) => (like(c) ? { ...c, weight } : c)) });
    }
    const routers = [...changed.values()];
    const holderThen = changed.get(holder);
    const failing = holderThen?.checks[holder.checks.indexOf(check)];
    if (holderThen === undefined || failing === undefined || !steadyHolders(routers).includes(holderThen))
      return undefined;
    if (whenFailing(routers, holderThen, [failing]).kind !== "moves") continue;
    const places = [...parts].flatMap(([router, part]) =>
      router.checks.filter(like).map((c) => weightPlace(part, c)),
    );
    const edits = places.flatMap((place) =>
      place === undefined ? [] : [{ span: place.span, text: String(weight), file: place.file }],
    );
    return { weight, edits: withoutRepeats(edits) };
  }
  return undefined;
}

/** What the wording of the three rules names. */
export function paramsOf({ check, outcome, holder, best }: Stuck): Params {
  return {
    check: check.name,
    node: holder.node,
    from: outcome.from,
    best: best.node,
    priority: outcome.bestPriority,
  };
}

/** The fix that writes the weight that is enough; none where there is none. */
export function weightFixes({ fix }: Stuck): readonly Fix[] {
  if (fix === undefined) return [];
  return [{ title: { id: "weight", params: { weight: fix.weight } }, safety: "unsafe", edits: fix.edits }];
}

export function withoutRepeats(edits: Fix["edits"]): Fix["edits"] {
  return edits.filter(
    (edit, i) => edits.findIndex((e) => e.file === edit.file && e.span.start === edit.span.start) === i,
  );
}
