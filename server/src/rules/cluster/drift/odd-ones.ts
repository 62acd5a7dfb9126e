/**
 * Compares all nodes of a cluster and says at each place which node is the odd one: the one that differs from most, of
 * a pair the second.
 */
import type { DialectId } from "../../../dialect.ts";
import { identitiesOf, type NodeIdentity, sharedAddresses } from "../../../workspace/node-identity.ts";
import type { Cluster, Snapshot } from "../../../workspace/snapshot.ts";
import { compare, type Difference, type Result } from "./compare.ts";
import { type Counterpart, counterpartsIn } from "./counterparts.ts";
import { type Body, bodyOfUnit, type Line } from "./line.ts";
import type { Moved } from "./order.ts";
import { Substitution } from "./substitution.ts";

/** A node that is not like the others at one place. */
export interface Odd {
  readonly kind: Difference["kind"];
  readonly odd: Counterpart;
  readonly like: Counterpart;
  /** The line of the odd node and that of the other; one of them may lack it. */
  readonly own: Line | undefined;
  readonly other: Line | undefined;
  /** The block of the odd node that the line stands in or is missing in. */
  readonly body: Body;
  readonly otherBody: Body;
  readonly moved: Difference["moved"] | undefined;
  /** As seen from the other node. */
  readonly substitution: Substitution;
}

/** Two nodes whose configurations have so little in common that they are not meant to be alike. */
export interface Strangers {
  readonly own: Counterpart;
  readonly other: Counterpart;
  readonly alike: number;
  readonly all: number;
}

export interface Drift {
  readonly odd: readonly Odd[];
  readonly strangers: readonly Strangers[];
}

export function driftIn(cluster: Cluster, snapshot: Snapshot, dialect: DialectId): Drift[] {
  return counterpartsIn(cluster, dialect).map((group) => driftAmong(group, snapshot, cluster));
}

/** A node beside the one that all are compared with. */
interface Compared {
  readonly node: Counterpart;
  readonly result: Result;
  readonly substitution: Substitution;
}

/** Nodes that are tried as the one that all others are compared with. */
const maxReferences = 3;

function driftAmong(group: readonly Counterpart[], snapshot: Snapshot, cluster: Cluster): Drift {
  let best: { readonly reference: Counterpart; readonly compared: readonly Compared[] } | undefined;
  for (const reference of group.slice(0, maxReferences)) {
    const compared = group
      .filter((one) => one !== reference)
      .flatMap((node) => compareNodes(reference, node, snapshot, cluster) ?? []);
    const strangers = compared.filter(areStrangers).length;
    if (best === undefined || strangers < best.compared.filter(areStrangers).length)
      best = { reference, compared };
    // The first that is like most of the others will do.
    if (strangers * 2 <= compared.length) break;
  }
  if (best === undefined) return { odd: [], strangers: [] };
  const { reference, compared } = best;
  return {
    odd: oddOnes(
      reference,
      compared.filter((one) => !areStrangers(one)),
    ),
    strangers: compared.filter(areStrangers).map(({ node, result }) => ({
      own: node,
      other: reference,
      alike: result.alike,
      all: result.alike + result.unlike,
    })),
  };
}

const nothing: ReadonlySet<string> = new Set();
const nobody: NodeIdentity = { names: nothing, addresses: nothing, roles: nothing, counts: nothing };

/** Compares two nodes; a second time with what the first time has shown: their own addresses, other names for one thing. */
function compareNodes(
  reference: Counterpart,
  node: Counterpart,
  snapshot: Snapshot,
  cluster: Cluster,
): Compared | undefined {
  const comparison = node.unit.files[0]?.dialect.comparison;
  const [mine, theirs] = [bodyOfUnit(reference.unit, snapshot), bodyOfUnit(node.unit, snapshot)];
  if (comparison === undefined || mine === undefined || theirs === undefined) return undefined;
  const bodies = { reference: mine, own: theirs };
  const identities = identitiesOf(cluster);
  const between = [identities.get(reference.node) ?? nobody, identities.get(node.node) ?? nobody] as const;
  const shared = sharedAddresses(cluster);
  const first = new Substitution(...between, shared);
  const result = compare(bodies, first, comparison);
  const { addresses, names } = result;
  if (addresses.length === 0 && names.length === 0) return { node, result, substitution: first };
  const second = new Substitution(...between, shared, addresses, names);
  return { node, result: compare(bodies, second, comparison), substitution: second };
}

