/** What completion writes for keepalived, given to the installed daemon. */
import { describe, expect, it } from "vitest";
import { keepalivedSandbox } from "../support/keepalived-sandbox.ts";
import { releaseBelow, Sandbox, sandboxProblem } from "../support/sandbox.ts";
import { writtenConfig } from "../support/written-config.ts";

const problem = sandboxProblem(keepalivedSandbox);
if (problem !== undefined) console.warn(`SKIPPED new blocks before the daemon: ${problem}`);

describe.skipIf(problem !== undefined)("a file of new blocks", () => {
  it("is accepted by the daemon", async () => {
    const sandbox = await Sandbox.open(keepalivedSandbox);
    try {
      const target = releaseBelow(keepalivedSandbox).split(".").slice(0, 2).join(".");
      const verdict = await sandbox.check(writtenConfig(target));
      expect(verdict.says).toEqual([]);
      expect(verdict.crashed).toBe(false);
    } finally {
      sandbox.close();
    }
  });
});
