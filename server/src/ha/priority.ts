/**
 * The priority that a node advertises: what the instance says, plus what its checks add or take away. Pure arithmetic,
 * after vrrp.c (vrrp_set_effective_priority) and vrrp_track.c.
 */
import type { Tracker, VrrpScript, Watched } from "../model/vrrp.ts";
import { ownerPriority } from "../model/vrrp-effective.ts";

/** A check that an instance tracks, with the weight that counts: the one at the place of use, else the definition's. */
export interface TrackedCheck {
  readonly kind: Tracker["kind"];
  readonly name: string;
  /** 0: a failure puts the instance in FAULT. Above: added while the check succeeds. Below: added while it fails. */
  readonly weight: number;
  /** The weight counts with the opposite sign; without weight its success is the fault. */
  readonly reverse: boolean;
  readonly tracker: Tracker;
  /** The block that it names; an interface has none. */
  readonly definition?: VrrpScript | Watched;
  /** It is the sync group that tracks it. */
  readonly ofGroup: boolean;
}

/** True of a check that finds nothing while all is well: its success puts the instance in FAULT. */
export function raisesAlarm({ kind, weight, reverse }: TrackedCheck): boolean {
  return weight === 0 && reverse && (kind === "script" || kind === "process" || kind === "bfd");
}

/** What a check says: the number in a file, else whether it succeeds. `undefined`: it has said nothing yet. */
export type Answer = boolean | number | undefined;

export const lowestPriority = 1;
export const highestPriority = ownerPriority - 1;

/** Lets the whole instance fail (a file says so with this number). */
const fault = -254;
const mostOfFile = 253;

/** What a check adds to the priority, or `fault` where the instance can not take part. */
export function contribution(check: TrackedCheck, answer: Answer): number | "fault" {
  if (answer === undefined) return 0;
  const { weight, reverse } = check;
  if (typeof answer === "number") return fileContribution(check, answer);
  if (weight === 0) return answer === reverse ? "fault" : 0;
  const counts = weight > 0 === answer;
  return counts ? (reverse ? -weight : weight) : 0;
}

function fileContribution({ weight, reverse }: TrackedCheck, value: number): number | "fault" {
  if (weight === 0) return (value !== 0) !== reverse ? "fault" : 0;
  const sum = value * weight * (reverse ? -1 : 1);
  return sum <= fault ? "fault" : Math.min(sum, mostOfFile);
}

/** The priority of an instance with these contributions; that of an address owner never changes. */
export function effectivePriority(base: number, contributions: Iterable<number | "fault">): number {
  if (base === ownerPriority) return ownerPriority;
  let total = base;
  for (const one of contributions) if (one !== "fault") total += one;
  return Math.min(Math.max(total, lowestPriority), highestPriority);
}
