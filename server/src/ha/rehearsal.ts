/**
 * A cluster as a simulation plays it: its nodes as their files describe them, on hosts that are made up around them.
 * Instances of one virtual router are taken to be on one segment, whatever their interfaces are called; a host has the
 * addresses that the files say it has, else made-up ones.
 */
import type { Cluster } from "../workspace/snapshot.ts";
import type { HostDescription } from "./host.ts";
import { raisesAlarm } from "./priority.ts";
import type { NodeReading } from "./read-node.ts";
import { Simulation } from "./simulation.ts";
import { readingOf } from "./standing.ts";
import { instanceGroupsOf, type Part } from "./virtual-routers.ts";
import { type Instance, second, type VrrpNode } from "./vrrp-node.ts";

/** A virtual router of which everything is known. */
export interface KnownRouter {
  readonly parts: readonly Part[];
  readonly instances: ReadonlyMap<Part, Instance>;
}

export class Rehearsal {
  readonly nodes: readonly VrrpNode[];
  readonly routers: readonly KnownRouter[];
  /** Virtual routers that can not be told. */
  readonly unknown: readonly { readonly part: Part; readonly keyword: string }[];
  /** Long enough for every timer of the cluster to run out, in microseconds. */
  readonly settleTime: number;
  readonly #hosts: readonly HostDescription[];

  /** `allCommandsRun`: as if every script's command could be run, succeed and fail. */
  constructor(cluster: Cluster, { allCommandsRun = false } = {}) {
    const groups = instanceGroupsOf(cluster);
    const readings = readingsOf(groups.flat());
    const instanceOf = (part: Part) => readings.get(part.node)?.instances.get(part.instance);
    const unknown: { part: Part; keyword: string }[] = [];
    const routers: KnownRouter[] = [];
    for (const parts of groups) {
      const instances = new Map<Part, Instance>();
      for (const part of parts) {
        const instance = instanceOf(part);
        const keyword = readings.get(part.node)?.unknown.get(part.instance) ?? "keepalived.conf";
        if (instance === undefined) unknown.push({ part, keyword });
        else instances.set(part, instance);
      }
      if (instances.size === parts.length) routers.push({ parts, instances });
    }
    this.nodes = [...readings.values()].map(({ node }) =>
      allCommandsRun ? withCommandsThatRun(node) : node,
    );
    this.routers = routers;
    this.unknown = unknown;
    this.settleTime = settleTimeOf(this.nodes);
    this.#hosts = hostsFor(this.nodes, routers);
  }

  /** All nodes started at once, nothing has happened yet. */
  begin(): Simulation {
    const simulation = new Simulation(this.#hosts, this.nodes);
    for (const { name, instances } of this.nodes) {
      for (const check of instances.flatMap(({ checks }) => checks)) {
        if (!raisesAlarm(check)) continue;
        if (check.kind === "script") simulation.script(name, check.name, "fails");
        else if (check.kind !== "interface" && check.kind !== "file")
          simulation.presence(name, check.kind, check.name, false);
      }
      simulation.start(name);
    }
    return simulation;
  }
}

/** What each node's keepalived runs. Of several configurations for one node only the first is played. */
function readingsOf(parts: readonly Part[]): ReadonlyMap<string, NodeReading> {
  const readings = new Map<string, NodeReading>();
  for (const { node, configuration } of parts)
    if (!readings.has(node)) readings.set(node, readingOf(configuration));
  return readings;
}

function withCommandsThatRun(node: VrrpNode): VrrpNode {
  return { ...node, scripts: node.scripts.map((script) => ({ ...script, fate: "either" })) };
}

/** Twice what a backup waits, and all delays and checks beside. */
function settleTimeOf(nodes: readonly VrrpNode[]): number {
  let longest = 0;
  for (const { instances, scripts, startupDelay } of nodes) {
    const checking = Math.max(
      0,
      ...scripts.map(({ interval, timeout, rise, fall }) => Math.max(rise, fall) * interval + timeout),
    );
    for (const { advertInterval, downTimerAdverts, preemptDelay } of instances) {
      const waiting = (downTimerAdverts + 2) * advertInterval + 2 * second;
      longest = Math.max(longest, startupDelay + checking + preemptDelay + 2 * waiting);
    }
  }
  return longest;
}

function hostsFor(nodes: readonly VrrpNode[], routers: readonly KnownRouter[]): HostDescription[] {
  const segments = segmentsOf(routers);
  const addresses = addressesOf(nodes, routers);
  return nodes.map(({ name, instances }, i) => {
    const links = new Set(
      instances.flatMap((instance) => [
        instance.interface,
        ...instance.checks.flatMap((check) => (check.kind === "interface" ? [check.name] : [])),
      ]),
    );
    return {
      name,
      interfaces: [...links].map((link) => {
        const key = linkKey(name, link);
        const own = addresses.get(key) ?? [];
        const hasIpv4 = own.some((address) => !address.includes(":"));
        const madeUp = [...(hasIpv4 ? [] : [`0.0.0.${i + 1}`]), `fe80::${i + 1}`];
        return { name: link, segment: segments.get(key) ?? key, addresses: [...own, ...madeUp] };
      }),
    };
  });
}

/** Interfaces of all instances of a virtual router are on one segment. */
function segmentsOf(routers: readonly KnownRouter[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
    return at;
  };
  const keys = new Set<string>();
  for (const { instances } of routers) {
    const links = [...instances].map(([part, instance]) => linkKey(part.node, instance.interface));
    const [first] = links;
    for (const link of links) {
      keys.add(link);
      if (first === undefined) continue;
      const [a, b] = [root(first), root(link)];
      if (a !== b) parents.set(b, a);
    }
  }
  return new Map([...keys].map((key) => [key, root(key)]));
}

/**
 * What the files say of the nodes' own addresses, by interface: the sources they send from and, where one sends from
 * the address of its interface, the peer of the others that is nobody else's. An address is one node's only.
 */
function addressesOf(
  nodes: readonly VrrpNode[],
  routers: readonly KnownRouter[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const owners = new Map<string, string>();
  const give = (node: string, link: string, address: string) => {
    if ((owners.get(address) ?? node) !== node) return;
    owners.set(address, node);
    const key = linkKey(node, link);
    const own = found.get(key) ?? [];
    if (!own.includes(address)) found.set(key, [...own, address]);
  };
  for (const { name, instances } of nodes)
    for (const instance of instances)
      if (instance.source !== undefined) give(name, instance.interface, instance.source);
  for (const { parts, instances } of routers) {
    for (const part of parts) {
      const own = instances.get(part);
      if (own === undefined || own.transport.kind !== "unicast") continue;
      if (own.source !== undefined && owners.get(own.source) === part.node) continue;
      const others = parts.filter((other) => other !== part).map((other) => instances.get(other)?.transport);
      const peers = others.map((transport) => (transport?.kind === "unicast" ? transport.peers : []));
      const claimed = peers[0]?.find(
        (address) => !owners.has(address) && peers.every((list) => list.includes(address)),
      );
      if (claimed !== undefined) give(part.node, own.interface, claimed);
    }
  }
  return found;
}

function linkKey(node: string, link: string): string {
  return `${node}\n${link}`;
}
