/** VRRP as a configuration describes it: instances, trackers, sync groups. Units: seconds for times, 1…255 for priorities. */
import type { Span } from "../text/span.ts";
import type { Located } from "./file-model.ts";

export interface VrrpModel {
  readonly instances: readonly VrrpInstance[];
  readonly scripts: readonly VrrpScript[];
  readonly syncGroups: readonly SyncGroup[];
  readonly globals: VrrpGlobals;
}

export interface VrrpGlobals {
  readonly routerId?: Located<string>;
  readonly strict?: Located<boolean>;
  readonly version?: Located<number>;
  readonly multicastGroup4?: Located<string>;
  readonly scriptSecurity: boolean;
  readonly skipCheckAdvAddr?: Located<boolean>;
  /** As with an instance. */
  readonly unknown: ReadonlySet<string>;
}

/** Fields are absent where the file does not set them; a template's value makes the field absent and its name part of `unknown`. */
export interface VrrpInstance {
  readonly name: Located<string>;
  /** The whole block. */
  readonly span: Span;
  readonly state?: Located<string>;
  readonly interface?: Located<string>;
  readonly virtualRouterId?: Located<number>;
  readonly priority?: Located<number>;
  readonly advertInterval?: Located<number>;
  readonly version?: Located<number>;
  readonly strict?: Located<boolean>;
  readonly accept?: Located<boolean>;
  readonly nopreempt?: Located<boolean>;
  readonly preemptDelay?: Located<number>;
  readonly authentication?: Authentication;
  readonly unicastSource?: Located<string>;
  readonly unicastPeers: readonly Located<string>[];
  readonly multicastSource?: Located<string>;
  readonly multicastDestination?: Located<string>;
  readonly addresses: readonly VirtualAddress[];
  readonly excludedAddresses: readonly VirtualAddress[];
  readonly tracked: readonly Tracker[];
  /** Keywords that are written with a value only a template engine knows. */
  readonly unknown: ReadonlySet<string>;
}

export interface Authentication {
  readonly span: Span;
  readonly type?: Located<string>;
  readonly password?: Located<string>;
}

export interface VirtualAddress {
  /** The address alone, in canonical text (IPv4 dotted, IPv6 lower case compressed). */
  readonly address: string;
  readonly family: 4 | 6;
  /** Prefix length in bits; absent where none is written. */
  readonly prefix?: number;
  readonly device?: string;
  readonly span: Span;
}

export interface Tracker {
  readonly kind: "script" | "interface" | "file" | "process" | "bfd";
  readonly name: Located<string>;
  /** Weight given at the place of use; absent: that of the definition. */
  readonly weight?: Located<number>;
  readonly reverse: boolean;
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
  /** As with an instance. */
  readonly unknown: ReadonlySet<string>;
}

export interface SyncGroup {
  readonly name: Located<string>;
  readonly span: Span;
  readonly members: readonly Located<string>[];
}
