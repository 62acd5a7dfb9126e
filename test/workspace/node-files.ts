/** Files of nodes as short texts, and what a workspace makes of them. */
import { type Config, defaultConfig } from "../../server/src/workspace/config.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import { snapshotOf } from "../support/lint-text.ts";

export interface Node {
  readonly vip?: string;
  readonly vrid?: number;
  readonly name?: string;
  readonly state?: string;
  readonly priority?: number;
  readonly password?: string;
  readonly routerId?: string;
  readonly peers?: readonly [own: string, other: string];
  readonly pragma?: string;
}

export function keepalived(node: Node = {}): string {
  const { vip = "192.0.2.10", vrid = 51, name = "VI_1", priority = 100 } = node;
  const lines = [
    ...(node.pragma === undefined ? [] : [`# kalint: ${node.pragma}`]),
    ...(node.routerId === undefined ? [] : ["global_defs {", `    router_id ${node.routerId}`, "}"]),
    `vrrp_instance ${name} {`,
    ...(node.state === undefined ? [] : [`    state ${node.state}`]),
    "    interface eth0",
    `    virtual_router_id ${vrid}`,
    `    priority ${priority}`,
    ...(node.password === undefined
      ? []
      : ["    authentication {", "        auth_type PASS", `        auth_pass ${node.password}`, "    }"]),
    ...(node.peers === undefined
      ? []
      : [`    unicast_src_ip ${node.peers[0]}`, "    unicast_peer {", `        ${node.peers[1]}`, "    }"]),
    "    virtual_ipaddress {",
    `        ${vip}`,
    "    }",
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

export const haproxy = "defaults\n    mode http\nfrontend web\n    bind :80\n";
export const nginx = "events {}\nhttp {}\n";

/** Two nodes that share nothing but what every tutorial has: only their paths can bring them together. */
export const strangers = [
  keepalived({ vip: "192.0.2.10" }),
  keepalived({ vip: "198.51.100.20", priority: 90 }),
] as const;

/** A pair as it should be. */
export const pair = [keepalived({ state: "MASTER" }), keepalived({ state: "BACKUP", priority: 90 })] as const;

/** The snapshot of files under `/r`. */
export function snapshotIn(files: Readonly<Record<string, string>>, config: Partial<Config> = {}): Snapshot {
  const texts = Object.entries(files).map(([name, text]) => ({ path: `/r/${name}`, text }));
  return snapshotOf(texts, { ...defaultConfig, directory: "/r", ...config });
}

export function clusters(files: Readonly<Record<string, string>>, config: Partial<Config> = {}): string[] {
  return spell(snapshotIn(files, config));
}

/** `evidence: node=file,file node=file`, paths without `/r/`. */
export function spell(snapshot: Snapshot): string[] {
  return snapshot.clusters.map(({ evidence, nodes }) => {
    const spelled = nodes.map((n) => `${n.name}=${n.units.map((u) => u.files[0]?.path.slice(3)).join(",")}`);
    return `${evidence.kind}: ${spelled.join(" ")}`;
  });
}

/** `file + file: what the signal is`. */
export function possiblePeers(files: Readonly<Record<string, string>>): string[] {
  return snapshotIn(files).possiblePeers.map(({ units, signal }) => {
    const names = units.map((unit) => unit.files[0]?.path.slice(3));
    return `${names.join(" + ")}: ${signal.kind} ${signal.value}`;
  });
}
