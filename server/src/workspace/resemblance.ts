/** What two keepalived configurations have in common that copies of a tutorial have not: evidence that they are peers. */
import { remembered } from "./remembered.ts";
import type { Signal, Unit } from "./snapshot.ts";

/** What of a configuration can show that another is its peer. */
export interface Signature {
  readonly instances: number;
  readonly addresses: readonly string[];
  readonly routerIds: readonly number[];
  readonly names: readonly string[];
  readonly sources: readonly string[];
  readonly peers: readonly string[];
  readonly passwords: readonly string[];
  /** Virtual router, name and network of each instance together: what is left in common where an address has a typing error. */
  readonly routers: readonly string[];
  /** Virtual addresses and unicast addresses, to look peers up by. */
  readonly keys: readonly string[];
  /** The same for a lone signal: virtual addresses, each two that send to each other, virtual routers. */
  readonly loneKeys: readonly string[];
  /** What differs from node to node: priorities, states, unicast sources. */
  readonly role: string;
  /** Names of the instances that start as master. */
  readonly masters: readonly string[];
  /** All that a node says of itself. Two that start as backup with one priority may be told apart by their `router_id`. */
  readonly self: string;
}

export const signatureOf = remembered(readSignature);

function readSignature(unit: Unit): Signature {
  const models = unit.files.flatMap((file) => file.model.vrrp ?? []);
  const instances = models.flatMap((model) => model.instances);
  const addresses = instances.flatMap(realAddresses);
  const sources = instances.flatMap((i) => i.unicastSource?.value ?? []);
  const peers = instances.flatMap((i) => i.unicastPeers.map((p) => p.value));
  const masters = instances.filter((i) => i.state?.value === "MASTER").map((i) => i.name.value);
  const role = instances
    .map((i) => [i.state?.value, i.priority?.value, i.unicastSource?.value].join(" "))
    .join("\n");
  const nodeName = models.map((model) => model.globals.routerId?.value ?? "").join(" ");
  const pairs = sources.flatMap((source) => peers.map((peer) => [source, peer].sort().join(" ")));
  const routers = [...new Set(instances.flatMap(routersOf))];
  return {
    instances: instances.length,
    addresses: [...new Set(addresses)],
    routerIds: [...new Set(instances.flatMap((i) => i.virtualRouterId?.value ?? []))],
    names: instances.map((i) => i.name.value).filter((name) => !templateText.test(name)),
    sources,
    peers,
    passwords: instances.flatMap((i) => i.authentication?.password?.value ?? []),
    routers,
    keys: [...new Set([...addresses, ...sources, ...peers])],
    loneKeys: [...new Set([...addresses, ...pairs, ...routers])],
    role,
    masters,
    self: masters.length === 0 ? `${role}\n${nodeName}` : role,
  };
}

type Instance = NonNullable<Unit["files"][number]["model"]["vrrp"]>["instances"][number];

function realAddresses({ addresses }: Instance): string[] {
  return addresses.map((a) => a.address).filter((address) => !exampleAddress.test(address));
}

function routersOf(instance: Instance): string[] {
  const id = instance.virtualRouterId?.value;
  if (id === undefined) return [];
  return realAddresses(instance).map((address) => `${id} ${instance.name.value} ${networkOf(address)}`);
}

/** Near enough for an address that is one sign off: all but its last group. */
function networkOf(address: string): string {
  return address.includes(":") ? address.replace(/[^:]*$/, "") : address.replace(/\d*$/, "0/24");
}

/** What speaks for two configurations being peers. */
export function signals(a: Signature, b: Signature): Signal[] {
  const found: Signal[] = [];
  const address = common(a.addresses, b.addresses);
  const peer = mutualPeer(a, b);
  const id = common(a.routerIds, b.routerIds);
  const name = common(a.names, b.names);
  if (address !== undefined) found.push({ kind: "address", value: address });
  if (peer !== undefined) found.push({ kind: "peers", value: peer });
  if (id !== undefined) found.push({ kind: "router", value: String(id) });
  if (name !== undefined) found.push({ kind: "name", value: name });
  return found;
}

/** A signal in words. */
export function spellSignal({ kind, value }: Signal): string {
  switch (kind) {
    case "address":
      return `both hold ${value}`;
    case "peers":
      return "each sends to the other";
    case "router":
      return `both use virtual router ${value}`;
    case "name":
      return `both have ${value}`;
    case "alike": {
      const [id, name, network] = value.split(" ");
      return `both are virtual router ${id}, called ${name}, in ${network}`;
    }
  }
}

/**
 * Two signals, one of which no tutorial prints: a common virtual address or each other's unicast peers. A file that
 * says the same of its own role is a copy, not a peer; one with another VRID and another password is another example.
 */
export function areAlike(a: Signature, b: Signature): boolean {
  if (a.self === b.self) return false;
  const found = signals(a, b);
  return found.length >= 2 && found.some(isOwn) && agree(a, b);
}

function isOwn({ kind }: Signal): boolean {
  return kind === "address" || kind === "peers";
}

/** Not both VRID and password differ: one may be a mistake. */
function agree(a: Signature, b: Signature): boolean {
  return common(a.routerIds, b.routerIds) !== undefined || passwordsAgree(a, b);
}

function passwordsAgree(a: Signature, b: Signature): boolean {
  return (
    a.passwords.length === 0 || b.passwords.length === 0 || common(a.passwords, b.passwords) !== undefined
  );
}

/** The same virtual routers under the same names in the same network, though no address is common. */
export function looksTheSame(a: Signature, b: Signature): boolean {
  return common(a.routers, b.routers) !== undefined;
}

/** The same virtual router in mirror-image roles and with one password: a pair whose addresses differ by a mistake. */
export function mirrors(a: Signature, b: Signature): boolean {
  return looksTheSame(a, b) && passwordsAgree(a, b) && haveMirroredRoles(a, b);
}

/** True where two say different things of their own role and not both of them that they are master. */
function haveMirroredRoles(a: Signature, b: Signature): boolean {
  return (
    a.instances === b.instances && a.role !== b.role && !a.masters.some((name) => b.masters.includes(name))
  );
}

/**
 * The one signal that speaks for two configurations being peers where it is not enough to compare them: a common
 * virtual address, each other's unicast peers, or mirror images of one virtual router. A VRID or a name alone is none.
 */
export function loneSignal(a: Signature, b: Signature): Signal | undefined {
  const found = signals(a, b);
  const own = found.find(isOwn);
  if (own !== undefined) {
    // Two masters of one address under different names are two examples.
    const areExamples = own.kind === "address" && a.masters.length > 0 && b.masters.length > 0;
    const isAlone = found.length === 1 || !agree(a, b);
    return isAlone && !areExamples ? own : undefined;
  }
  const value = mirrors(a, b) ? common(a.routers, b.routers) : undefined;
  return value === undefined ? undefined : { kind: "alike", value };
}

const templateText = /\{\{|\$\{|<%|@\w+@/;

/** The addresses of keepalived's own sample file. */
const exampleAddress = /^192\.168\.200\.(?:1\d|20)$/;

/** The unicast address of `b` that `a` sends to, if `b` sends to `a` too. */
function mutualPeer(a: Signature, b: Signature): string | undefined {
  return common(a.sources, b.peers) === undefined ? undefined : common(b.sources, a.peers);
}

function common<T>(a: readonly T[], b: readonly T[]): T | undefined {
  // Most have one or two of what is compared; a set pays off where both have hundreds.
  const among = a.length * b.length > 1_000 ? new Set(b) : undefined;
  return a.find((item) => (among === undefined ? b.includes(item) : among.has(item)));
}
