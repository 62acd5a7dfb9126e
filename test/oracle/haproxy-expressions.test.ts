/** HAProxy's expressions against the daemon that is installed. */
import { describe, expect, it } from "vitest";
import { installedTarget } from "../support/daemons.ts";
import { expressionAgreement } from "./expression-lines.ts";

const target = installedTarget("haproxy", "expressions on the real haproxy");

describe.skipIf(target === undefined || process.getuid?.() !== 0)("expressions", () => {
  it("are refused where the installed haproxy refuses them, and nowhere else", { timeout: 600_000 }, () => {
    const { lines, falseRejects, missed } = expressionAgreement(target ?? "");
    expect(falseRejects).toEqual([]);
    expect(lines).toBeGreaterThan(5_000);
    expect(missed.length, JSON.stringify(missed.slice(0, 20), undefined, 1)).toBeLessThan(lines / 100);
  });
});
