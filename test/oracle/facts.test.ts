/** The recorded samples of every keepalived keyword: kalint and, where it is installed, the daemon give the verdict on record. */
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { keepalivedSandbox } from "../support/keepalived-sandbox.ts";
import { releaseBelow, Sandbox, sandboxProblem } from "../support/sandbox.ts";
import { shared } from "../support/shared.ts";
import { type FactSample, factSamples } from "./fact-samples.ts";
import { firstLine, lastLine, refusalsOf } from "./refusals.ts";

const file = shared("facts/keepalived.json", "recorded samples of keepalived's keywords");
const problem = sandboxProblem(keepalivedSandbox);
if (problem !== undefined) console.warn(`SKIPPED recorded samples on the real daemon: ${problem}`);

describe.skipIf(file === undefined)("kalint", () => {
  it.each(["2.2", "2.3"])("gives every sample the verdict on record, at its line, for %s", (target) => {
    const samples = factSamples(file ?? "", target);
    expect(samples.length).toBeGreaterThan(2500);
    const wrong = samples.flatMap((sample) => {
      const refusals = refusalsOf("keepalived", sample.text, target);
      const right =
        sample.verdict === "accept"
          ? refusals.length === 0
          : refusals.some((finding) => touches(finding, sample));
      return right ? [] : [`${spell(sample)}: ${refusals.map((f) => f.rule.name).join(", ") || "accepted"}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(file === undefined || problem !== undefined)("the installed keepalived", () => {
  it("gives every sample the verdict on record", async () => {
    const target = releaseBelow(keepalivedSandbox).replace(/\.\d+$/, "");
    const sandbox = await Sandbox.open(keepalivedSandbox);
    const wrong: string[] = [];
    for (const sample of factSamples(file ?? "", target)) {
      const { rejects, crashed, says } = await sandbox.check(sample.text);
      // Some releases crash on some samples: no verdict.
      if (crashed || rejects === (sample.verdict === "reject")) continue;
      wrong.push(`${spell(sample)}: ${says.map((said) => said.message).join("; ") || "accepted"}`);
    }
    sandbox.close();
    expect(wrong).toEqual([]);
  }, 600_000);
});

function touches(finding: Finding, { first, last }: FactSample): boolean {
  return firstLine(finding) <= last && lastLine(finding) >= first;
}

function spell({ path, sample, verdict }: FactSample): string {
  return `${path} ${JSON.stringify(sample)}, on record: ${verdict}`;
}
