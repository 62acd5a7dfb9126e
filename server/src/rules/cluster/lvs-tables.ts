/** The virtual servers of a cluster's nodes, brought together: by what they serve, else by address and port alone. */
import { type Member, membersOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import type { Endpoint, VirtualServer } from "../../model/lvs.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isCertain, isComplete } from "../keepalived/keepalived-rule.ts";

/** One node's virtual server. */
export interface Director {
  readonly member: Member;
  readonly file: SourceFile;
  readonly virtual: VirtualServer;
}

/** One service with the nodes that balance it, of each node at most one virtual server, by path. */
export interface BalancedService {
  readonly name: string;
  readonly directors: readonly Director[];
  /** Nodes that hold its address too, or balance something else, and do not balance it. */
  readonly without: readonly Member[];
}

export function balancedServicesOf(cluster: Cluster): readonly BalancedService[] {
  const members = membersOf(cluster);
  if (members.length < 2 || !members.every(isReadable)) return [];
  const directors = members.flatMap(directorsOf);
  const groups = byKey(directors, (one) => `${serviceKey(one)} ${protocolOf(one.virtual)}`);
  const whole = groups.filter((group) => group.length === members.length);
  const rest = groups.filter((group) => group.length < members.length).flat();
  // A wrong protocol is one mistake, not two services that each lack on one node.
  const apart = byKey(rest, serviceKey).flatMap((group) =>
    isOneOfEach(group) ? [group] : byKey(group, (one) => protocolOf(one.virtual)),
  );
  return [...whole, ...apart]
    .filter(isOneOfEach)
    .map((group) => ({ name: nameOf(group), directors: group, without: without(cluster, group) }));
}

/** Every line that could say something of a virtual server is here and can be read. */
function isReadable({ units }: Member): boolean {
  return units.every(
    (unit) =>
      isComplete(unit) &&
      unit.files.every(
        (file) =>
          file.model.lvs?.complete !== false &&
          (file.model.lvs?.virtualServers ?? []).every((virtual) => isCertain(file, virtual)),
      ),
  );
}

function directorsOf(member: Member): Director[] {
  const files = member.units.flatMap((unit) => unit.files);
  return files.flatMap((file) =>
    (file.model.lvs?.virtualServers ?? []).map((virtual) => ({ member, file, virtual })),
  );
}

/** Those of one key together, in the order in which each key comes first. */
export function byKey<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** A node that has one twice has a mistake of its own. */
export function isOneOfEach(group: readonly Director[]): boolean {
  return new Set(group.map(({ member }) => member)).size === group.length;
}

function serviceKey({ virtual: { service } }: Director): string {
  switch (service.kind) {
    case "address":
      return `address ${spokenEndpoint(service)}`;
    case "fwmark":
      return `fwmark ${service.mark}`;
    case "group":
      return `group ${service.name}`;
  }
}

/** A mark has no protocol. */
export function protocolOf({ service, protocol }: VirtualServer): string {
  return service.kind === "fwmark" ? "" : (protocol?.value ?? "UDP");
}

export function spokenEndpoint({ address, family, port }: Endpoint): string {
  return family === 4 ? `${address}:${port}` : `[${address}]:${port}`;
}

function nameOf([first]: readonly Director[]): string {
  return first === undefined ? "" : serviceKey(first).replace(/^address /, "");
}

function without(cluster: Cluster, group: readonly Director[]): Member[] {
  const [first] = group;
  const others = membersOf(cluster).filter((member) => group.every((one) => one.member !== member));
  return first === undefined ? [] : others.filter((member) => shouldBalance(cluster, first, member));
}

/** A node that takes the address over should balance what is sent to it; a mark or a group, if it is a director at all. */
function shouldBalance(cluster: Cluster, { virtual: { service } }: Director, member: Member): boolean {
  if (service.kind !== "address") return directorsOf(member).length > 0;
  const shared = virtualRoutersOf(cluster).flatMap(({ parts }) => parts);
  return member.parts
    .filter((part) => shared.includes(part))
    .flatMap(({ instance }) => [...instance.addresses, ...instance.excludedAddresses])
    .some(({ address }) => address === service.address);
}

/** Addresses that belong to the nodes themselves: what a director says of them is its own matter. */
export function isOfNode(cluster: Cluster, address: string): boolean {
  return membersOf(cluster).some(({ parts }) =>
    parts.some(
      ({ instance: { unicastSource, multicastSource, unicastPeers } }) =>
        unicastSource?.value === address ||
        multicastSource?.value === address ||
        unicastPeers.some((peer) => peer.value === address),
    ),
  );
}
