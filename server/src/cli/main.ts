/** The `kalint` program: connects a run to the process. */
import { reasonOf } from "../platform/node/file-system.ts";
import { exitCodes } from "./command.ts";
import { run } from "./run.ts";
import { complain, type Stream, type Terminal } from "./terminal.ts";

const terminal: Terminal = {
  cwd: process.cwd(),
  env: process.env,
  out: stream(process.stdout),
  err: stream(process.stderr),
  async readInput() {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk);
    return Buffer.concat(chunks);
  },
};

// A reader that has seen enough (`| head`) is no failure: the exit code still says what was found.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  complain(terminal, `standard output: ${reasonOf(error)}`);
  process.exitCode = exitCodes.failed;
});
process.stderr.on("error", () => {});

void run(process.argv.slice(2), terminal).then((code) => {
  if (code !== undefined) process.exitCode ??= code;
});

function stream(target: NodeJS.WriteStream): Stream {
  return {
    isTerminal: target.isTTY === true,
    columns: target.isTTY === true ? target.columns : undefined,
    write(text) {
      target.write(text);
    },
  };
}
