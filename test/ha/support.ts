/** Clusters written as configurations: what the engine is asked about is what a person would write. */

import { notationOf } from "../../server/src/ha/event-notation.ts";
import { failoverOf } from "../../server/src/ha/failover.ts";
import type { FailoverReport, Fault, FaultReport } from "../../server/src/ha/failover-report.ts";
import { instanceGroupsOf, type Part } from "../../server/src/ha/virtual-routers.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import type { Cluster } from "../../server/src/workspace/snapshot.ts";
import { snapshotOf } from "../support/lint-text.ts";

export interface Written {
  /** Lines before the instance. */
  readonly top?: string;
  readonly state?: string;
  readonly priority?: number | string;
  /** What stands behind `weight` of the script `chk`; absent: no weight. */
  readonly weight?: string;
  readonly command?: string;
  /** Further lines of the script. */
  readonly script?: string;
  /** The line in `track_script`; none: nothing is tracked. */
  readonly tracked?: string;
  /** Further lines of the instance. */
  readonly more?: string;
  readonly advertInterval?: number;
  readonly address?: string;
}

export function text(written: Written): string {
  const { top = "", state = "BACKUP", priority, weight, command = "/usr/bin/pidof nginx" } = written;
  const { tracked = "chk", more = "", script = "", advertInterval = 1, address = "192.0.2.10/24" } = written;
  return `${top}
vrrp_script chk {
    script "${command}"
    ${weight === undefined ? "" : `weight ${weight}`}
    ${script}
}
vrrp_instance VI_1 {
    state ${state}
    interface eth0
    virtual_router_id 51
    ${priority === undefined ? "" : `priority ${priority}`}
    advert_int ${advertInterval}
    ${more}
    virtual_ipaddress {
        ${address}
    }
    ${tracked === "none" ? "" : `track_script {\n        ${tracked}\n    }`}
}
`;
}

/** A cluster of nodes ka1, ka2, … with these texts. */
export function clusterOf(texts: readonly string[], release = "2.3"): Cluster {
  const files = texts.map((one, i) => ({
    path: `/pair/ka${i + 1}/keepalived.conf`,
    text: one,
    dialect: "keepalived" as const,
  }));
  const [cluster] = snapshotOf(files, { ...defaultConfig, targets: { keepalived: release } }).clusters;
  if (cluster === undefined) throw new Error("no cluster");
  return cluster;
}

export function parts(...written: readonly Written[]): readonly Part[] {
  const cluster = clusterOf([...written, ...(written.length === 1 ? [{ priority: 1 }] : [])].map(text));
  return instanceGroupsOf(cluster).flat();
}

export function report(written: readonly Written[], release?: string): FailoverReport {
  return failoverOf(clusterOf(written.map(text), release));
}

/** What a fault leads to, in a line: who holds the address, when, why; and after the repair. */
export function outcome(found: FailoverReport, notation: string, instance?: string): string {
  const router = found.routers.find((one) => instance === undefined || one.instance === instance);
  const fault = router?.faults.find((one) => named(one.fault) === notation);
  return fault === undefined ? `no ${notation}` : spell(fault);
}

export function named(fault: Fault): string {
  return notationOf({ fault, repaired: false });
}

function spell({ verdict, holders, seconds, reason, after }: FaultReport): string {
  const who = holders.join("+") || "nobody";
  const why =
    reason === undefined
      ? ""
      : ` (${reason.kind}${"priority" in reason ? ` ${reason.priority} ${reason.other}` : ""})`;
  const time = seconds === undefined ? "" : ` in ${seconds.toFixed(1)}`;
  return `${verdict}: ${who}${time}${why}, then ${after.holders.join("+") || "nobody"}`;
}
