/** How long the built `kalint` command takes on one small file, beside a Node that does nothing. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { median, milliseconds, printTable } from "./table.ts";

const rounds = 40;

export async function command(): Promise<void> {
  const files = ["keepalived.conf", "nginx.conf", "haproxy.cfg"].map((name) =>
    path.join("examples/ha-pair-fixed/ka1", name),
  );
  const bare: number[] = [];
  const runs = new Map<string, number[]>(files.map((file) => [file, []]));
  for (let i = 0; i < rounds; i++) {
    // In turn, so that a busy moment of the machine hits all of them.
    bare.push(timed(["-e", "0"]));
    for (const [file, times] of runs) times.push(timed(["server/dist/kalint.cjs", "check", "--quiet", file]));
  }
  const yardstick = median(bare);
  printTable(
    `the command on one small file, median of ${rounds}`,
    ["what", "time", "to `node -e 0`"],
    [
      ["node -e 0", milliseconds(yardstick), "1.00 ×"],
      ...[...runs].map(([file, times]) => [
        `kalint ${file}`,
        milliseconds(median(times)),
        `${(median(times) / yardstick).toFixed(2)} ×`,
      ]),
    ],
  );
}

function timed(args: readonly string[]): number {
  const started = performance.now();
  const run = spawnSync(process.execPath, args, { stdio: "ignore" });
  if (run.status !== 0) throw new Error(`node ${args.join(" ")} ended with ${run.status}`);
  return performance.now() - started;
}
