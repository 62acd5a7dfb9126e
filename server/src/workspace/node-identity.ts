/**
 * What a configuration of a node may say of the node itself: the names, addresses, roles and numbers that tell it from
 * the other nodes of its cluster. Names, addresses and numbers that two nodes share tell nothing.
 */
import { parseAddress } from "../model/address.ts";
import { nodeTokens } from "./node-tokens.ts";
import { remembered } from "./remembered.ts";
import type { Cluster, ClusterNode, Unit } from "./snapshot.ts";
import type { SourceFile } from "./source-file.ts";

export interface NodeIdentity {
  readonly names: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
  /** Words for what it is there for (`master`), in lower case. */
  readonly roles: ReadonlySet<string>;
  /** The numbers or letters it is counted with among the nodes (`ka1`, `node-a`). */
  readonly counts: ReadonlySet<string>;
}

export const identitiesOf = remembered((cluster: Cluster): ReadonlyMap<ClusterNode, NodeIdentity> => {
  const claims = new Map(cluster.nodes.map((node) => [node, claimsOf(node)]));
  addPeers(claims);
  const all = [...claims.values()];
  const own = (set: (identity: Claims) => ReadonlySet<string>, identity: Claims) =>
    new Set([...set(identity)].filter((word) => all.filter((other) => set(other).has(word)).length === 1));
  return new Map(
    [...claims].map(([node, identity]) => [
      node,
      {
        names: own((i) => i.names, identity),
        addresses: own((i) => i.addresses, identity),
        roles: identity.roles,
        counts: countsOf(identity, all, own),
      },
    ]),
  );
});

/** Addresses that move between the nodes: they are no node's own. */
export const sharedAddresses = remembered(
  (cluster: Cluster): ReadonlySet<string> =>
    new Set(
      filesOf(cluster.nodes).flatMap(
        ({ model }) =>
          model.vrrp?.instances.flatMap((i) =>
            [...i.addresses, ...i.excludedAddresses].map(({ address }) => address),
          ) ?? [],
      ),
    ),
);

/** What a node says of itself, before it is known what the others say. */
interface Claims {
  readonly names: Set<string>;
  readonly addresses: Set<string>;
  readonly roles: Set<string>;
  readonly counts: Set<string>;
  /** The addresses of the others, as it names them. */
  readonly peers: ReadonlySet<string>;
}

function claimsOf(node: ClusterNode): Claims {
  const files = filesOf([node]);
  const instances = files.flatMap(({ model }) => model.vrrp?.instances ?? []);
  const claims: Claims = {
    names: new Set(),
    addresses: new Set(),
    roles: new Set(),
    counts: new Set(),
    peers: new Set(instances.flatMap((i) => i.unicastPeers.map((peer) => peer.value))),
  };
  for (const { unicastSource, multicastSource } of instances) {
    for (const source of [unicastSource, multicastSource])
      if (source !== undefined) claims.addresses.add(source.value);
  }
  const paths = node.units.flatMap((unit: Unit) => unit.files.slice(0, 1).map(({ path }) => path));
  const tokens = paths.flatMap((path) => nodeTokens(path).map(({ token }) => token));
  for (const name of [node.name, ...tokens, ...files.flatMap(namesIn)]) addName(claims, name);
  const states = new Set(instances.map((i) => i.state?.value.toLowerCase()));
  const [state] = states;
  if (states.size === 1 && state !== undefined) addRole(claims, state);
  return claims;
}

function addName(claims: Claims, name: string): void {
  const { names, addresses, counts } = claims;
  const address = parseAddress(name)?.text;
  if (address !== undefined) {
    addresses.add(address);
    return;
  }
  const count = /(?:^|[a-z][-_]?)0*(\d{1,3})$/i.exec(name)?.[1] ?? /[-_]([a-d])$/i.exec(name)?.[1];
  if (count !== undefined) for (const word of countWords(count.toLowerCase())) counts.add(word);
  addRole(claims, name.replace(/^.*[-_.]|s?[-_]?\d*$/g, ""));
  if (roleOf(name) !== undefined || /^.?$|^\d+$/.test(name)) return;
  names.add(name.toLowerCase());
  const [label = "", ...domain] = name.split(".");
  if (domain.length > 0 && label.length > 1) addName(claims, label);
}

/** A number and the letter of its place, for what is `ka1` here may be `node-a` there. */
function countWords(count: string): readonly string[] {
  const place = "abcd".indexOf(count);
  if (place >= 0) return [count, String(place + 1)];
  const letter = "abcd"[Number(count) - 1];
  return letter === undefined ? [count] : [count, letter];
}

/** Other words for the same part in a pair. */
const roles: readonly (readonly string[])[] = [
  ["master", "primary", "main", "active"],
  ["backup", "slave", "secondary", "standby", "passive"],
];

function roleOf(word: string): readonly string[] | undefined {
  return roles.find((words) => words.includes(word.toLowerCase()));
}

function addRole(claims: Claims, word: string): void {
  for (const role of roleOf(word) ?? []) claims.roles.add(role);
}

/** In a pair where neither says its number, the master is counted first. */
function countsOf(
  identity: Claims,
  all: readonly Claims[],
  own: (set: (identity: Claims) => ReadonlySet<string>, identity: Claims) => Set<string>,
): ReadonlySet<string> {
  const counts = own((i) => i.counts, identity);
  if (counts.size > 0 || all.length !== 2) return counts;
  const role = [...own((i) => i.roles, identity)][0];
  if (role === undefined) return counts;
  return new Set(countWords(roles[0]?.includes(role) === true ? "1" : "2"));
}

/** Of a pair, whom one node sends to is the other. */
function addPeers(claims: ReadonlyMap<ClusterNode, Claims>): void {
  const [first, second, ...others] = claims.values();
  if (first === undefined || second === undefined || others.length > 0) return;
  for (const peer of first.peers) if (!first.addresses.has(peer)) second.addresses.add(peer);
  for (const peer of second.peers) if (!second.addresses.has(peer)) first.addresses.add(peer);
}

function filesOf(nodes: readonly ClusterNode[]): SourceFile[] {
  return nodes.flatMap(({ units }) => units.flatMap(({ files }) => files));
}

/** The names that the node gives itself in a file. */
const namesIn = remembered((file: SourceFile): readonly string[] => {
  const router = file.model.vrrp?.globals.routerId?.value;
  if (router !== undefined) return [router];
  const own = file.dialect.comparison?.ownName ?? new Set();
  if (own.size === 0) return [];
  const names: string[] = [];
  for (const { directive, entry, scope, nameLength } of file.checked.known.values()) {
    if (!own.has(entry.name) && !own.has(`${scope}/${entry.name}`)) continue;
    const word = directive.words[nameLength];
    if (word !== undefined && word.unknown === undefined) names.push(word.value);
  }
  return names;
});
