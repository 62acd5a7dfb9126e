/**
 * The state machine of one VRRP instance while keepalived runs, after vrrp.c (vrrp_state_backup, vrrp_state_master_rx,
 * vrrp_state_leave_master, vrrp_state_leave_fault) and vrrp_scheduler.c (vrrp_init_state, try_up_instance). What is
 * around it, it asks its daemon.
 */
import { compareAddresses } from "../model/address.ts";
import { ownerPriority } from "../model/vrrp-effective.ts";
import { type Advert, objection } from "./advert.ts";
import { type Appointment, callOff, type Schedule } from "./clock.ts";
import {
  type Answer,
  contribution,
  effectivePriority,
  highestPriority,
  type TrackedCheck,
} from "./priority.ts";
import type { RunningGroup } from "./running-group.ts";
import type { State } from "./timeline.ts";
import { type Instance, second } from "./vrrp-node.ts";

/** What an instance asks of the keepalived that runs it. */
export interface RouterHost {
  readonly clock: Schedule;
  readonly release: string;
  /** Before this time no instance's timer begins. */
  readonly delayedUntil: number;
  /** The address that the instance sends from, if its interface has one. */
  sourceOf(instance: Instance): string | undefined;
  send(router: Router, priority: number): void;
  /** Puts the addresses on the interface, or takes them off. */
  hold(instance: Instance, held: boolean): void;
  entered(instance: Instance, state: State): void;
  prioritised(instance: Instance, from: number, to: number): void;
}

type RunState = "INIT" | "FAULT" | "BACKUP" | "MASTER";

export class Router {
  readonly instance: Instance;
  group: RunningGroup | undefined;
  state: RunState = "INIT";
  /** The state that it would be in without its sync group. */
  wanted: "FAULT" | "BACKUP" | "MASTER";
  priority: number;
  readonly #host: RouterHost;
  readonly #answers = new Map<TrackedCheck, Answer>();
  /** What keeps it from taking part, by name. */
  readonly #faults = new Set<string>();
  /** Scripts without weight that have not run yet. */
  readonly #awaited = new Set<TrackedCheck>();
  #base: number;
  #holds = false;
  #masterInterval: number;
  #master = "";
  /** What the timer was last set to. */
  #downTime: number;
  #preemptAt: number | undefined;
  #deadline: Appointment | undefined;

  constructor(instance: Instance, host: RouterHost) {
    this.instance = instance;
    this.#host = host;
    this.#base = instance.priority;
    this.priority = instance.priority;
    this.#masterInterval = instance.advertInterval;
    this.wanted = instance.startsAsMaster ? "MASTER" : "BACKUP";
    this.#downTime = this.#masterDownTime();
  }

  get isFaulty(): boolean {
    return this.#faults.size > 0;
  }

  get isAwaiting(): boolean {
    return this.#awaited.size > 0;
  }

  /** What is known of a check before the instance takes part; a script that has not run is awaited. */
  prepare(check: TrackedCheck, answer: Answer): void {
    this.#answers.set(check, answer);
    if (answer === undefined) {
      if (check.weight === 0) this.#awaited.add(check);
    } else if (contribution(check, answer) === "fault") this.#faults.add(faultOf(check));
  }

  /** Notes a fault that is there before the instance takes part. */
  prepareFault(name: string): void {
    this.#faults.add(name);
  }

  /** The first state (vrrp_init_state). */
  start(): void {
    this.#setPriority();
    if (this.isFaulty) {
      this.state = "FAULT";
      this.wanted = "FAULT";
      return;
    }
    const target = this.group?.state ?? this.wanted;
    const mayStart = !this.isAwaiting && this.group?.isAwaiting !== true;
    const isOwner = this.#base === ownerPriority && this.wanted === "MASTER";
    if (isOwner && target === "MASTER" && mayStart) {
      this.state = "BACKUP";
      this.#downTime = 1;
      this.#rearm();
      return;
    }
    const asksBriefly = target === "BACKUP" && this.wanted === "MASTER";
    this.#downTime = asksBriefly ? this.#masterInterval + this.#skew(1) : this.#masterDownTime();
    if (!mayStart || target === "FAULT") {
      this.state = "FAULT";
      return;
    }
    this.#enter("BACKUP");
    this.#rearm();
  }

