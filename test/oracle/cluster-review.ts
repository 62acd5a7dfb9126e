/** What kalint finds between the nodes of real clusters, with what a person who read the files says of each finding. */
import { failoverOf } from "../../server/src/ha/failover.ts";
import { lint } from "../../server/src/lint/lint.ts";
import type { RealCluster } from "../support/cluster-corpus.ts";
import { snapshotOf } from "../support/lint-text.ts";

/** Judgements by `set rule`: right or wrong, and why. */
const judgements: Readonly<Record<string, string>> = {
  "Felixkruemel__ansibletestrepo two-masters": "right: the file for slaves says MASTER too",
  "JoelFernandes01__Estudo-Proxmox-Terraform-Ansible-ClusterKubernets duplicate-router-id":
    "right: the sample's name on both nodes",
  "bagustyo92__skripsi__set1 haproxy-drift":
    "right: the slave runs the distribution's file, the master one of its own",
  "cabrel92__cabrel92-rabbitmq-haproxy-keepalived-tls-latest script-mismatch": "right: every 2 s against 5 s",
  "cabrel92__cabrel92-rabbitmq-haproxy-keepalived-tls-latest failover-never-happens":
    "right: 150 − 10 is above 100",
  "coller95__lb-nginx-keepalived equal-priority": "right: MASTER and BACKUP with 150 each, no check",
  "dda10__haproxy-keepalived-docker two-masters": "right: two files that differ in the priority only",
  "hopoffbaby__rkeexamples duplicate-router-id": "right: the sample's name on both nodes",
  "hopoffbaby__rkeexamples script-mismatch": "right: the standby defines the check and does not track it",
  "icepopfh__rabbitmq-haproxy-keepalived script-mismatch":
    "right: one of three nodes has another interval, fall, rise and weight",
  "nandini-0612__project_openstack failover-never-happens": "right: 103 + 2 − 2 is above 99 + 2",
  "nandini-0612__project_openstack two-masters": "right: both say MASTER",
  "quydx__scripts address-set-mismatch":
    "right: two addresses of two networks under one virtual router, each lost when the other node is master",
  "quydx__scripts equal-priority": "right: 101 on both",
  "renzotaco__Linux two-masters": "right: both say MASTER",
  "ruslitandrian__nginx_keepalived equal-priority": "right: 100 on both, in both virtual routers",
  "ryanaudiencepi__keepalived_template failover-never-happens": "right: 202 − 2 is above 102",
  "shsjdcbg__mysql_keepalived duplicate-router-id": "right: one name on both nodes",
  "shsjdcbg__mysql_keepalived script-mismatch": "right: every 2 s against 10 s",
  "youroldmangaming__HighlyAvailableWebServer duplicate-router-id":
    "right: the slave calls itself the master",
  "youroldmangaming__HighlyAvailableWebServer failover-never-happens":
    "right: curl is given `||` and `exit` as addresses and fails",
};

export interface ReviewedSet {
  readonly set: string;
  readonly nodes: readonly string[];
  /** Rules with how often they found something, the gravest severity, and the judgement. */
  readonly findings: readonly {
    readonly rule: string;
    readonly count: number;
    readonly severity: string;
    readonly judgement: string | undefined;
  }[];
  /** Checks of the node that holds an address whose failure moves nothing. */
  readonly stuck: number;
  readonly unknown: number;
}

export function reviewClusters(clusters: readonly RealCluster[]): readonly ReviewedSet[] {
  return clusters.map(({ set, files }) => {
    const snapshot = snapshotOf(files);
    const found = lint(snapshot, snapshot.files.values()).filter(({ rule }) => rule.group === "cluster");
    const rules = [...new Set(found.map(({ rule }) => rule.name))].sort();
    const reports = snapshot.clusters.map((cluster) => failoverOf(cluster));
    return {
      set,
      nodes: snapshot.clusters.flatMap((cluster) => cluster.nodes.map(({ name }) => name)),
      findings: rules.map((rule) => {
        const own = found.filter((finding) => finding.rule.name === rule);
        const severity = ["error", "warning", "info", "hint"].find((s) => own.some((f) => f.severity === s));
        return { rule, count: own.length, severity: severity ?? "", judgement: judgements[`${set} ${rule}`] };
      }),
      stuck: reports
        .flatMap(({ routers }) => routers)
        .flatMap(({ faults }) => faults)
        .filter(({ verdict, reason }) => verdict === "stays" && reason?.kind !== "not-the-holder").length,
      unknown: reports.flatMap(({ unknown }) => unknown).length,
    };
  });
}

/** A row for each finding, and one for those without. */
export function reviewTable(sets: readonly ReviewedSet[]): string {
  const rows = sets.flatMap(({ set, findings }) =>
    findings.map(
      ({ rule, count, severity, judgement }) =>
        `| ${set.replace("__", "/").replace("__", " ")} | ${severity} | ${rule}${count > 1 ? ` (${count})` : ""} | ${judgement ?? "not read yet"} |`,
    ),
  );
  const quiet = sets.filter(({ findings }) => findings.length === 0).length;
  return [
    "| cluster | severity | rule | judged |",
    "|---|---|---|---|",
    ...rows,
    "",
    `${sets.length} clusters; nothing is found between the nodes of ${quiet}. In ${sets.filter(({ stuck }) => stuck > 0).length} a check of the`,
    `node that holds the address can fail without a failover; of ${sets.filter(({ unknown }) => unknown > 0).length} a template keeps what would be known.`,
  ].join("\n");
}
