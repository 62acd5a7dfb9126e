/** What the failover analysis says of a cluster: who holds each address, and who after each single fault. Plain data. */
import type { VrrpInstance } from "../model/vrrp.ts";
import type { Timeline } from "./timeline.ts";
import type { Part } from "./virtual-routers.ts";
import type { Refusal } from "./vrrp-node.ts";

export interface FailoverReport {
  readonly cluster: string;
  /** Names of the nodes, in the cluster's order. */
  readonly nodes: readonly string[];
  readonly routers: readonly RouterReport[];
  /** Nodes on which keepalived does not start at all. */
  readonly refusals: readonly (Refusal & { readonly node: string })[];
  /** Virtual routers that can not be told, with the keyword that is not known. */
  readonly unknown: readonly { readonly instance: string; readonly node: string; readonly keyword: string }[];
}

/** A virtual router, or those of its addresses that share one fate. */
export interface RouterReport {
  /** The instance's name on the first node that has it. */
  readonly instance: string;
  /** One of each node that has it. */
  readonly parts: readonly Part[];
  /** Addresses; none where only the state counts. */
  readonly addresses: readonly string[];
  /** Who holds them while all is well: mostly one. */
  readonly steady: readonly string[];
  readonly faults: readonly FaultReport[];
}

export type Verdict = "fails-over" | "stays" | "nobody" | "split-brain";

export interface FaultReport {
  readonly fault: Fault;
  /** Who holds the addresses when all timers have run out. */
  readonly holders: readonly string[];
  /** From the fault to the last change of holders, at most; absent where nothing changes. */
  readonly seconds?: number;
  /** What the repair of the fault leads to. */
  readonly after: { readonly holders: readonly string[]; readonly seconds?: number };
  readonly verdict: Verdict;
  /** Why it stays where it was. */
  readonly reason?: Reason;
  /** The whole run: start, fault, repair. */
  readonly run: Run;
}

/** One thing that goes wrong; it is repaired later. */
export type Fault =
  | { readonly kind: "node-down" | "daemon-stop"; readonly node: string }
  | { readonly kind: "script-fail"; readonly node: string; readonly script: string }
  /** A tracked file, process or BFD session. */
  | {
      readonly kind: "check-fail";
      readonly node: string;
      readonly check: "file" | "process" | "bfd";
      readonly name: string;
    }
  | { readonly kind: "link-down"; readonly node: string; readonly interface: string }
  /** Two nodes do not hear each other any more. */
  | { readonly kind: "cut"; readonly nodes: readonly [string, string] };

/** Why the node that the fault hits keeps the address. */
export type Reason =
  /** The fault is not on a node that holds it. */
  | { readonly kind: "not-the-holder" }
  /** Its priority equals that of the best other node, is above it, or is below it but the other has `nopreempt`. */
  | {
      readonly kind: "tie" | "higher" | "nopreempt";
      readonly priority: number;
      readonly node: string;
      readonly other: number;
    }
  /** The command succeeds whatever happens; keepalived does not run it; it has failed all the time; nothing defines it. */
  | { readonly kind: "never-fails" | "not-run" | "never-succeeds" | "not-defined" }
  /** An address owner's priority never changes; a sync group ignores the weights of its members' checks. */
  | { readonly kind: "owner" | "sync-group"; readonly group?: string }
  /** Another member of the sync group keeps the group where it is. */
  | { readonly kind: "other-member"; readonly instance: string }
  | { readonly kind: "no-other-node" };

/** A simulation with what happened in it, for pictures. */
export interface Run {
  readonly title: string;
  readonly nodes: readonly string[];
  /** Instances by name with the addresses that they hold. */
  readonly routers: readonly { readonly instance: string; readonly addresses: readonly string[] }[];
  /** Times in microseconds. */
  readonly events: readonly { readonly at: number; readonly text: string }[];
  readonly timeline: Timeline;
}

/** The part of a report that an instance of a file has. */
export function isPartOf(report: RouterReport, instance: VrrpInstance): boolean {
  return report.parts.some((part) => part.instance === instance);
}
