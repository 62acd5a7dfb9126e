/** Hand-made runs and reports for the tests of how a failover is shown. */
import type {
  FailoverReport,
  Fault,
  FaultReport,
  RouterReport,
  Run,
} from "../../server/src/ha/failover-report.ts";
import { type State, Timeline } from "../../server/src/ha/timeline.ts";
import type { Part } from "../../server/src/ha/virtual-routers.ts";

const second = 1_000_000;

/**
 * A timeline from lines like `3.6 ka1 VI_1 MASTER`, `5 ka1 VI_1 100>80`, `3.6 ka1 +192.0.2.10`, `5 ka1 -192.0.2.10`:
 * seconds, the node, what changes.
 */
export function timelineOf(end: number, text: string): Timeline {
  const timeline = new Timeline();
  timeline.end = end * second;
  for (const line of text.trim().split("\n")) {
    const [time = "", node = "", what = "", change = ""] = line.trim().split(/\s+/);
    const at = Number(time) * second;
    const priorities = /^(\d+)>(\d+)$/.exec(change);
    if (priorities !== null)
      timeline.priorities.push({
        at,
        node,
        instance: what,
        from: Number(priorities[1]),
        to: Number(priorities[2]),
      });
    else if (change === "")
      timeline.addresses.push({ at, node, address: what.slice(1), held: what.startsWith("+") });
    else timeline.states.push({ at, node, instance: what, state: change as State });
  }
  return timeline;
}

export function runOf(
  title: string,
  nodes: readonly string[],
  routers: Run["routers"],
  events: readonly (readonly [at: number, text: string])[],
  timeline: Timeline,
): Run {
  return { title, nodes, routers, events: events.map(([at, text]) => ({ at: at * second, text })), timeline };
}

const pairNodes = ["ka1", "ka2"];
const pairRouters = [{ instance: "VI_1", addresses: ["192.0.2.10"] }];
const settled = `
  0.1 ka1 VI_1 BACKUP
  0.1 ka2 VI_1 BACKUP
  3.7 ka1 VI_1 MASTER
  3.7 ka1 +192.0.2.10`;

/** The master is switched off and comes back. */
export const switchedOff = runOf(
  "VI_1",
  pairNodes,
  pairRouters,
  [
    [14, "node-down ka1"],
    [28, "node-up ka1"],
  ],
  timelineOf(
    42,
    `${settled}
     14 ka1 VI_1 STOPPED
     14 ka1 -192.0.2.10
     17.6 ka2 VI_1 MASTER
     17.6 ka2 +192.0.2.10
     28.1 ka1 VI_1 BACKUP
     31.7 ka1 VI_1 MASTER
     31.7 ka1 +192.0.2.10
     31.7001 ka2 VI_1 BACKUP
     31.7001 ka2 -192.0.2.10`,
  ),
);

/** keepalived ends in good order: the backup need not wait. */
export const stopped = runOf(
  "VI_1",
  pairNodes,
  pairRouters,
  [
    [14, "daemon-stop ka1"],
    [28, "daemon-start ka1"],
  ],
  timelineOf(
    42,
    `${settled}
     14 ka1 VI_1 STOPPED
     14 ka1 -192.0.2.10
     14.6 ka2 VI_1 MASTER
     14.6 ka2 +192.0.2.10
     28.1 ka1 VI_1 BACKUP
     31.7 ka1 VI_1 MASTER
     31.7 ka1 +192.0.2.10
     31.7001 ka2 VI_1 BACKUP
     31.7001 ka2 -192.0.2.10`,
  ),
);

/** The nodes do not hear each other for a while. */
export const splitBrain = runOf(
  "VI_1",
  pairNodes,
  pairRouters,
  [
    [14, "cut ka1 ka2"],
    [28, "heal ka1 ka2"],
  ],
  timelineOf(
    42,
    `${settled}
     17.6 ka2 VI_1 MASTER
     17.6 ka2 +192.0.2.10
     28.4 ka2 VI_1 BACKUP
     28.4 ka2 -192.0.2.10`,
  ),
);

/** A check fails, and its weight only makes a tie. */
export const tied = runOf(
  "VI_1",
  pairNodes,
  pairRouters,
  [
    [14, "script-fail ka1 chk_nginx"],
    [28, "script-ok ka1 chk_nginx"],
  ],
  timelineOf(42, `${settled}\n18 ka1 VI_1 100>95\n30 ka1 VI_1 95>100`),
);

/** Nobody else takes over. */
export const unattended = runOf(
  "VI_1",
  pairNodes,
  pairRouters,
  [
    [14, "link-down ka1 eth0"],
    [28, "link-up ka1 eth0"],
  ],
  timelineOf(
    42,
    `${settled}
     14 ka1 VI_1 FAULT
     14 ka1 -192.0.2.10
     28 ka1 VI_1 BACKUP
     31.6 ka1 VI_1 MASTER
     31.6 ka1 +192.0.2.10`,
  ),
);

/** Nothing changes. */
export const quiet = runOf(
  "VI_1",
  pairNodes,
  pairRouters,
  [
    [14, "node-down ka2"],
    [28, "node-up ka2"],
  ],
  timelineOf(42, `${settled}\n14 ka2 VI_1 STOPPED\n28.1 ka2 VI_1 BACKUP`),
);