/** Fewer differences than this are told one by one, however little there is. */
const few = 5;

function areStrangers({ result }: Compared): boolean {
  return result.differences.length > few && result.alike < result.unlike;
}

/** What one node says at a place where some differ; the reference says it with all that do not. */
interface Saying {
  readonly difference: Difference;
  readonly by: Compared;
}

function oddOnes(reference: Counterpart, compared: readonly Compared[]): Odd[] {
  const places = new Places();
  for (const by of compared) for (const difference of by.result.differences) places.add({ difference, by });
  return places.all.flatMap((sayings) => oddAt(reference, compared.length + 1, sayings));
}

/** By place of the reference what the others say there: those that say the same together. */
class Places {
  readonly #places = new Map<object, Map<string, Map<string, Saying[]>>>();

  add(saying: Saying): void {
    const { kind, own, reference, bodies } = saying.difference;
    const around = bodies.reference.heads[0] ?? bodies.reference;
    const says = kind === "order" ? "another order" : (own?.text ?? "");
    // What only the others have is one place where they say the same of it.
    if (kind === "order") this.#at(around, `order ${own?.name}`, says).push(saying);
    else if (reference === undefined) this.#at(around, says, says).push(saying);
    else this.#at(reference, "", says).push(saying);
  }

  get all(): (readonly Saying[])[][] {
    return [...this.#places.values()].flatMap((places) =>
      [...places.values()].map((sayings) => [...sayings.values()]),
    );
  }

  #at(object: object, place: string, says: string): Saying[] {
    const places = this.#places.get(object) ?? new Map<string, Map<string, Saying[]>>();
    const sayings = places.get(place) ?? new Map<string, Saying[]>();
    const list = sayings.get(says) ?? [];
    this.#places.set(object, places.set(place, sayings.set(says, list)));
    return list;
  }
}

function oddAt(reference: Counterpart, nodes: number, sayings: readonly (readonly Saying[])[]): Odd[] {
  const differing = sayings.reduce((sum, saying) => sum + saying.length, 0);
  const [most] = [...sayings].sort((a, b) => b.length - a.length);
  const [like] = most ?? [];
  if (most === undefined || like === undefined) return [];
  const others = sayings.filter((saying) => saying !== most).flat();
  if (most.length <= nodes - differing)
    return sayings.flat().map(({ difference, by }) => seen(difference, by, reference));
  return [turned(like, reference), ...others.map((saying) => between(saying, like))];
}

function seen({ kind, own, reference, bodies, moved }: Difference, by: Compared, like: Counterpart): Odd {
  return {
    kind,
    odd: by.node,
    like,
    own,
    other: reference,
    body: bodies.own,
    otherBody: bodies.reference,
    moved,
    substitution: by.substitution,
  };
}

/** The reference itself is the odd one. */
function turned({ difference, by }: Saying, reference: Counterpart): Odd {
  const { kind, own, reference: line, bodies, moved } = difference;
  return {
    kind: kind === "missing" ? "extra" : kind === "extra" ? "missing" : kind,
    odd: reference,
    like: by.node,
    own: line,
    other: own,
    body: bodies.reference,
    otherBody: bodies.own,
    moved: moved === undefined ? undefined : turnedMove(moved),
    substitution: by.substitution,
  };
}

function turnedMove({ pair, passed, side }: Moved): Moved {
  return { pair: [pair[1], pair[0]], passed, side: side === "before" ? "behind" : "before" };
}

/** One that is like neither the reference nor most. */
function between({ difference, by }: Saying, like: Saying): Odd {
  const { own, bodies } = difference;
  const other = like.difference.own;
  return {
    kind: own === undefined ? "missing" : other === undefined ? "extra" : difference.kind,
    odd: by.node,
    like: like.by.node,
    own,
    other,
    body: bodies.own,
    otherBody: like.difference.bodies.own,
    moved: difference.moved,
    substitution: by.substitution,
  };
}
