/** A tracked script that keepalived runs again and again: how many results in a row change what it says (vrrp_scheduler.c). */
import { type Appointment, callOff, type Schedule } from "./clock.ts";
import type { ScriptOutcome } from "./host.ts";
import type { Script } from "./vrrp-node.ts";

export class ScriptRun {
  readonly script: Script;
  readonly #clock: Schedule;
  readonly #outcome: () => ScriptOutcome;
  readonly #said: (succeeds: boolean) => void;
  /** Below `rise`: it counts as failed. Counts up to `rise + fall - 1`. */
  #result: number;
  #isFirst = true;
  #busy = false;
  #next: Appointment | undefined;
  #timeout: Appointment | undefined;

  constructor(
    script: Script,
    clock: Schedule,
    outcome: () => ScriptOutcome,
    said: (succeeds: boolean) => void,
  ) {
    this.script = script;
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
    if (this.#busy) return;
    const outcome = this.#outcome();
    if (outcome === "hangs") {
      this.#busy = true;
      this.#timeout = this.#clock.after(this.script.timeout, () => {
        this.#busy = false;
        this.#ended(false);
      });
    } else this.#ended(outcome === "succeeds");
  }

  /** Lets the next run come a whole interval after `pause`: a fault that begins then is found as late as can be. */
  align(pause: number): void {
    if (this.#next === undefined) return;
    callOff(this.#next);
    this.#next = this.#clock.after(pause + this.script.interval, () => this.run());
  }

  end(): void {
    callOff(this.#next);
    callOff(this.#timeout);
  }

  /** Goes on with the count of the run before a reload. */
  takeOver(before: ScriptRun): void {
    this.#isFirst = before.#isFirst;
    const { rise, fall } = this.script;
    this.#result = before.answer === true ? rise + fall - 1 : Math.min(before.#result, rise - 1);
  }

  #ended(succeeds: boolean): void {
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
