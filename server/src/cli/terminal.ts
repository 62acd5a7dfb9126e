/** What a command sees of the world around it, so that a test can be that world. main.ts makes the real one. */
import { oneLine } from "../text/printable.ts";

export { oneLine, printable } from "../text/printable.ts";

export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Stream;
  readonly err: Stream;
  /** All of standard input. */
  readInput(): Promise<Uint8Array>;
}

export interface Stream {
  readonly isTerminal: boolean;
  /** Width in columns, where it has one. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/** One line on standard error that names the command. */
export function complain(terminal: Terminal, message: string): void {
  terminal.err.write(`kalint: ${oneLine(message)}\n`);
}
