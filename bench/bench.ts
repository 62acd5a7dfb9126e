/**
 * Measures kalint and prints tables. Every figure stands beside a yardstick from the same run, since machines differ:
 * a bare Node for the command's start, the daemons' own check runs and two npm tools for the work.
 */

import { asking } from "./asking.ts";
import { command } from "./command.ts";
import { fleet } from "./fleet.ts";
import { keystroke } from "./keystroke.ts";
import { reading } from "./reading.ts";

const parts: Readonly<Record<string, () => Promise<void>>> = { reading, asking, fleet, keystroke, command };

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  for (const [name, run] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) await run();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
