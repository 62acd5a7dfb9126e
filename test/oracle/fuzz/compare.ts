/** One text before both judges: what the daemon says, what kalint says, and whether they agree. */
import type { Finding } from "../../../server/src/lint/finding.ts";
import type { Sandbox } from "../../support/sandbox.ts";
import { firstLine, refusalsOf } from "../refusals.ts";
import type { FuzzedDaemon } from "./daemon.ts";

/** `host`: only the machine was complained about. `crash`: the daemon was ended by a signal or by the time limit. */
export type Outcome = "both accept" | "both refuse" | "false reject" | "missed" | "host" | "crash";

export interface Case {
  readonly text: string;
  readonly outcome: Outcome;
  /** Why the one that refuses does, names and numbers taken out: the same mistake gives the same text. */
  readonly reasons: readonly string[];
  /** What both say, for a person. */
  readonly says: readonly string[];
  /** What is known to make the daemon crash and is in the text, or `unknown`. */
  readonly crash?: string;
}

/** Both verdicts on a text. */
export async function outcomeOf(
  { id, knownCrashes, hides, beside }: FuzzedDaemon,
  sandbox: Sandbox,
  text: string,
  target: string,
): Promise<Case> {
  const daemon = await sandbox.check(text);
  if (daemon.crashed) {
    const crash = knownCrashes.find(([, look]) => look.test(text))?.[0] ?? "unknown";
    return { text, outcome: "crash", reasons: [], says: [], crash };
  }
  if (daemon.rejects === undefined) return { text, outcome: "host", reasons: [], says: [] };
  const findings = refusalsOf(id, text, target, beside?.(text));
  const refused = findings.length > 0;
  const says = [
    ...daemon.says.map(({ line, message }) => `daemon ${line ?? "-"}: ${message}`),
    ...daemon.host.map((message) => `daemon, of the machine: ${message}`),
    ...findings.map((f) => `kalint ${firstLine(f)}: ${reasonOf(f)} ${JSON.stringify(f.message.params)}`),
  ];
  if (daemon.rejects === refused)
    return { text, outcome: refused ? "both refuse" : "both accept", reasons: [], says };
  if (daemon.rejects) {
    return { text, outcome: "missed", reasons: daemon.says.map((c) => withoutNames(c.message)), says };
  }
  return {
    text,
    outcome: daemon.host.some(hides) ? "host" : "false reject",
    reasons: findings.map(reasonOf),
    says,
  };
}

function reasonOf({ rule, message }: Finding): string {
  return `${rule.name} ${message.id}`;
}

function withoutNames(message: string): string {
  return message
    .replace(/'[^']*'/g, "'…'")
    .replace(/\([^)]*\)/g, "(…)")
    .replace(/\d[\d.:a-f/-]*/g, "0");
}
