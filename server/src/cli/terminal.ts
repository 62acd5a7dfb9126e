/** What a command sees of the world around it, so that a test can be that world. main.ts makes the real one. */
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

/** Text of a file or a system, made fit for one line of a terminal: control and direction marks can not hide or move anything. */
export function oneLine(text: string): string {
  return printable(text).replaceAll("\t", " ");
}

/** Characters that would act on the terminal, each as one visible mark. Tabs stay. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.replace(/[\0-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "\ufffd");
}
