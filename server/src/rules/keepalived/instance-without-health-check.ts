/** An instance that watches nothing beside one that does: a dead service moves one address and leaves the other. */
import { isKnown } from "../../model/file-model.ts";
import { instanceRule, syncGroupOf } from "./vrrp-rule.ts";

export const instanceWithoutHealthCheck = instanceRule({
  name: "instance-without-health-check",
  code: "KA283",
  severity: "info",
  daemon: "silent",
  check({ file, unit, instance, complete, place }, report) {
    if (!complete || instance.tracked.some(({ kind }) => kind !== "interface")) return;
    if (!isKnown(instance, "track_script", "track_process", "track_file", "track_bfd")) return;
    // What moves a member of a group moves the others.
    if (syncGroupOf(unit, instance) !== undefined) return;
    const sibling = file.model.vrrp?.instances.find((one) =>
      one.tracked.some(({ kind }) => kind !== "interface"),
    );
    const check = sibling?.tracked.find(({ kind }) => kind !== "interface");
    if (sibling === undefined || check === undefined) return;
    report(instance.name.span, "unchecked", {
      params: { name: instance.name.value, other: sibling.name.value, check: check.name.value },
      related: [
        { place: place(check.name.span), message: { id: "check", params: { other: sibling.name.value } } },
      ],
    });
  },
});
