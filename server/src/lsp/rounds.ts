/** Work that follows changes: a round begins when the typing pauses, and ends early when something has changed again. */

/** How long to wait for the next keystroke, in milliseconds. */
const settleTime = 120;

export class Rounds {
  readonly #work: (isOver: () => boolean) => Promise<void>;
  readonly #failed: (error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changes = 0;

  /** `work` asks between its steps whether its round is over. */
  constructor(work: (isOver: () => boolean) => Promise<void>, failed: (error: unknown) => void) {
    this.#work = work;
    this.#failed = failed;
  }

  /** How many changes there were. */
  get changes(): number {
    return this.#changes;
  }

  changed(): void {
    this.stop();
    const begun = this.#changes;
    this.#timer = setTimeout(() => {
      this.#work(() => begun !== this.#changes).catch(this.#failed);
    }, settleTime);
  }

  stop(): void {
    this.#changes++;
    clearTimeout(this.#timer);
  }
}
