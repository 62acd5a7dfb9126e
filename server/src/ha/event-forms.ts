/** How events are written: the words for a fault and for its repair, and what stands behind them. */
import type { Fault } from "./failover-report.ts";

export const eventWords: Readonly<Record<Fault["kind"], readonly [fault: string, repair: string]>> = {
  "node-down": ["node-down", "node-up"],
  "daemon-stop": ["daemon-stop", "daemon-start"],
  "script-fail": ["script-fail", "script-ok"],
  "check-fail": ["check-fail", "check-ok"],
  "link-down": ["link-down", "link-up"],
  cut: ["cut", "heal"],
};

export const eventOperands: Readonly<Record<Fault["kind"], readonly string[]>> = {
  "node-down": ["NODE"],
  "daemon-stop": ["NODE"],
  "script-fail": ["NODE", "SCRIPT"],
  "check-fail": ["NODE", "file|process|bfd", "NAME"],
  "link-down": ["NODE", "INTERFACE"],
  cut: ["NODE", "NODE"],
};

export const eventKinds = Object.keys(eventWords) as readonly Fault["kind"][];

/** Every fault and its repair with what stands behind the word, as a person is told. */
export const eventForms: readonly (readonly string[])[] = eventKinds.map((kind) =>
  eventWords[kind].map((word) => [word, ...eventOperands[kind]].join(" ")),
);
