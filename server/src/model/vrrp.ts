/** VRRP as a configuration describes it: instances, trackers, sync groups. Units: seconds for times, 1…255 for priorities. */
import type { Span } from "../text/span.ts";
import type { AddressEntry, PeerEntry, RouteEntry, RuleEntry, TrackEntry } from "./entries.ts";
import type { Located } from "./file-model.ts";

export interface VrrpModel {
  readonly instances: readonly VrrpInstance[];
  readonly scripts: readonly VrrpScript[];
  /** Files, processes and BFD sessions that instances may track. */
  readonly watched: readonly Watched[];
  readonly syncGroups: readonly SyncGroup[];
  readonly globals: VrrpGlobals;
  /** What keepalived sets up whatever state the instances are in. */
  readonly staticAddresses: readonly AddressEntry[];
  readonly staticRoutes: readonly RouteEntry[];
  readonly staticRules: readonly RuleEntry[];
}

export interface VrrpGlobals {
  readonly routerId?: Located<string>;
  readonly strict?: Located<boolean>;
  readonly version?: Located<number>;
  readonly multicastGroup4?: Located<string>;
  readonly downTimerAdverts?: Located<number>;
  /** Seconds for which no instance becomes master after the start. */
  readonly startupDelay?: Located<number>;
  readonly scriptSecurity: boolean;
  readonly skipCheckAdvAddr?: Located<boolean>;
  readonly checkUnicastSource?: Located<boolean>;
  readonly lowerPriorityNoAdvert?: Located<boolean>;
  readonly higherPrioritySendAdvert?: Located<boolean>;
  /** As with an instance. */
  readonly unknown: ReadonlySet<string>;
}

/** Fields are absent where the file does not set them; a template's value makes the field absent and its name part of `unknown`. */
export interface VrrpInstance {
  readonly name: Located<string>;
  /** The whole block. */
  readonly span: Span;
  /** MASTER where any line says so: keepalived ignores a later BACKUP. */
  readonly state?: Located<string>;
  readonly interface?: Located<string>;
  readonly virtualRouterId?: Located<number>;
  readonly priority?: Located<number>;
  readonly advertInterval?: Located<number>;
  /** The line that counts: the first, and never a 2 below IPv6 addresses. */
  readonly version?: Located<number>;
  /** The address family, with the first words that say it. */
  readonly family?: Located<4 | 6>;
  readonly strict?: Located<boolean>;
  readonly accept?: Located<boolean>;
  readonly nopreempt?: Located<boolean>;
  readonly preemptDelay?: Located<number>;
  readonly downTimerAdverts?: Located<number>;
  readonly skipCheckAdvAddr?: Located<boolean>;
  readonly checkUnicastSource?: Located<boolean>;
  readonly lowerPriorityNoAdvert?: Located<boolean>;
  readonly higherPrioritySendAdvert?: Located<boolean>;
  /** The state of its own interface does not count. */
  readonly ignoresOwnInterface?: Located<boolean>;
  readonly authentication?: Authentication;
  readonly unicastSource?: Located<string>;
  readonly unicastPeers: readonly PeerEntry[];
  readonly multicastSource?: Located<string>;
  readonly multicastDestination?: Located<string>;
  readonly addresses: readonly AddressEntry[];
  readonly excludedAddresses: readonly AddressEntry[];
  readonly routes: readonly RouteEntry[];
  readonly rules: readonly RuleEntry[];
  readonly tracked: readonly Tracker[];
  /** Keywords that are written with a value only a template engine knows. */
  readonly unknown: ReadonlySet<string>;
}

export interface Authentication {
  readonly span: Span;
  readonly type?: Located<string>;
  readonly password?: Located<string>;
}

export interface Tracker extends TrackEntry {
  readonly kind: "script" | "interface" | "file" | "process" | "bfd";
}

export interface VrrpScript {
  readonly name: Located<string>;
  readonly span: Span;
  readonly command?: Located<string>;
  readonly interval?: Located<number>;
  readonly timeout?: Located<number>;
  readonly weight?: Located<number>;
  readonly reverse: boolean;
  readonly rise?: Located<number>;
  readonly fall?: Located<number>;
  /** Counts as failed until it has succeeded. */
  readonly startsFailed: boolean;
  /** As with an instance. */
  readonly unknown: ReadonlySet<string>;
}

/** A `track_file`, `vrrp_track_process` or `bfd_instance` block. */
export interface Watched {
  readonly kind: "file" | "process" | "bfd";
  readonly name: Located<string>;
  /** Of a file: where it lies; of a process: how it is called. */
  readonly subject?: Located<string>;
  readonly weight?: Located<number>;
  readonly reverse: boolean;
  /** As with an instance. */
  readonly unknown: ReadonlySet<string>;
}

export interface SyncGroup {
  readonly name: Located<string>;
  readonly span: Span;
  readonly members: readonly Located<string>[];
  /** What the group watches for all members. */
  readonly tracked: readonly Tracker[];
  /** The members keep trackers that have a weight. */
  readonly tracksWeight: boolean;
  /** As with an instance. */
  readonly unknown: ReadonlySet<string>;
}
