/** Time that passes only from one appointment to the next. Of two at one time the one that was made first comes first. */

export interface Appointment {
  readonly at: number;
  readonly order: number;
  /** Absent: called off. */
  run?: () => void;
}

/** What those who make appointments see of a clock. */
export interface Schedule {
  readonly now: number;
  /** `time` microseconds from now. */
  after(time: number, run: () => void): Appointment;
}

export class Clock implements Schedule {
  now = 0;
  /** A binary heap: the next appointment stands first. */
  readonly #heap: Appointment[] = [];
  #made = 0;

  at(time: number, run: () => void): Appointment {
    const appointment = { at: Math.max(time, this.now), order: this.#made++, run };
    this.#heap.push(appointment);
    this.#rise(this.#heap.length - 1);
    return appointment;
  }

  after(time: number, run: () => void): Appointment {
    return this.at(this.now + time, run);
  }

  /** Keeps all appointments up to a time, and leaves the clock there. Gives back how many were kept. */
  runUntil(end: number): number {
    let kept = 0;
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#removeFirst();
      if (next.run === undefined) continue;
      this.now = next.at;
      kept++;
      next.run();
    }
    this.now = end;
    return kept;
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let i = 0;
    for (;;) {
      const smaller = this.#smaller(this.#smaller(i, 2 * i + 1), 2 * i + 2);
      if (smaller === i) return;
      this.#swap(i, smaller);
      i = smaller;
    }
  }

  #rise(from: number): void {
    for (let i = from; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (this.#smaller(parent, i) === parent) return;
      this.#swap(i, parent);
      i = parent;
    }
  }

  #smaller(i: number, j: number): number {
    const [a, b] = [this.#heap[i], this.#heap[j]];
    if (a === undefined || b === undefined) return i;
    return b.at < a.at || (b.at === a.at && b.order < a.order) ? j : i;
  }

  #swap(i: number, j: number): void {
    const [a, b] = [this.#heap[i], this.#heap[j]];
    if (a === undefined || b === undefined) return;
    this.#heap[i] = b;
    this.#heap[j] = a;
  }
}

/** Takes an appointment back. */
export function callOff(appointment: Appointment | undefined): void {
  if (appointment !== undefined) delete appointment.run;
}
