/** Runs `kalint` with a command line in a terminal and gives the exit code. Whatever happens is said in one line. */
import { absolutePath, nodeFileSystem, reasonOf } from "../platform/node/file-system.ts";
import { version } from "../platform/version.ts";
import { readArguments } from "./arguments.ts";
import { exitCodes, has, isFailure } from "./command.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { complain, type Terminal } from "./terminal.ts";

/** The exit code, or nothing where the process goes on by itself (the language server). */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number | undefined> {
  try {
    const call = readArguments(
      argv,
      (path) => nodeFileSystem.kind(absolutePath(path, terminal.cwd)) !== "missing",
    );
    if (isFailure(call)) return failed(terminal, call.failure);
    if (has(call, "help")) {
      terminal.out.write(call.named ? commandHelp(call.command) : generalHelp());
      return exitCodes.clean;
    }
    if (has(call, "version")) {
      terminal.out.write(`kalint ${version}\n`);
      return exitCodes.clean;
    }
    const runCommand = await call.command.load();
    return await runCommand(call, terminal);
  } catch (error) {
    return failed(
      terminal,
      `internal error, please report it: ${error instanceof Error ? error.message : reasonOf(error)}`,
    );
  }
}

function failed(terminal: Terminal, message: string): number {
  complain(terminal, message);
  return exitCodes.failed;
}
