/** One text before both judges: what the daemon says, what kalint says, and whether they agree. */
import type { Finding } from "../../../server/src/lint/finding.ts";
import type { Sandbox } from "../../support/sandbox.ts";
import { firstLine, refusalsOf } from "../refusals.ts";

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
export async function outcomeOf(sandbox: Sandbox, text: string, target: string): Promise<Case> {
  const daemon = await sandbox.check(text);
  if (daemon.crashed) return { text, outcome: "crash", reasons: [], says: [], crash: crashOf(text) };
  const findings = refusalsOf("keepalived", text, target);
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
  // What stops the daemon early hides what it would have said later.
  const hidden = daemon.host.some((message) => !message.startsWith("SECURITY VIOLATION"));
  return { text, outcome: hidden ? "host" : "false reject", reasons: findings.map(reasonOf), says };
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

/** Texts on which releases of the daemon are known to crash or to hang. */
const knownCrashes: readonly (readonly [string, RegExp])[] = [
  ["neighbor_ip without address", /^\s*neighbou?r_ip\s*(?:[#!].*)?$/m],
  ["track_file entry", /\btrack_file\b/],
  ["HTTP_GET without url or path", /\b(?:HTTP|SSL)_GET\b/],
  ["a command that ends in a backslash", /^\s*(?:script|misc_path|notify\w*)\b.*\\"?\s*$/m],
  ["an unclosed quote in a block's head", /^[^#!"\n]*"[^"\n]*\{[^"\n]*$/m],
  ["SMTP_CHECK with host", /\bSMTP_CHECK\b[\s\S]*\bhost\b/],
];

function crashOf(text: string): string {
  return knownCrashes.find(([, look]) => look.test(text))?.[0] ?? "unknown";
}
