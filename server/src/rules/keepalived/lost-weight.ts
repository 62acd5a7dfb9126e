/** Weights that lead out of the priorities 1 to 254: keepalived cuts the sum, and part of a weight is lost. */
import { isKnown, type Located } from "../../model/file-model.ts";
import { basePriority, ownerPriority, trackerWeight } from "../../model/vrrp-effective.ts";
import { instanceRule, syncGroupOf } from "./vrrp-rule.ts";

const lowest = 1;
const highest = 254;

export const lostWeight = instanceRule({
  name: "lost-weight",
  code: "KA272",
  severity: "warning",
  daemon: "silent",
  check({ unit, instance, scripts, watched, complete, place }, report) {
    const base = basePriority(instance);
    const { priority } = instance;
    if (
      !complete ||
      base === undefined ||
      base === ownerPriority ||
      priority === undefined ||
      !isKnown(instance)
    )
      return;
    if (syncGroupOf(unit, instance)?.group.tracksWeight === false) return;
    const weights: Located<number>[] = [];
    for (const tracker of instance.tracked) {
      const { kind, name, reverse } = tracker;
      if (kind === "interface" && name.value === instance.interface?.value) continue;
      const weight = trackerWeight(tracker, { scripts, watched });
      const script = scripts.find((one) => kind === "script" && one.name.value === name.value);
      // What a file adds is a number in the file.
      if (weight === undefined || (kind === "file" && weight !== 0) || reverse || script?.reverse) return;
      if (weight !== 0) weights.push({ value: weight, span: name.span });
    }
    const gained = weights.filter(({ value }) => value > 0);
    const taken = weights.filter(({ value }) => value < 0);
    const most = base + sum(gained);
    const least = base + sum(taken);
    const related = (of: readonly Located<number>[]) =>
      of.map(({ value, span }) => ({
        place: place(span),
        message: { id: "weight", params: { value: String(value) } },
      }));
    if (most > highest) {
      report(priority.span, "above", {
        params: { base, sum: most, highest, lost: most - highest },
        related: related(gained),
      });
    }
    // One weight that takes all there is to take is meant so.
    if (least < lowest && taken.length > 1) {
      report(priority.span, "below", {
        severity: "hint",
        params: { base, sum: least, lowest },
        related: related(taken),
      });
    }
  },
});

function sum(weights: readonly Located<number>[]): number {
  return weights.reduce((total, { value }) => total + value, 0);
}
