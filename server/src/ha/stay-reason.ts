/** Why the node that a fault hits keeps its addresses. */
import type { Fault, Reason } from "./failover-report.ts";
import { checkOf, type Play } from "./plays.ts";
import type { KnownRouter, Rehearsal } from "./rehearsal.ts";
import type { Part } from "./virtual-routers.ts";
import type { Instance } from "./vrrp-node.ts";

export function reasonOf(
  rehearsal: Rehearsal,
  router: KnownRouter,
  played: Play,
  fault: Fault,
  [holder]: readonly string[],
): Reason | undefined {
  if (fault.kind === "cut" || fault.node !== holder) return { kind: "not-the-holder" };
  const part = router.parts.find(({ node }) => node === holder);
  const instance = part === undefined ? undefined : router.instances.get(part);
  if (part === undefined || instance === undefined) return undefined;
  const ignored = ignoredBecause(rehearsal, part, instance, fault);
  if (ignored !== undefined) return ignored;
  const standing = (node: string, name: string) =>
    played.standings.find((one) => one.node === node && one.instance === name);
  const own = standing(holder, instance.name);
  const others = [...router.instances]
    .filter(([other]) => other !== part)
    .flatMap(([other, { name, nopreempt }]) => {
      const found = standing(other.node, name);
      return found === undefined || found.state !== "BACKUP" ? [] : [{ ...found, nopreempt }];
    })
    .sort((a, b) => b.priority - a.priority);
  const [best] = others;
  if (own === undefined || best === undefined) return { kind: "no-other-node" };
  const arithmetic = { priority: own.priority, node: best.node, other: best.priority };
  if (best.priority < own.priority) return { kind: "higher", ...arithmetic };
  if (best.priority === own.priority) return { kind: "tie", ...arithmetic };
  if (best.nopreempt) return { kind: "nopreempt", ...arithmetic };
  const member = part.configuration.syncGroups
    .find((group) => group.members.some(({ value }) => value === instance.name))
    ?.members.find(({ value }) => value !== instance.name);
  return member === undefined ? undefined : { kind: "other-member", instance: member.value };
}

/** Why the check counts for nothing. */
function ignoredBecause(
  { nodes }: Rehearsal,
  part: Part,
  instance: Instance,
  fault: Fault,
): Reason | undefined {
  if (fault.kind !== "script-fail" && fault.kind !== "check-fail") return undefined;
  const [kind, name] = checkOf(fault);
  const script =
    kind === "script"
      ? nodes.find((node) => node.name === part.node)?.scripts.find((one) => one.name === name)
      : undefined;
  const check = instance.checks.find((one) => one.kind === kind && one.name === name);
  if (check === undefined) {
    const isTracked = part.instance.tracked.some((one) => one.kind === kind && one.name.value === name);
    if (!isTracked) return undefined;
    const group = part.configuration.syncGroups.find((one) =>
      one.members.some(({ value }) => value === instance.name),
    );
    const isDefined = part.configuration.scripts.some((one) => one.name.value === name);
    if (kind === "script" && !isDefined) return { kind: "not-defined" };
    return group === undefined ? { kind: "owner" } : { kind: "sync-group", group: group.name.value };
  }
  return script === undefined || script.fate === "either" ? undefined : { kind: script.fate };
}
