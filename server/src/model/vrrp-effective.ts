/** What keepalived makes of an instance where the file leaves something unsaid. `undefined` says that the file does not tell. */
import type { Located } from "./file-model.ts";
import type { Tracker, VrrpGlobals, VrrpInstance, VrrpModel } from "./vrrp.ts";

/** True where none of these keywords may have been given in a way that can not be read. */
export function isKnown({ unknown }: Pick<VrrpInstance, "unknown">, ...keywords: readonly string[]): boolean {
  return !unknown.has("*") && !unknown.has("include") && keywords.every((keyword) => !unknown.has(keyword));
}

/** Keywords of an instance whose first address sets its family. */
export const familyKeywords: ReadonlySet<string> = new Set([
  "virtual_ipaddress",
  "unicast_peer",
  "unicast_src_ip",
  "mcast_src_ip",
  "mcast_dst_ip",
  "native_ipv6",
  "use_ipvlan",
]);

/** The address family: that of the first address; IPv4 without one. */
export function familyOf(instance: VrrpInstance): 4 | 6 | undefined {
  return instance.family?.value ?? (isKnown(instance, ...familyKeywords) ? 4 : undefined);
}

/** The VRRP version: IPv6 means 3, whatever the global default says, and in strict mode whatever the instance says. */
export function versionOf(instance: VrrpInstance, globals: VrrpGlobals): number | undefined {
  const family = familyOf(instance);
  const { version } = instance;
  if (version !== undefined && (family !== 6 || strictMode(instance, globals) === undefined))
    return version.value;
  if (!isKnown(instance, "version") || family === undefined) return undefined;
  if (family === 6) return 3;
  if (["vrrp_version", "include", "*"].some((name) => globals.unknown.has(name))) return undefined;
  return globals.version?.value ?? 2;
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

/** The weight a tracker works with: its own, or that of what it names; 0 where there is none, 1 for a file. */
export function trackerWeight(
  tracker: Tracker,
  { scripts, watched }: Pick<VrrpModel, "scripts" | "watched">,
): number | undefined {
  if (tracker.weight !== undefined) return tracker.weight.value;
  const { kind, name } = tracker;
  if (kind === "interface") return 0;
  const definition =
    kind === "script"
      ? scripts.find((script) => script.name.value === name.value)
      : watched.find((one) => one.kind === kind && one.name.value === name.value);
  if (definition === undefined || definition.unknown.size > 0) return undefined;
  return definition.weight?.value ?? (kind === "file" ? 1 : 0);
}
