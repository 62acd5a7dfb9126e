/** Which virtual routers of its cluster a file has a part in: what the editor says beside the lines of that file. */
import { failoverOf } from "../../ha/failover.ts";
import { type Fault, type FaultReport, isPartOf, type RouterReport } from "../../ha/failover-report.ts";
import type { TrackedCheck } from "../../ha/priority.ts";
import type { State } from "../../ha/timeline.ts";
import type { Part } from "../../ha/virtual-routers.ts";
import type { VrrpInstance } from "../../model/vrrp.ts";
import { stuckChecks } from "../../rules/cluster/stuck-checks.ts";
import type { Cluster, Snapshot } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

/** An instance of a file as one node runs it. */
export interface OwnPart {
  readonly part: Part;
  /** One report for all of its addresses that share their fate. */
  readonly reports: readonly RouterReport[];
  /** Other nodes read the same lines. */
  readonly isShared: boolean;
}

/** What is known of the virtual routers of a file's cluster; nothing where the file says nothing of VRRP. */
export function routersAround(snapshot: Snapshot, file: SourceFile): readonly RouterReport[] {
  const { vrrp } = file.model;
  const cluster = vrrp === undefined ? undefined : snapshot.clusterOf(file);
  return cluster === undefined ? [] : failoverOf(cluster).routers;
}

/** The instances of a file, in the order of their lines, each once for each node that reads them. */
export function ownParts(snapshot: Snapshot, file: SourceFile): readonly OwnPart[] {
  const instances = file.model.vrrp?.instances ?? [];
  if (instances.length === 0) return [];
  const routers = routersAround(snapshot, file);
  return instances.flatMap((instance) => {
    const reports = routers.filter((report) => isPartOf(report, instance));
    const parts = new Set(
      reports.flatMap((report) => report.parts.filter(({ instance: i }) => i === instance)),
    );
    return [...parts].map((part) => ({
      part,
      reports: reports.filter((report) => report.parts.includes(part)),
      isShared: parts.size > 1,
    }));
  });
}

/** What becomes of a router when a check of a node fails. */
export function faultOf(
  report: RouterReport,
  node: string,
  check: Pick<TrackedCheck, "kind" | "name">,
): FaultReport | undefined {
  return report.faults.find(
    ({ fault }) => fault.kind !== "cut" && fault.node === node && isFailureOf(fault, check),
  );
}

/** What becomes of a router when a node is switched off. */
export function downOf(report: RouterReport, node: string): FaultReport | undefined {
  return report.faults.find(({ fault }) => fault.kind === "node-down" && fault.node === node);
}

/** Failures of checks of the one node that holds the addresses which move nothing, though another node could take over. */
export function deadChecks(cluster: Cluster, report: RouterReport): readonly FaultReport[] {
  const [holder, ...more] = report.steady;
  if (holder === undefined || more.length > 0) return [];
  const summing = stuckChecks(cluster).filter(
    (one) => one.report.parts === report.parts && one.movesTogether,
  );
  return report.faults.filter(({ fault, verdict, reason }) => {
    if (verdict !== "stays" || reason === undefined || idle.has(reason.kind)) return false;
    if (fault.kind === "cut" || fault.kind === "node-down" || fault.kind === "daemon-stop") return false;
    return fault.node === holder && !summing.some(({ check }) => isFailureOf(fault, check));
  });
}

const idle: ReadonlySet<string> = new Set(["not-the-holder", "no-other-node"]);

function isFailureOf(fault: Fault, { kind, name }: Pick<TrackedCheck, "kind" | "name">): boolean {
  if (fault.kind === "script-fail") return kind === "script" && fault.script === name;
  if (fault.kind === "link-down") return kind === "interface" && fault.interface === name;
  return fault.kind === "check-fail" && fault.check === kind && fault.name === name;
}

/** The state of a part while all is well, as the simulation has it; absent where it has had none but FAULT. */
export function steadyState(report: RouterReport, { node, instance }: Part): State | undefined {
  const [run] = report.faults.map((fault) => fault.run);
  const at = run?.events[0]?.at;
  return at === undefined ? undefined : run?.timeline.stateAt(at - 1, node, instance.name.value);
}

export function instanceAt(file: SourceFile, name: string): VrrpInstance | undefined {
  return file.model.vrrp?.instances.find((instance) => instance.name.value === name);
}
