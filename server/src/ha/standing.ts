/** What priority a node advertises while all is well, and while some of its checks fail. */
import { basePriority } from "../model/vrrp-effective.ts";
import { remembered } from "../workspace/remembered.ts";
import { contribution, effectivePriority, raisesAlarm, type TrackedCheck } from "./priority.ts";
import { type NodeReading, readNode } from "./read-node.ts";
import type { Configuration, Part } from "./virtual-routers.ts";
import type { Instance } from "./vrrp-node.ts";

/** What a node's keepalived runs. */
export const readingOf = remembered((configuration: Configuration): NodeReading => {
  const { node, release, models, complete, homes } = configuration;
  return readNode({
    name: node,
    release,
    models,
    complete,
    isBehind: (script, instance) =>
      homes.get(script) === homes.get(instance) && script.span.start > instance.span.start,
  });
});

/** The part as keepalived runs it; `undefined` where something of it is not known. */
export function instanceOf({ configuration, instance }: Part): Instance | undefined {
  return readingOf(configuration).instances.get(instance);
}

/** The priority while these checks fail and all others succeed; `fault` where the node takes no part. */
export function priorityWhileFailing(
  part: Part,
  failing: ReadonlySet<TrackedCheck>,
  { weightOf = ({ weight }: TrackedCheck) => weight, allCommandsRun = false } = {},
): number | "fault" | undefined {
  const instance = instanceOf(part);
  if (instance === undefined) return undefined;
  const contributions = instance.checks.map((check) => {
    const weighed = { ...check, weight: weightOf(check) };
    if (check.kind === "file") return contribution(weighed, failing.has(check) ? failingFile(weighed) : 0);
    const fate = allCommandsRun ? "either" : fateOf(part, check);
    if (fate === "not-run") return 0;
    const succeeds = failing.has(check) === raisesAlarm(check);
    return contribution(weighed, fate === "never-fails" || (fate !== "never-succeeds" && succeeds));
  });
  if (contributions.includes("fault")) return "fault";
  return effectivePriority(instance.priority, contributions);
}

function fateOf({ configuration }: Part, { kind, name }: TrackedCheck) {
  if (kind !== "script") return "either";
  return readingOf(configuration).node.scripts.find((script) => script.name === name)?.fate ?? "either";
}

/** The worst that a file can say. */
function failingFile({ weight, reverse }: TrackedCheck): number {
  return weight < 0 !== reverse ? 254 : -254;
}

/** The priority that a part advertises while all is well; `undefined` where it can not be told or it takes no part. */
export function standingOf(part: Part): number | undefined {
  const priority = priorityWhileFailing(part, new Set());
  if (priority === "fault") return undefined;
  if (priority !== undefined) return priority;
  return part.instance.tracked.length === 0 ? basePriority(part.instance) : undefined;
}

/** Two standings in words: as the files write them where that gives the same order, else with the weights counted in. */
export function spokenPriorities(
  lower: Part,
  higher: Part,
): { readonly own: number; readonly other: number } {
  const [a, b] = [basePriority(lower.instance) ?? 0, basePriority(higher.instance) ?? 0];
  return a < b ? { own: a, other: b } : { own: standingOf(lower) ?? a, other: standingOf(higher) ?? b };
}
