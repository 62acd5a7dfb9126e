/** How good or bad it is what a fault leads to: what a reader must see first. */
import type { FaultReport } from "../../ha/failover-report.ts";

export type Grade =
  /** Another node takes over. */
  | "fine"
  /** Nobody or several hold the addresses. */
  | "outage"
  /** The sick node keeps them. */
  | "stuck"
  /** The fault hits a standby. */
  | "quiet";

export function gradeOf({ verdict, reason }: FaultReport): Grade {
  if (verdict === "nobody" || verdict === "split-brain") return "outage";
  if (verdict === "fails-over") return "fine";
  return reason?.kind === "not-the-holder" ? "quiet" : "stuck";
}

/** A sign for readers without colours. */
export const gradeMarks: Readonly<Record<Grade, string>> = {
  fine: "✓",
  outage: "✗",
  stuck: "!",
  quiet: "·",
};