/** Three nodes, two virtual routers, four addresses of three fates, and a check that comes and goes. */
export const flapping = runOf(
  "a check of lb1 flaps",
  ["lb1", "lb2", "lb3"],
  [
    { instance: "VI_WEB", addresses: ["192.0.2.10", "192.0.2.11"] },
    { instance: "VI_MAIL", addresses: ["2001:db8:0:1::25", "198.51.100.25"] },
  ],
  [0, 1, 2, 3].flatMap((i) => [
    [6 + 4 * i, "script-fail lb1 chk_nginx"] as const,
    [8 + 4 * i, "script-ok lb1 chk_nginx"] as const,
  ]),
  timelineOf(
    26,
    `0.1 lb1 VI_WEB BACKUP
     0.1 lb1 VI_MAIL BACKUP
     0.2 lb2 VI_WEB BACKUP
     0.2 lb2 VI_MAIL BACKUP
     0.3 lb3 VI_WEB BACKUP
     0.3 lb3 VI_MAIL BACKUP
     3.7 lb1 VI_WEB MASTER
     3.7 lb1 +192.0.2.10
     3.7 lb1 +192.0.2.11
     3.7 lb2 VI_MAIL MASTER
     3.7 lb2 +2001:db8:0:1::25
     3.7 lb2 +198.51.100.25
     ${[0, 1, 2, 3]
       .flatMap((i) => [
         `${6.5 + 4 * i} lb1 VI_WEB 120>90`,
         `${6.9 + 4 * i} lb2 VI_WEB MASTER`,
         `${6.9 + 4 * i} lb2 +192.0.2.10`,
         `${6.9 + 4 * i} lb2 +192.0.2.11`,
         `${6.9001 + 4 * i} lb1 VI_WEB BACKUP`,
         `${6.9001 + 4 * i} lb1 -192.0.2.10`,
         `${6.9001 + 4 * i} lb1 -192.0.2.11`,
         `${8.2 + 4 * i} lb1 VI_WEB 90>120`,
         `${8.8 + 4 * i} lb2 VI_WEB BACKUP`,
         `${8.8 + 4 * i} lb2 -192.0.2.10`,
         `${8.8 + 4 * i} lb2 -192.0.2.11`,
         `${9.2 + 4 * i} lb1 VI_WEB MASTER`,
         `${9.2 + 4 * i} lb1 +192.0.2.10`,
         `${9.2 + 4 * i} lb1 +192.0.2.11`,
       ])
       .join("\n")}
     11 lb2 -198.51.100.25
     13 lb3 VI_MAIL MASTER
     13 lb3 +2001:db8:0:1::25
     13 lb3 +198.51.100.25
     16.5 lb3 VI_MAIL BACKUP
     16.5 lb3 -2001:db8:0:1::25
     16.5 lb3 -198.51.100.25
     16.6 lb2 +198.51.100.25
     20 lb3 VI_MAIL FAULT
     22 lb3 VI_MAIL STOPPED`,
  ),
);

/** Most of the time nothing happens: a preemption delay of five minutes. */
export const delayed = runOf(
  "preempt_delay 300",
  pairNodes,
  pairRouters,
  [
    [14, "daemon-stop ka1"],
    [20, "daemon-start ka1"],
  ],
  timelineOf(
    340,
    `${settled}
     14 ka1 VI_1 STOPPED
     14 ka1 -192.0.2.10
     14.6 ka2 VI_1 MASTER
     14.6 ka2 +192.0.2.10
     20.1 ka1 VI_1 BACKUP
     323.8 ka1 VI_1 MASTER
     323.8 ka1 +192.0.2.10
     323.8001 ka2 VI_1 BACKUP
     323.8001 ka2 -192.0.2.10`,
  ),
);

/** A part of which only the names count. */
export function partOf(node: string, instance = "VI_1"): Part {
  return { node, instance: { name: { value: instance } } } as unknown as Part;
}

export function faultReport(
  fault: Fault,
  verdict: FaultReport["verdict"],
  holders: readonly string[],
  run: Run,
  more: Partial<FaultReport> = {},
): FaultReport {
  return { fault, verdict, holders, after: { holders: ["ka1"] }, run, ...more };
}

const backIn = (seconds: number) => ({ holders: ["ka1"], seconds });
const harmless = { reason: { kind: "not-the-holder" } } as const;

/** Every verdict once, and the faults of the standby. */
export const pairRouter: RouterReport = {
  instance: "VI_1",
  parts: [partOf("ka1"), partOf("ka2")],
  addresses: ["192.0.2.10"],
  steady: ["ka1"],
  faults: [
    faultReport({ kind: "node-down", node: "ka1" }, "fails-over", ["ka2"], switchedOff, {
      seconds: 3.6,
      after: backIn(3.7),
    }),
    faultReport({ kind: "daemon-stop", node: "ka1" }, "fails-over", ["ka2"], stopped, {
      seconds: 0.6,
      after: backIn(3.7),
    }),
    faultReport({ kind: "script-fail", node: "ka1", script: "chk_nginx" }, "stays", ["ka1"], tied, {
      reason: { kind: "tie", priority: 95, node: "ka2", other: 95 },
    }),
    faultReport({ kind: "link-down", node: "ka1", interface: "eth0" }, "nobody", [], unattended, {
      seconds: 0,
      after: backIn(3.6),
    }),
    faultReport({ kind: "cut", nodes: ["ka1", "ka2"] }, "split-brain", ["ka1", "ka2"], splitBrain, {
      seconds: 3.6,
      after: backIn(0.4),
    }),
    faultReport({ kind: "node-down", node: "ka2" }, "stays", ["ka1"], quiet, harmless),
    faultReport({ kind: "daemon-stop", node: "ka2" }, "stays", ["ka1"], quiet, harmless),
  ],
};

export const pairReport: FailoverReport = {
  cluster: "web",
  nodes: pairNodes,
  routers: [pairRouter],
  refusals: [],
  unknown: [{ instance: "VI_2", node: "ka2", keyword: "priority" }],
};
