/** What keepalived makes of an instance where the file leaves something unsaid. `undefined` says that the file does not tell. */
import { isKnown, type Located } from "./file-model.ts";
import type { Tracker, VrrpGlobals, VrrpInstance, VrrpModel } from "./vrrp.ts";

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

/** The global settings of several files that are read one after the other: a later one counts. */
export function globalsTogether(models: readonly Pick<VrrpModel, "globals">[]): VrrpGlobals {
  let all: VrrpGlobals = { scriptSecurity: false, unknown: new Set() };
  for (const { globals } of models) {
    const scriptSecurity = all.scriptSecurity || globals.scriptSecurity;
    all = { ...all, ...globals, scriptSecurity, unknown: new Set([...all.unknown, ...globals.unknown]) };
  }
  return all;
}

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
  if (!isKnown(globals, "vrrp_version")) return undefined;
  return globals.version?.value ?? 2;
}

/** Where strict mode is switched on for the instance, if it is. */
export function strictMode(instance: VrrpInstance, globals: VrrpGlobals): Located<boolean> | undefined {
  if (!isKnown(instance, "strict_mode")) return undefined;
  const set = instance.strict ?? globals.strict;
  return set?.value === true ? set : undefined;
}

/** The state an instance is told to start in, or the one that strict mode makes of its priority. */
export function initialState(instance: VrrpInstance, globals: VrrpGlobals): string | undefined {
  if (strictMode(instance, globals) === undefined) return instance.state?.value;
  const priority = basePriority(instance);
  return priority === undefined ? undefined : priority === ownerPriority ? "MASTER" : "BACKUP";
}

/** The priority of a node that has the virtual addresses as its own. */
export const ownerPriority = 255;

const defaultPriority = 100;

/** The configured priority as keepalived takes it: `state MASTER` without one makes an address owner of the node. */
export function basePriority(instance: VrrpInstance): number | undefined {
  if (!isKnown(instance, "priority")) return undefined;
  if (instance.priority === undefined) {
    if (!isKnown(instance, "state")) return undefined;
    return instance.state?.value === "MASTER" ? ownerPriority : defaultPriority;
  }
  const { value } = instance.priority;
  return Number.isInteger(value) && value >= 1 && value <= ownerPriority ? value : defaultPriority;
}

/** True where keepalived keeps `nopreempt`: it clears it for an initial state of MASTER and for an address owner. */
export function keepsNopreempt(instance: VrrpInstance): boolean {
  return (
    instance.nopreempt?.value === true &&
    instance.state?.value !== "MASTER" &&
    basePriority(instance) !== ownerPriority
  );
}

/** Seconds between advertisements as they are sent: version 2 knows whole ones only; what is out of range becomes 1. */
export function advertIntervalOf(instance: VrrpInstance, version: 2 | 3): number | undefined {
  if (!isKnown(instance, "advert_int")) return undefined;
  const seconds = instance.advertInterval?.value ?? 1;
  if (seconds < 0.01 || seconds > 255) return 1;
  return version === 2 ? Math.max(1, Math.round(seconds)) : Math.min(Math.round(seconds * 100) / 100, 40.95);
}

/** What of the authentication is sent: a type, and the bytes of the password that count. */
export interface SentAuthentication {
  readonly type: "none" | "PASS" | "AH";
  readonly password: string;
}

const noAuthentication: SentAuthentication = { type: "none", password: "" };

/** Bytes of a password that are sent. */
const sentBytes = 8;

/** What keepalived makes of the block: without type, without password, in version 3 and in strict mode there is none. */
export function authenticationOf(
  instance: VrrpInstance,
  globals: VrrpGlobals,
): SentAuthentication | undefined {
  const version = versionOf(instance, globals);
  if (version === undefined || !isKnown(instance, "authentication", "strict_mode")) return undefined;
  if (instance.strict === undefined && !isKnown(globals, "vrrp_strict")) return undefined;
  if (version === 3 || strictMode(instance, globals) !== undefined) return noAuthentication;
  const type = instance.authentication?.type?.value;
  const password = instance.authentication?.password?.value;
  if ((type !== "AH" && type !== "PASS") || password === undefined) return noAuthentication;
  // Whether AH counts for IPv6 differs from version to version.
  if (type === "AH" && familyOf(instance) === 6) return undefined;
  return { type, password: new TextDecoder().decode(new TextEncoder().encode(password).slice(0, sentBytes)) };
}

/** RFC 9568, section 3. */
export const standardGroup = { 4: "224.0.0.18", 6: "ff02::12" } as const;

/** The multicast group that advertisements are sent to. */
export function multicastGroupOf(instance: VrrpInstance, globals: VrrpGlobals, family: 4 | 6): string {
  const own = instance.multicastDestination;
  if (own !== undefined && own.value.includes(":") === (family === 6)) return own.value;
  const global = family === 4 ? globals.multicastGroup4 : undefined;
  return global?.value ?? standardGroup[family];
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
  if (definition === undefined || !isKnown(definition, "weight")) return undefined;
  return definition.weight?.value ?? (kind === "file" ? 1 : 0);
}
