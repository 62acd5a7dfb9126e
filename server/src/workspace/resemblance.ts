/** What two keepalived configurations have in common that copies of a tutorial have not: evidence that they are peers. */
import { remembered } from "./remembered.ts";
import type { Unit } from "./snapshot.ts";

/** What of a configuration can show that another is its peer. */
export interface Signature {
  readonly instances: number;
  readonly addresses: ReadonlySet<string>;
  readonly routerIds: ReadonlySet<number>;
  readonly names: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly peers: ReadonlySet<string>;
  /** Virtual addresses and unicast sources, to look peers up by. */
  readonly keys: readonly string[];
  /** What differs from node to node: priorities, states, unicast sources. */
  readonly role: string;
}

export const signatureOf = remembered(readSignature);

function readSignature(unit: Unit): Signature {
  const instances = unit.files.flatMap((file) => file.model.vrrp?.instances ?? []);
  const addresses = instances
    .flatMap((i) => i.addresses.map((a) => a.address))
    .filter((a) => !exampleAddress.test(a));
  const sources = instances.flatMap((i) => i.unicastSource?.value ?? []);
  const peers = instances.flatMap((i) => i.unicastPeers.map((p) => p.value));
  return {
    instances: instances.length,
    addresses: new Set(addresses),
    routerIds: new Set(instances.flatMap((i) => i.virtualRouterId?.value ?? [])),
    names: new Set(instances.map((i) => i.name.value)),
    sources: new Set(sources),
    peers: new Set(peers),
    keys: [...new Set([...addresses, ...sources, ...peers])],
    role: instances
      .map((i) => [i.state?.value, i.priority?.value, i.unicastSource?.value].join(" "))
      .join("\n"),
  };
}

/** What speaks for two configurations being peers, in words. */
export function signals(a: Signature, b: Signature): string[] {
  const found: string[] = [];
  const address = common(a.addresses, b.addresses);
  const id = common(a.routerIds, b.routerIds);
  const name = common(a.names, b.names);
  if (address !== undefined) found.push(`both hold ${address}`);
  if (arePeers(a, b)) found.push("each sends to the other");
  if (id !== undefined) found.push(`both use virtual router ${id}`);
  if (name !== undefined) found.push(`both have ${name}`);
  return found;
}

/**
 * Two signals, one of which no tutorial prints: a common virtual address or each other's unicast peers. A file that
 * says the same of its own role is a copy, not a peer.
 */
export function areAlike(a: Signature, b: Signature): boolean {
  const own = common(a.addresses, b.addresses) !== undefined || arePeers(a, b);
  return own && a.role !== b.role && signals(a, b).length >= 2;
}

/** The same virtual routers under the same names in the same network, though no address is common. */
export function looksTheSame(a: Signature, b: Signature): boolean {
  const networks = (signature: Signature) =>
    new Set([...signature.addresses].map((address) => address.replace(/[.:][^.:]*$/, "")));
  return (
    common(a.routerIds, b.routerIds) !== undefined &&
    common(a.names, b.names) !== undefined &&
    common(networks(a), networks(b)) !== undefined
  );
}

/** The addresses of keepalived's own sample file. */
const exampleAddress = /^192\.168\.200\.(?:1\d|20)$/;

function arePeers(a: Signature, b: Signature): boolean {
  return common(a.sources, b.peers) !== undefined && common(b.sources, a.peers) !== undefined;
}

function common<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): T | undefined {
  for (const item of a) if (b.has(item)) return item;
  return undefined;
}
