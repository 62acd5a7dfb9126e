/** Two clusters with the same virtual router ID in one network: each hears the adverts of the other. */
import { type Meeting, meetingsOf, nextFreeId } from "../../ha/router-id-meetings.ts";
import {
  isUnknown,
  membersOf,
  type Part,
  placeOf,
  versionOf,
  virtualRoutersOf,
} from "../../ha/virtual-routers.ts";
import { basename, below, dirname } from "../../workspace/paths.ts";
import type { Cluster, Snapshot } from "../../workspace/snapshot.ts";
import { clusterRule, type Fix } from "../rule.ts";
import { authenticationOf, sameAuthentication } from "./authentication.ts";
import { fixOf } from "./copied-lines.ts";
import { multicastGroupOf } from "./multicast-group-mismatch.ts";

export const virtualRouterIdCollision = clusterRule({
  name: "virtual-router-id-collision",
  group: "cluster",
  code: "CL121",
  severity: "warning",
  daemon: "silent",
  check({ cluster, snapshot }, report) {
    const said = new Set<Part>();
    for (const meeting of meetingsOf(snapshot, cluster)) {
      const { part, other, otherCluster, network } = meeting;
      const id = part.instance.virtualRouterId;
      if (id === undefined || said.has(part) || !hearEachOther(part, other)) continue;
      if (shareAddress(cluster, otherCluster) || !mayBeOneSegment(cluster, meeting)) continue;
      said.add(part);
      const params = { id: id.value, network, cluster: otherCluster.name, target: part.file.target };
      report(placeOf(part, id), acceptEachOther(part, other) ? "accepted" : "rejected", {
        params,
        related: [
          { place: placeOf(other, other.instance.virtualRouterId), message: { id: "other", params } },
        ],
        fixes: freeing(snapshot, cluster, part, network),
      });
    }
  },
});

/** Multicast to the same group in the same version: the adverts arrive and are looked at. */
function hearEachOther(a: Part, b: Part): boolean {
  const isHidden = [a, b].some((part) =>
    isUnknown(part, "unicast_peer", "mcast_dst_ip", "virtual_ipaddress"),
  );
  const version = versionOf(a)?.value;
  if (isHidden || version === undefined || version !== versionOf(b)?.value) return false;
  if (a.instance.addresses[0]?.family !== 4)
    return [a, b].every(({ instance }) => instance.multicastDestination === undefined);
  const group = multicastGroupOf(a)?.value;
  return group !== undefined && group === multicastGroupOf(b)?.value;
}

/** From 2.3 on an advert with foreign addresses is taken for the master's, unless its password or interval is wrong. */
function acceptEachOther(a: Part, b: Part): boolean {
  if (a.file.target === "2.2") return false;
  if (versionOf(a)?.value === 3) return true;
  const [own, theirs] = [authenticationOf(a), authenticationOf(b)];
  const [interval, other] = [a, b].map(({ instance }) => instance.advertInterval?.value ?? 1);
  return own !== undefined && theirs !== undefined && sameAuthentication(own, theirs) && interval === other;
}

/** The same virtual router twice: a copy, or one cluster that was taken for two. */
function shareAddress(a: Cluster, b: Cluster): boolean {
  const own = addressesOf(a);
  return [...addressesOf(b)].some((address) => own.has(address));
}

function addressesOf(cluster: Cluster): ReadonlySet<string> {
  const instances = membersOf(cluster).flatMap(({ parts }) => parts.map((part) => part.instance));
  return new Set(
    instances.flatMap((one) => [...one.addresses, ...one.excludedAddresses].map((entry) => entry.address)),
  );
}

/**
 * No file says what a segment is. Clusters that someone has named are in one network where their addresses are; of
 * others it is believed only where they lie side by side and the network is not one that everybody has.
 */
function mayBeOneSegment(cluster: Cluster, { otherCluster, network }: Meeting): boolean {
  if (isNamed(cluster) && isNamed(otherCluster)) return true;
  return !everybodysNetwork.test(network) && areSideBySide(directoryOf(cluster), directoryOf(otherCluster));
}

function isNamed({ evidence }: Cluster): boolean {
  return evidence.kind === "configured" || evidence.kind === "pragma";
}

/** What routers, virtual machines, containers and tutorials come with. */
const everybodysNetwork =
  /^(?:10\.(?:0\.(?:[0-3]|10)|1\.[01]|10\.(?:0|10))\.0\/|192\.168\.(?:[0-3]|8|10|33|43|50|56|88|99|100|122|178|200)\.0\/|172\.(?:1[6-9]|2\d)\.0\.0\/|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:|f[cd]00:)/;

/** One directory, or two of the same build below one. Exercises lie side by side too. */
function areSideBySide(a: string, b: string): boolean {
  const parent = commonDirectory(a, b);
  const [own = "", other = ""] = [a, b].map((directory) => below(parent, directory) ?? "");
  const isOneBuild = withoutFirst(own) === withoutFirst(other) && (own === "") === (other === "");
  return (
    isOneBuild && ![basename(parent), ...`${own}/${other}`.split("/")].some((name) => exercise.test(name))
  );
}

/** A path without its first directory. */
function withoutFirst(path: string): string {
  return path.replace(/^[^/]*/, "");
}

const exercise =
  /(?:^|[^a-z])(?:examples?|samples?|demos?|tutorials?|lessons?|tests?|labs?|homeworks?|hw|chapters?|exercises?|tasks?|days?|docs?|notes?|old|bak|backups?|copy)(?:[^a-z]|$)/i;

function directoryOf(cluster: Cluster): string {
  const paths = membersOf(cluster).map(({ units }) => units[0]?.files[0]?.path ?? "");
  return paths.map(dirname).reduce(commonDirectory);
}

function commonDirectory(a: string, b: string): string {
  let common = a;
  while (common !== "" && common !== "/" && common !== b && below(common, b) === undefined)
    common = dirname(common);
  return common;
}

/** Another ID for all nodes of the virtual router. */
function freeing(snapshot: Snapshot, cluster: Cluster, part: Part, network: string): Fix[] {
  const id = part.instance.virtualRouterId?.value;
  const free = id === undefined ? undefined : nextFreeId(snapshot, network, id);
  if (free === undefined) return [];
  const router = virtualRoutersOf(cluster).find(({ parts }) => parts.includes(part));
  const edits = (router?.parts ?? [part]).flatMap(({ file, instance }) =>
    instance.virtualRouterId === undefined
      ? []
      : [{ file, span: instance.virtualRouterId.span, text: String(free) }],
  );
  return fixOf({ id: "free", params: { id: free } }, ...edits);
}