  /** Goes on after a reload as the same instance of the configuration before. */
  takeOver(before: Router): void {
    this.#setPriority();
    this.#holds = before.#holds;
    if (this.isFaulty) {
      if (this.#holds) this.#release();
      this.state = "FAULT";
      this.wanted = "FAULT";
      return;
    }
    this.state = before.state === "MASTER" ? "MASTER" : "BACKUP";
    this.wanted = this.state;
    if (before.state === "FAULT" || before.state === "INIT") this.#host.entered(this.instance, "BACKUP");
    if (this.state === "MASTER") {
      this.#host.hold(this.instance, true);
      this.#setDeadline(0);
    } else this.#rearm();
  }

  /** Ends without a trace: the process is killed, or another one takes its place. */
  abandon(): void {
    callOff(this.#deadline);
  }

  /** Ends in good order: a master says that it leaves. */
  stop(): void {
    callOff(this.#deadline);
    if (this.state === "MASTER") this.#host.send(this, 0);
    if (this.#holds) this.#release();
  }

  /** An advertisement for its virtual router has come. */
  receive(advert: Advert): void {
    if (this.state === "FAULT" || this.state === "INIT") return;
    if (this.state === "BACKUP") {
      this.#receiveAsBackup(advert);
      this.#rearm();
      return;
    }
    const left = this.#receiveAsMaster(advert);
    if (left) {
      this.#leaveMaster(false);
      this.group?.toBackup(this);
    }
    if (left || this.instance.answersLower) this.#rearm();
  }

  /** A check has another answer, or its first. */
  answered(check: TrackedCheck, answer: Answer): void {
    const before = this.#answers.get(check);
    this.#answers.set(check, answer);
    const wasAwaited = this.#awaited.delete(check);
    const leavesInit = wasAwaited && !this.isAwaiting;
    const [old, now] = [contribution(check, before), contribution(check, answer)];
    if (now === "fault") {
      if (old !== "fault") this.fail(faultOf(check));
    } else if (old === "fault") {
      this.#setPriority();
      this.recover(faultOf(check));
    } else if (wasAwaited) {
      if (leavesInit && this.group?.isAwaiting !== true) this.#comeUp(true);
    } else this.#setPriority();
  }

  /** Something keeps it from taking part (down_instance). */
  fail(fault: string): void {
    const first = this.#faults.size === 0;
    const others = this.group?.faulty ?? 0;
    this.#faults.add(fault);
    if (!first && this.state !== "INIT") return;
    this.wanted = "FAULT";
    if (this.state === "MASTER") this.#leaveMaster(true);
    else this.#leaveFault();
    if (others === 0) this.group?.toFault(this);
  }

  /** What kept it from taking part is over (try_up_instance). */
  recover(fault: string): void {
    if (!this.#faults.delete(fault) || this.isFaulty) return;
    if (this.isAwaiting) {
      this.wanted = "BACKUP";
      return;
    }
    this.#comeUp(false);
  }

  /** One of its addresses was taken off the interface by hand: it gives up, with its group, and soon takes it again. */
  lostAddress(): void {
    if (this.state !== "MASTER") return;
    this.#giveUpBriefly();
    this.group?.toBackupBriefly(this);
  }

  /** Another member of the group gives up briefly. */
  followBriefly(): void {
    if (this.state === "MASTER") this.#giveUpBriefly();
  }

  /** The sync group has become BACKUP. */
  followToBackup(): void {
    if (this.state === "BACKUP") return;
    this.wanted = "BACKUP";
    if (this.state === "MASTER") this.#leaveMaster(false);
    else this.#leaveFault();
  }

  /** The sync group has become MASTER. */
  followToMaster(): void {
    if (this.state === "MASTER") return;
    this.wanted = "MASTER";
    this.goToMaster();
  }

  /** The sync group has a member in FAULT. A backup says nothing of it. */
  followToFault(): void {
    if (this.state === "FAULT") return;
    this.wanted = "FAULT";
    if (this.state === "MASTER") {
      this.#leaveMaster(false);
      return;
    }
    this.state = "FAULT";
    this.#rearm();
  }

  /** Waits again for as long as a backup waits for its master. */
  waitAgain(): void {
    this.#downTime = this.#masterDownTime();
    this.#rearm();
  }

  /** A master advertises out of turn. */
  advertiseNow(): void {
    if (this.state !== "MASTER") return;
    this.#advertise();
    this.#rearm();
  }

  goToMaster(): void {
    if (this.group !== undefined && !this.group.canBecomeMaster(this)) {
      this.wanted = "MASTER";
      return;
    }
    this.#enter("MASTER");
    this.#rearm();
    this.#advertise();
  }

  #timedOut(): void {
    const before = this.state;
    if (before === "BACKUP") {
      this.wanted = "MASTER";
      this.goToMaster();
    } else this.#advertise();
    if (this.state === "MASTER") this.group?.toMaster(this);
    this.#rearm();
  }

  #advertise(): void {
    this.#host.send(this, this.priority);
    if (this.#holds) return;
    this.#holds = true;
    this.#host.hold(this.instance, true);
  }

  #receiveAsBackup(advert: Advert): void {
    const { instance, priority } = this;
    const { now } = this.#host.clock;
    const checksAddresses = !instance.skipsAddressCheck || this.#master !== advert.source;
    const waits = instance.preemptDelay > 0 && (this.#preemptAt === undefined || this.#preemptAt > now);
    if (objection(advert, instance, this.#host.release, checksAddresses) !== undefined) {
      this.#keepWaiting();
    } else if (advert.priority === 0) {
      this.#downTime = this.#skew(256 - priority);
    } else if (instance.nopreempt || advert.priority >= priority || waits) {
      if (instance.version === 3) this.#masterInterval = advert.interval;
      this.#downTime = this.#masterDownTime();
      this.#master = advert.source;
      if (advert.priority >= priority) this.#preemptAt = undefined;
      else if (instance.preemptDelay > 0) this.#preemptAt ??= now + instance.preemptDelay;
      this.wanted = "BACKUP";
    } else {
      this.#master = advert.source;
      this.#keepWaiting();
    }
  }

  /** The timer goes on as if nothing had come; what is left of it is what it is now set to. */
  #keepWaiting(): void {
    this.#downTime = Math.max(0, (this.#deadline?.at ?? 0) - this.#host.clock.now);
  }

  /** True where it makes way. */
  #receiveAsMaster(advert: Advert): boolean {
    const { instance } = this;
    if (objection(advert, instance, this.#host.release, true) !== undefined) return false;
    if (advert.priority === 0) {
      this.#host.send(this, this.priority);
      return false;
    }
    const order = compareAddresses(advert.source, this.#host.sourceOf(instance) ?? "");
    const isHigher = () =>
      advert.priority > this.priority || (advert.priority === this.priority && order > 0);
    if (instance.answersHigher && isHigher()) this.#host.send(this, this.priority);
    // Two owners: one of them is none any more.
    if (advert.priority === this.priority && this.priority === ownerPriority && order !== 0) {
      if (this.#host.release === "2.2" || order > 0) this.#disown();
    }
    if (isHigher()) {
      if (instance.version === 3) this.#masterInterval = advert.interval;
      this.wanted = "BACKUP";
      return true;
    }
    const isLower = advert.priority < this.priority || order < 0;
    if (isLower && instance.answersLower) this.#host.send(this, this.priority);
    return false;
  }

  #disown(): void {
    this.#base = highestPriority;
    this.priority = highestPriority;
  }

  /** After a fault, or after the first answers of its scripts. */
  #comeUp(leavesInit: boolean): void {
    if (leavesInit && this.isFaulty) return;
    const isOwner = this.wanted === "MASTER" && this.#base === ownerPriority;
    if (!isOwner) this.wanted = "BACKUP";
    this.#masterInterval = this.instance.advertInterval;
    this.#downTime = isOwner ? this.#masterInterval + this.#skew(1) : this.#masterDownTime();
    const { group } = this;
    if (group !== undefined && (group.faulty > 0 || (!leavesInit && group.isAwaiting))) return;
    const wanted = this.wanted;
    if (wanted === "MASTER" && group !== undefined && !group.canBecomeMaster(this)) this.wanted = "BACKUP";
    this.#leaveFault();
    this.wanted = wanted;
    if (this.state === "MASTER") group?.toMaster(this);
    else group?.toBackup(this);
  }

  #giveUpBriefly(): void {
    this.wanted = "BACKUP";
    this.#leaveMaster(true);
    this.#downTime = this.#skew(256 - this.priority);
    this.#rearm();
  }

  #leaveMaster(saysSo: boolean): void {
    if (this.wanted === "BACKUP") this.#preemptAt = undefined;
    else this.#host.send(this, 0);
    if (saysSo) this.#host.send(this, 0);
    if (this.#holds) this.#release();
    this.#enter(this.wanted === "FAULT" ? "FAULT" : "BACKUP");
    this.#downTime = this.#masterDownTime();
    this.#rearm();
  }

  #leaveFault(): void {
    if (this.wanted === "MASTER") this.goToMaster();
    else {
      if (this.state !== this.wanted) this.#enter(this.wanted);
      if (this.wanted === "BACKUP") this.#preemptAt = undefined;
    }
    this.#masterInterval = this.instance.advertInterval;
    this.#downTime = this.#masterDownTime();
    this.#rearm();
  }

  #release(): void {
    this.#holds = false;
    this.#host.hold(this.instance, false);
  }

  #enter(state: "MASTER" | "BACKUP" | "FAULT"): void {
    this.state = state;
    this.#host.entered(this.instance, state);
  }

  #setPriority(): void {
    const { instance } = this;
    const contributions = [...this.#answers].map(([check, answer]) => contribution(check, answer));
    const priority = effectivePriority(this.#base, contributions);
    if (priority === this.priority) return;
    this.#host.prioritised(instance, this.priority, priority);
    this.priority = priority;
    const before = this.#downTime;
    this.#downTime = this.#masterDownTime();
    if (this.state === "BACKUP" && this.#deadline !== undefined)
      this.#setDeadline(this.#deadline.at - this.#host.clock.now + this.#downTime - before);
  }

  #masterDownTime(): number {
    return this.instance.downTimerAdverts * this.#masterInterval + this.#skew(256 - this.priority);
  }

  /** Steps of 1/256 s in version 2, of 1/256 of the master's interval in version 3. */
  #skew(steps: number): number {
    const unit = this.instance.version === 3 ? this.#masterInterval : second;
    return Math.floor((steps * unit) / 256);
  }

  #rearm(): void {
    if (this.state === "MASTER") this.#setDeadline(this.instance.advertInterval);
    else if (this.state === "BACKUP") {
      const wait = Math.max(0, this.#host.delayedUntil - this.#host.clock.now);
      this.#setDeadline(wait + this.#downTime);
    } else callOff(this.#deadline);
  }

  #setDeadline(fromNow: number): void {
    callOff(this.#deadline);
    this.#deadline = this.#host.clock.after(fromNow, () => this.#timedOut());
  }
}

function faultOf({ kind, name, ofGroup }: TrackedCheck): string {
  return `${kind} ${name}${ofGroup ? " of the group" : ""}`;
}
