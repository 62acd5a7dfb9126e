/**
 * Where virtual routers of different clusters meet: the same virtual router ID in one network, as far as the prefix
 * lengths of their addresses tell. Whether the network is one segment no file says.
 */
import { networkEnds, parseAddress } from "../model/address.ts";
import type { VrrpInstance } from "../model/vrrp.ts";
import { remembered } from "../workspace/remembered.ts";
import type { Cluster, Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { membersOf, type Part } from "./virtual-routers.ts";

/** An instance of a cluster and one of another that stands before it in the snapshot. */
export interface Meeting {
  readonly part: Part;
  readonly other: Part;
  readonly otherCluster: Cluster;
  /** `192.0.2.0/24` */
  readonly network: string;
}

/** The meetings of a cluster with clusters before it: a few of them, however many there are. */
export function meetingsOf(snapshot: Snapshot, cluster: Cluster): readonly Meeting[] {
  const { clusters, keys } = indexOf(snapshot);
  return (keys.get(cluster) ?? []).flatMap((key) => {
    const all = clusters.get(key) ?? [];
    return all.slice(0, Math.min(all.indexOf(cluster), mostCompared)).flatMap((otherCluster) => {
      const [part, other] = [partWith(cluster, key), partWith(otherCluster, key)];
      return part === undefined || other === undefined
        ? []
        : [{ part, other, otherCluster, network: networkIn(key) }];
    });
  });
}

/** Of very many clusters with one ID in one network each is compared with the first few: to say it once is enough. */
const mostCompared = 4;

/** The clusters that a cluster is compared with, and those that are compared with it. */
export function clustersMetBy(snapshot: Snapshot, cluster: Cluster): readonly Cluster[] {
  const { clusters, keys } = indexOf(snapshot);
  const met = (keys.get(cluster) ?? []).flatMap((key) => {
    const all = clusters.get(key) ?? [];
    return all.indexOf(cluster) < mostCompared ? all : all.slice(0, mostCompared);
  });
  return [...new Set(met)].filter((one) => one !== cluster);
}

/** The next ID above this one that no cluster of the snapshot has in the network. */
export function nextFreeId(snapshot: Snapshot, network: string, id: number): number | undefined {
  const used = indexOf(snapshot).used.get(network);
  for (let step = 1; step < largestId; step++) {
    const next = ((id - 1 + step) % largestId) + 1;
    if (used?.has(next) !== true) return next;
  }
  return undefined;
}

const largestId = 255;

interface Index {
  /** By key the clusters that have an instance of that kind, in the order of the snapshot. */
  readonly clusters: ReadonlyMap<string, readonly Cluster[]>;
  /** The keys that a cluster shares with others. */
  readonly keys: ReadonlyMap<Cluster, readonly string[]>;
  /** IDs by network. */
  readonly used: ReadonlyMap<string, ReadonlySet<number>>;
}

const indexOf = remembered(({ clusters: all }: Snapshot): Index => {
  const clusters = new Map<string, Cluster[]>();
  const used = new Map<string, Set<number>>();
  for (const cluster of all) {
    const files = cluster.nodes.flatMap((node) => node.units.flatMap((unit) => unit.files));
    for (const { key, network, id } of new Map(
      files.flatMap(claimsOf).map((one) => [one.key, one]),
    ).values()) {
      const list = clusters.get(key);
      if (list === undefined) clusters.set(key, [cluster]);
      else list.push(cluster);
      const ids = used.get(network);
      if (ids === undefined) used.set(network, new Set([id]));
      else ids.add(id);
    }
  }
  const keys = new Map<Cluster, string[]>();
  for (const [key, list] of clusters) {
    if (list.length < 2) continue;
    for (const cluster of list) keys.set(cluster, [...(keys.get(cluster) ?? []), key]);
  }
  return { clusters, keys, used };
});

interface Claim {
  readonly key: string;
  readonly network: string;
  readonly id: number;
}

const claimsOf = remembered((file: SourceFile): readonly Claim[] =>
  (file.model.vrrp?.instances ?? []).flatMap(claimsIn),
);

/** An ID in each network that an address with a prefix length tells of. */
function claimsIn({ virtualRouterId, unicastPeers, addresses }: VrrpInstance): Claim[] {
  if (virtualRouterId === undefined || unicastPeers.length > 0) return [];
  const id = virtualRouterId.value;
  const networks = addresses.flatMap(({ address, family, prefix }) => {
    const parsed = parseAddress(address);
    if (parsed === undefined || prefix === undefined || prefix >= (family === 4 ? 32 : 128)) return [];
    return [`${networkEnds(parsed, prefix)[0].text}/${prefix}`];
  });
  return [...new Set(networks)].map((network) => ({ key: `${id} ${network}`, network, id }));
}

function networkIn(key: string): string {
  return key.slice(key.indexOf(" ") + 1);
}

function partWith(cluster: Cluster, key: string): Part | undefined {
  return membersOf(cluster)
    .flatMap(({ parts }) => parts)
    .find(({ instance }) => claimsIn(instance).some((claim) => claim.key === key));
}
