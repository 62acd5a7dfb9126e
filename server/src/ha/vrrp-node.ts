/**
 * What one node's keepalived runs, in the terms of the protocol: what a simulation is given. Values are those that
 * keepalived works with, after its own corrections. Times are in microseconds, as keepalived counts them.
 */
import type { CommandFate } from "../dialects/keepalived/command-fate.ts";
import type { SentAuthentication } from "../model/vrrp-effective.ts";
import type { TrackedCheck } from "./priority.ts";

export const second = 1_000_000;

export interface VrrpNode {
  readonly name: string;
  /** The target version: which advertisements are taken differs from release to release. */
  readonly release: string;
  readonly instances: readonly Instance[];
  /** Scripts that an instance or a sync group tracks. */
  readonly scripts: readonly Script[];
  readonly syncGroups: readonly Group[];
  /** No instance becomes master before this time after the start has passed. */
  readonly startupDelay: number;
  /** keepalived does not start with this configuration. */
  readonly refuses?: Refusal;
}

/** What makes keepalived end at its start, with the instance it is about. */
export interface Refusal {
  readonly because: "no-virtual-router-id" | "same-virtual-router-id" | "no-address" | "no-interface";
  readonly instance: string;
}

export interface Instance {
  readonly name: string;
  readonly interface: string;
  readonly family: 4 | 6;
  readonly version: 2 | 3;
  /** 1…255. */
  readonly virtualRouterId: number;
  /** 1…255, without what checks add or take. */
  readonly priority: number;
  readonly startsAsMaster: boolean;
  readonly advertInterval: number;
  readonly downTimerAdverts: number;
  readonly nopreempt: boolean;
  readonly preemptDelay: number;
  readonly authentication: SentAuthentication;
  readonly transport: Transport;
  /** The address that is written as the source; absent: that of the interface. */
  readonly source?: string;
  /** Sent in advertisements, of the instance's own family. */
  readonly addresses: readonly string[];
  /** Held too, but not sent. */
  readonly excludedAddresses: readonly string[];
  /** Prefix lengths of all of them, where one is written. */
  readonly prefixes: ReadonlyMap<string, number>;
  /** Addresses are compared only in advertisements of a new master. */
  readonly skipsAddressCheck: boolean;
  /** Answers a lower priority with an advertisement of its own. */
  readonly answersLower: boolean;
  /** Sends once more before it makes way. */
  readonly answersHigher: boolean;
  readonly watchesOwnInterface: boolean;
  readonly checks: readonly TrackedCheck[];
}

export type Transport =
  | { readonly kind: "multicast"; readonly group: string }
  | { readonly kind: "unicast"; readonly peers: readonly string[]; readonly checksSource: boolean };

export interface Script {
  readonly name: string;
  readonly interval: number;
  readonly timeout: number;
  readonly rise: number;
  readonly fall: number;
  readonly startsFailed: boolean;
  /** What its command can do: `not-run` is a check that keepalived switches off. */
  readonly fate: CommandFate;
}

export interface Group {
  readonly name: string;
  /** Names of instances, each in one group only. */
  readonly members: readonly string[];
}
