/** A tracked script that keepalived runs again and again: how many results in a row change what it says (vrrp_scheduler.c). */
import { type Appointment, callOff, type Schedule } from "./clock.ts";
import type { ScriptOutcome } from "./host.ts";
import type { Script } from "./vrrp-node.ts";

/** Of what happens at one time a run begins first, then one that hangs is given up, then one that does not has its result. */
const lag = { timeout: 1, result: 2 };

export class ScriptRun {
  readonly script: Script;
  readonly #release: string;
  readonly #clock: Schedule;
  readonly #outcome: () => ScriptOutcome;
  readonly #said: (succeeds: boolean) => void;
  /** Below `rise`: it counts as failed. Counts up to `rise + fall - 1`. */
  #result: number;
  #isFirst = true;
  /** A run has not ended; of several the state is shared. */
  #busy = false;
  #next: Appointment | undefined;
  /** Results and timeouts of runs that have begun. */
  readonly #pending = new Set<Appointment>();

  constructor(
    script: Script,
    release: string,
    clock: Schedule,
    outcome: () => ScriptOutcome,
    said: (succeeds: boolean) => void,
  ) {
    this.script = script;
    this.#release = release;
    this.#clock = clock;
    this.#outcome = outcome;
    this.#said = said;
    // One success is enough at the start.
    this.#result = script.rise - 1;
    this.#isFirst = !script.startsFailed;
  }

  /** What it has said last; nothing before its first result. */
  get answer(): boolean | undefined {
    return this.#isFirst ? undefined : this.#result >= this.script.rise;
  }

  run(): void {
    this.#next = this.#clock.after(this.script.interval, () => this.run());
    // Before 2.3 a run begins also while another one hangs.
    if (this.#busy && this.#release !== "2.2") return;
    this.#busy = true;
    const outcome = this.#outcome();
    if (outcome === "hangs") this.#after(this.script.timeout + lag.timeout, () => this.#giveUp());
    else this.#after(lag.result, () => this.#ended(outcome === "succeeds"));
  }

  /** Lets the next run come a whole interval after `pause`: a fault that begins then is found as late as can be. */
  align(pause: number): void {
    if (this.#next === undefined) return;
    callOff(this.#next);
    this.#next = this.#clock.after(pause + this.script.interval, () => this.run());
  }

  end(): void {
    callOff(this.#next);
    for (const one of this.#pending) callOff(one);
  }

  /** Goes on with the count of the run before a reload. */
  takeOver(before: ScriptRun): void {
    const { rise, fall } = this.script;
    this.#isFirst = before.#isFirst;
    const [least, most] = before.answer === true ? [rise, rise + fall - 1] : [0, rise - 1];
    this.#result = Math.min(Math.max(before.#result, least), most);
  }

  /** A run that hangs is killed; it has failed, unless a later one has ended meanwhile. */
  #giveUp(): void {
    if (this.#busy) this.#ended(false);
  }

  #after(time: number, run: () => void): void {
    const appointment = this.#clock.after(time, () => {
      this.#pending.delete(appointment);
      run();
    });
    this.#pending.add(appointment);
  }

  #ended(succeeds: boolean): void {
    this.#busy = false;
    const { rise, fall } = this.script;
    const best = rise + fall - 1;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (succeeds) {
      if (this.#result < rise - 1) this.#result++;
      else {
        const changes = this.#result < rise;
        this.#result = best;
        if (changes) this.#said(true);
      }
    } else if (this.#result > rise) this.#result--;
    else {
      const changes = this.#result === rise || isFirst;
      this.#result = 0;
      if (changes) this.#said(false);
    }
  }
}
