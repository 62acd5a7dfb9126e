/** Says on a terminal what a run that takes over a second is doing, and wipes it away again. */
import type { Terminal } from "./terminal.ts";

export interface Progress {
  /** Says that something is being done; shown where the run has taken long enough. */
  step(text: string): void;
  done(): void;
}

/** Nothing is shown before a run has taken this long, in milliseconds. */
const patience = 1000;
/** Between two showings. */
const pause = 100;

export function progressOn({ err }: Terminal, quiet: boolean): Progress {
  if (quiet || !err.isTerminal) return { step() {}, done() {} };
  let next = performance.now() + patience;
  let shown = false;
  return {
    step(text) {
      const now = performance.now();
      if (now < next) return;
      next = now + pause;
      shown = true;
      err.write(`\r\x1b[2Kkalint: ${text.slice(0, (err.columns ?? 80) - 9)}`);
    },
    done() {
      if (shown) err.write("\r\x1b[2K");
    },
  };
}
