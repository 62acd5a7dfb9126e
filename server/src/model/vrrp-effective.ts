/** What keepalived makes of an instance where the file leaves something unsaid. `undefined` says that the file does not tell. */
import type { Located } from "./file-model.ts";
import type { Tracker, VrrpGlobals, VrrpInstance, VrrpScript } from "./vrrp.ts";

/** True where none of these keywords may have been given in a way that can not be read. */
export function isKnown(instance: VrrpInstance, ...keywords: readonly string[]): boolean {
  const { unknown } = instance;
  return !unknown.has("*") && !unknown.has("include") && keywords.every((keyword) => !unknown.has(keyword));
}

/** The address family that the first virtual address sets. */
export function familyOf(instance: VrrpInstance): 4 | 6 | undefined {
  return isKnown(instance, "virtual_ipaddress") ? (instance.addresses[0]?.family ?? 4) : undefined;
}

/** The VRRP version: IPv6 means 3, whatever the global default says. */
export function versionOf(instance: VrrpInstance, globals: VrrpGlobals): number | undefined {
  if (instance.version !== undefined) return instance.version.value;
  if (!isKnown(instance, "version")) return undefined;
  const family = familyOf(instance);
  if (family === undefined) return undefined;
  return family === 6 ? 3 : (globals.version?.value ?? 2);
}

/** Where strict mode is switched on for the instance, if it is. */
export function strictMode(instance: VrrpInstance, globals: VrrpGlobals): Located<boolean> | undefined {
  if (!isKnown(instance, "strict_mode")) return undefined;
  const set = instance.strict ?? globals.strict;
  return set?.value === true ? set : undefined;
}

/** The configured priority: `state MASTER` without one makes an address owner of the node. */
export function basePriority(instance: VrrpInstance): number | undefined {
  if (instance.priority !== undefined) {
    const { value } = instance.priority;
    return value >= 1 && value <= 255 ? value : 100;
  }
  if (!isKnown(instance, "priority", "state")) return undefined;
  return instance.state?.value === "MASTER" ? 255 : 100;
}

/** The weight a tracker works with: its own, or that of the script it names; 0 where there is none. */
export function trackerWeight(tracker: Tracker, scripts: readonly VrrpScript[]): number | undefined {
  if (tracker.weight !== undefined) return tracker.weight.value;
  if (tracker.kind === "interface") return 0;
  if (tracker.kind !== "script") return undefined;
  const script = scripts.find((s) => s.name.value === tracker.name.value);
  return script === undefined ? undefined : (script.weight?.value ?? 0);
}
