/** Gives one text to the daemon that is installed and to kalint: both take it, or neither does. */
import { expect } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { daemonVerdict } from "../support/daemons.ts";
import { refusalsOf } from "./refusals.ts";

export function expectAgreement(dialect: DialectId, text: string, target: string | undefined): void {
  const ours = refusalsOf(dialect, text, target);
  const verdict = daemonVerdict(dialect, text);
  if (verdict.lacksModule) {
    console.warn(
      `SKIPPED a comparison: the installed ${dialect} lacks a module: ${verdict.says.split("\n")[0]}`,
    );
    return;
  }
  const names = ours.map((f) => `${f.rule.name}: ${f.message.id}`).join(", ");
  expect(ours.length > 0, `kalint: ${names || "accepts"}\ndaemon: ${verdict.says}`).toBe(verdict.rejects);
}
