/** A sync group while keepalived runs: its members change their state together (vrrp_sync.c). */
import { ownerPriority } from "../model/vrrp-effective.ts";
import type { Router } from "./router.ts";

export class RunningGroup {
  readonly #members: readonly Router[];
  #state: "INIT" | "FAULT" | "BACKUP" | "MASTER" = "BACKUP";

  constructor(members: readonly Router[]) {
    this.#members = members;
  }

  /** The state that its members start in, once they know of their checks. */
  prepare(): void {
    const owners = this.#members.every(
      ({ wanted, instance }) => wanted === "MASTER" && instance.priority === ownerPriority,
    );
    this.#state = owners ? "MASTER" : "BACKUP";
    // Members that are no owners start together as backups, whatever their states say.
    if (!owners) for (const member of this.#members) member.wanted = "BACKUP";
    if (this.isAwaiting) this.#state = "INIT";
    if (this.faulty > 0) this.#state = "FAULT";
  }

  /** As an instance asks at its start; nobody starts as a member of a group in INIT. */
  get state(): "FAULT" | "BACKUP" | "MASTER" {
    return this.#state === "INIT" ? "BACKUP" : this.#state;
  }

  get isAwaiting(): boolean {
    return this.#members.some((member) => member.isAwaiting);
  }

  /** How many members have a fault of their own. */
  get faulty(): number {
    return this.#members.filter((member) => member.isFaulty).length;
  }

  /** Only where all want to; else the one that asks waits for the others. */
  canBecomeMaster(asking: Router): boolean {
    if (this.#state === "MASTER") return true;
    if (this.#members.every((member) => member === asking || member.wanted === "MASTER")) return true;
    asking.waitAgain();
    return false;
  }

  toMaster(first: Router): void {
    if (this.#state === "MASTER" || !this.canBecomeMaster(first)) return;
    for (const member of this.#members) if (member !== first) member.followToMaster();
    this.#state = "MASTER";
  }

  toBackup(first: Router): void {
    if (this.#state === "BACKUP") return;
    for (const member of this.#members) if (member !== first) member.followToBackup();
    this.#state = "BACKUP";
  }

  /** All give up, and want to be master again soon. */
  toBackupBriefly(first: Router): void {
    for (const member of this.#members) if (member !== first) member.followBriefly();
    this.#state = "BACKUP";
  }

  toFault(first: Router): void {
    if (this.#state === "FAULT") return;
    for (const member of this.#members) if (member !== first) member.followToFault();
    this.#state = "FAULT";
  }
}
