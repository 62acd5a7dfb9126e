/** What a command of `kalint` is: how it is called, what its options are, and the code that is loaded when it runs. */
import type { Terminal } from "./terminal.ts";

export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What stands for its value in the help; absent: it takes none. */
  readonly value?: string;
  /** Given again it adds to what was given before. */
  readonly multiple?: boolean;
  readonly help: string;
}

export interface Command {
  readonly name: string;
  /** What stands behind the command's name. */
  readonly operands: string;
  /** How many operands it takes. */
  readonly count: readonly [least: number, most: number];
  readonly summary: string;
  /** What the help says below the summary. */
  readonly details?: string;
  readonly options: readonly Option[];
  /** Loads the command's code. Only what runs is loaded: it is most of the time that a short run takes. */
  readonly load: () => Promise<RunCommand>;
}

/** Gives the exit code, or nothing where the process goes on by itself. */
export type RunCommand = (args: Arguments, terminal: Terminal) => Promise<number | undefined>;

/** Options and operands, checked against what the command takes. */
export interface Arguments {
  /** Values by option name; an option without value has an empty list. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

/** Nothing at or above the severity that fails the run; findings; the run itself failed. */
export const exitCodes = { clean: 0, findings: 1, failed: 2 } as const;

export function has(args: Arguments, option: string): boolean {
  return args.options.has(option);
}

/** The value of an option; of several the last. */
export function lastOf(args: Arguments, option: string): string | undefined {
  return args.options.get(option)?.at(-1);
}

/** All values of an option that may be given again, commas taken apart. */
export function listOf(args: Arguments, option: string): readonly string[] {
  return (args.options.get(option) ?? []).flatMap((value) => value.split(",")).map((value) => value.trim());
}

/** Something that stops the run, as the line that says so. */
export interface Failure {
  readonly failure: string;
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "failure" in value;
}
