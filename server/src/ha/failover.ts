/**
 * Who holds the address, and whether one failing check moves it. The answers are those of the steady state: timers
 * have run out, every node hears every other. Measured on keepalived 2.2.7 and 2.3.4.
 */
import { effectivePriority, type RouterNode, type TrackedCheck } from "./priority.ts";

export type Outcome =
  /** `to` becomes master; `from` is what the sick node advertises then. */
  | { readonly kind: "moves"; readonly to: RouterNode; readonly from: number | "fault" }
  /** The sick node keeps the address at priority `from`; `best` is the highest of the others. */
  | {
      readonly kind: "stays";
      readonly because: "higher" | "tie" | "nopreempt";
      readonly from: number;
      readonly best: RouterNode;
      readonly bestPriority: number;
    }
  /** No node is left that could hold it. */
  | { readonly kind: "nobody" };

/** The nodes that hold the address while all is well: one, or several of one priority of which the first to start keeps it. */
export function steadyHolders(routers: readonly RouterNode[]): readonly RouterNode[] {
  const able = withPriority(routers);
  const highest = Math.max(...able.map(({ priority }) => priority));
  return able.filter(({ priority }) => priority === highest).map(({ router }) => router);
}

/**
 * What happens when checks of the holder fail while all others are well. A backup takes over from a master only with
 * a higher priority than it hears, and not at all with `nopreempt`; a master in FAULT says that it leaves.
 */
export function whenFailing(
  routers: readonly RouterNode[],
  holder: RouterNode,
  checks: readonly TrackedCheck[],
): Outcome {
  const from = effectivePriority(holder, new Set(checks));
  const others = withPriority(routers.filter((router) => router !== holder)).sort(
    (a, b) => b.priority - a.priority,
  );
  const [best] = others;
  if (best === undefined) return from === "fault" ? { kind: "nobody" } : staysAlone(holder, from);
  if (from === "fault") return { kind: "moves", to: best.router, from };
  const taker = others.find(({ router, priority }) => priority > from && !router.nopreempt);
  if (taker !== undefined) return { kind: "moves", to: taker.router, from };
  const because = best.priority > from ? "nopreempt" : best.priority === from ? "tie" : "higher";
  return { kind: "stays", because, from, best: best.router, bestPriority: best.priority };
}

function staysAlone(holder: RouterNode, from: number): Outcome {
  return { kind: "stays", because: "higher", from, best: holder, bestPriority: from };
}

function withPriority(
  routers: readonly RouterNode[],
): { readonly router: RouterNode; readonly priority: number }[] {
  return routers.flatMap((router) => {
    const priority = effectivePriority(router);
    return priority === "fault" ? [] : [{ router, priority }];
  });
}
