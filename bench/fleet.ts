/**
 * 2,000 configurations of 1,000 pairs: how long a snapshot takes after a keystroke, with all clusters, and the clusters
 * alone; how long all rules take, failover included, and how long they take again for the pair that was changed.
 */
import { dialectById } from "../server/src/dialects/all.ts";
import { lint } from "../server/src/lint/lint.ts";
import { ClusterFinder } from "../server/src/workspace/clusters.ts";
import { defaultConfig } from "../server/src/workspace/config.ts";
import type { FileSystem } from "../server/src/workspace/file-system.ts";
import { Workspace } from "../server/src/workspace/workspace.ts";
import { median, milliseconds, printTable } from "./table.ts";

const pairs = 1_000;
const keystrokes = 100;

/** Where the nodes of a pair lie, and so what brings them together. */
const layouts: Readonly<Record<string, (site: string, node: number) => string>> = {
  "a directory for each node": (site, node) => `/fleet/${site}/ka${node}/keepalived.conf`,
  "names of files": (site, node) => `/fleet/${site}/keepalived-${node === 1 ? "master" : "backup"}.conf`,
  "hosts of an inventory": (site, node) => `/fleet/host_vars/${cities[node]}-${site}x/keepalived.conf`,
  "content alone": (site, node) => `/fleet/${site}/${cities[node]}/keepalived.conf`,
};

const cities = ["", "berlin", "paris"];

export async function fleet(): Promise<void> {
  dialectById("keepalived").data();
  const rows = Object.entries(layouts).map(([name, layout]) => {
    const workspace = new Workspace(nothing);
    for (let i = 0; i < pairs; i++)
      for (const node of [1, 2]) workspace.setText(layout(siteOf(i), node), keepalived(i, node, ""));
    const { units, clusters } = workspace.snapshot();
    const typed = (change: (n: number) => string) =>
      Array.from({ length: keystrokes }, (_, n) =>
        timed(() => {
          workspace.setText(layout(siteOf(pairs / 2), 1), keepalived(pairs / 2, 1, change(n)));
          workspace.snapshot();
        }),
      );
    const comments = typed((n) => `# ${n}\n`);
    const priorities = typed((n) => `    priority ${100 + (n % 50)}\n`);
    const anew = Array.from({ length: 20 }, () =>
      timed(() => new ClusterFinder().find(units, defaultConfig)),
    );
    return [
      name,
      String(clusters.length),
      ...[comments, priorities, anew].map((times) => milliseconds(median(times))),
    ];
  });
  printTable(
    `a keystroke among ${(2 * pairs).toLocaleString("en")} configurations, median of ${keystrokes}`,
    ["clusters by", "found", "in a comment", "in a priority", "all clusters anew"],
    rows,
  );
  checking();
}

/** All rules over all pairs, then over one pair after each keystroke in it. */
function checking(): void {
  const workspace = new Workspace(nothing);
  const path = (i: number, node: number) => `/fleet/${siteOf(i)}/ka${node}/keepalived.conf`;
  const reading = timed(() => {
    for (let i = 0; i < pairs; i++)
      for (const node of [1, 2]) workspace.setText(path(i, node), checkedPair(i, node, 20));
    workspace.snapshot();
  });
  let findings = 0;
  const all = timed(() => {
    const snapshot = workspace.snapshot();
    findings = lint(snapshot, snapshot.files.values()).length;
  });
  const again = Array.from({ length: keystrokes }, (_, n) =>
    timed(() => {
      workspace.setText(path(pairs / 2, 1), checkedPair(pairs / 2, 1, 1 + (n % 40)));
      const snapshot = workspace.snapshot();
      const both = [1, 2].flatMap((node) => snapshot.files.get(path(pairs / 2, node)) ?? []);
      lint(snapshot, both);
    }),
  );
  printTable(
    `${pairs.toLocaleString("en")} pairs of two virtual routers and two checks, all rules`,
    ["reading", "all rules", "findings", "again for one pair, median", "memory"],
    [
      [
        milliseconds(reading),
        milliseconds(all),
        String(findings),
        milliseconds(median(again)),
        `${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
      ],
    ],
  );
}

/** A pair in which each node is the master of one virtual router; a weight below 11 does not move the first. */
function checkedPair(i: number, node: number, weight: number): string {
  const instance = (vrid: number, priority: number, address: string) => `vrrp_instance VI_${vrid} {
    state ${priority === 100 ? "MASTER" : "BACKUP"}
    interface eth0
    virtual_router_id ${vrid}
    priority ${priority}
    authentication {
        auth_type PASS
        auth_pass pair${i}
    }
    virtual_ipaddress {
        10.${i >> 8}.${i & 255}.${address}/24
    }
    track_script {
        chk_nginx
        chk_port
    }
}
`;
  return `global_defs {
    router_id site${i}-ka${node}
    enable_script_security
    script_user root
}
vrrp_script chk_nginx {
    script "/usr/bin/pidof nginx"
    interval 2
    fall 2
    weight -${weight}
}
vrrp_script chk_port {
    script "/usr/bin/nc -z 127.0.0.1 80"
    interval 3
}
${instance(51, node === 1 ? 100 : 90, "10")}${instance(52, node === 1 ? 90 : 100, "11")}`;
}

const nothing: FileSystem = {
  read: () => ({ ok: false, reason: "no such file" }),
  kind: () => "missing",
  list: () => [],
};

function siteOf(i: number): string {
  return `site-${String(i).padStart(4, "0")}`;
}

function keepalived(i: number, node: number, more: string): string {
  return `vrrp_instance VI_1 {
    state ${node === 1 ? "MASTER" : "BACKUP"}
    interface eth0
    virtual_router_id ${(i % 250) + 1}
    priority ${110 - node}
${more}    virtual_ipaddress {
        10.${i >> 8}.${i & 255}.10/24
    }
}
`;
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
