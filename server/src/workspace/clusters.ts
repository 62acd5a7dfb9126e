/**
 * Finds out which keepalived configurations are nodes of one cluster. The first way that answers wins: kalint.json, a
 * comment, a directory per node, a token in the path, then what the files say. VRID and password are never asked to
 * be equal: whether they are is what the rules check.
 */
import type { Config } from "./config.ts";
import { ConfiguredNodes, type NamedUnits } from "./configured-nodes.ts";
import { groupByContent } from "./content-groups.ts";
import { clusterName, nodeNames, ownDirectory } from "./node-paths.ts";
import type { NodeToken, TokenKind } from "./node-tokens.ts";
import { OtherDaemons, push } from "./other-daemons.ts";
import { basename } from "./paths.ts";
import { possiblePeers } from "./possible-peers.ts";
import { looksTheSame, mirrors, type Signature, signals, spellSignal } from "./resemblance.ts";
import type { Cluster, Grouping, PossiblePeers, Unit } from "./snapshot.ts";
import { evidenceOf, type UnitEvidence } from "./unit-evidence.ts";

/** Groups the units of one workspace again and again. Clusters whose units did not change stay the same objects. */
export class ClusterFinder {
  #units: readonly Unit[] = [];
  #clusters: Config["clusters"] | undefined;
  #configured: ConfiguredNodes | undefined;
  #grouping: Grouping = { clusters: [], possiblePeers: [], unclear: [], lonely: new Map() };

  find(units: readonly Unit[], config: Config): Grouping {
    if (this.#configured === undefined || this.#clusters !== config.clusters) {
      this.#configured = new ConfiguredNodes(config);
      this.#clusters = config.clusters;
      this.#units = [];
    }
    const changed = sameButFor(this.#units, units);
    if (changed === undefined) {
      const search = new ClusterSearch(units, this.#configured);
      this.#grouping = sharing(this.#grouping.clusters, search.run());
    } else if (changed.size > 0) this.#grouping = replaced(this.#grouping, changed);
    this.#units = units;
    return this.#grouping;
  }
}

/** The units that stand in place of others that were grouped in the same way; `undefined` where any is grouped anew. */
function sameButFor(before: readonly Unit[], after: readonly Unit[]): ReadonlyMap<Unit, Unit> | undefined {
  if (before.length !== after.length || before.length === 0) return undefined;
  const changed = new Map<Unit, Unit>();
  for (const [i, unit] of after.entries()) {
    const old = before[i];
    if (old === unit) continue;
    if (old === undefined || evidenceOf(old).print !== evidenceOf(unit).print) return undefined;
    changed.set(old, unit);
  }
  return changed;
}

function replaced(grouping: Grouping, changed: ReadonlyMap<Unit, Unit>): Grouping {
  const now = (unit: Unit) => changed.get(unit) ?? unit;
  return {
    clusters: grouping.clusters.map((cluster) => {
      if (!cluster.nodes.some(({ units }) => units.some((unit) => changed.has(unit)))) return cluster;
      return { ...cluster, nodes: cluster.nodes.map((node) => ({ ...node, units: node.units.map(now) })) };
    }),
    possiblePeers: grouping.possiblePeers.map(({ units: [a, b], signal }) => ({
      units: [now(a), now(b)],
      signal,
    })),
    unclear: grouping.unclear.map((units) => units.map(now)),
    lonely: new Map([...grouping.lonely].map(([unit, name]) => [now(unit), name])),
  };
}

function sharing(before: readonly Cluster[], found: Grouping): Grouping {
  const known = new Map(before.map((cluster) => [cluster.nodes[0]?.units[0], cluster]));
  const clusters = found.clusters.map((cluster) => {
    const old = known.get(cluster.nodes[0]?.units[0]);
    return old !== undefined && isSame(old, cluster) ? old : cluster;
  });
  return { ...found, clusters };
}

function isSame(a: Cluster, b: Cluster): boolean {
  return (
    a.name === b.name &&
    a.evidence.kind === b.evidence.kind &&
    a.evidence.detail === b.evidence.detail &&
    isEqual(a.nodes, b.nodes, (m, n) => m.name === n.name && isEqual(m.units, n.units, (u, v) => u === v))
  );
}

function isEqual<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  return a.every((item, i) => {
    const other = b[i];
    return other !== undefined && same(item, other);
  });
}

/** A node-to-be: its name and the configuration that its keepalived reads. */
interface Member {
  readonly name: string;
  readonly unit: UnitEvidence;
  readonly token?: NodeToken;
}

/** Members whose paths differ in the token only, by the rest of the path. */
type Groups = Readonly<Record<TokenKind, Map<string, Member[]>>>;

const tokenKinds: readonly TokenKind[] = ["node", "host", "number"];

class ClusterSearch {
  readonly #units: readonly UnitEvidence[];
  readonly #configuredNodes: ConfiguredNodes;
  /** What can be nodes. */
  readonly #nodes: readonly UnitEvidence[];
  readonly #clusters: Cluster[] = [];
  readonly #taken = new Set<UnitEvidence>();
  readonly #lonely = new Map<Unit, string>();
  readonly #unclear: (readonly UnitEvidence[])[] = [];
  /** How often each name is used. */
  readonly #named = new Map<string, number>();
  #others: OtherDaemons | undefined;

  constructor(units: readonly Unit[], configured: ConfiguredNodes) {
    this.#units = units.map(evidenceOf);
    this.#configuredNodes = configured;
    this.#nodes = this.#units.filter((unit) => unit.canBeNode);
  }

  run(): Grouping {
    this.#configured();
    this.#byPragma();
    this.#byTokens(({ tokens }) => tokens);
    this.#byTokens(allTokensAtOnce);
    this.#byPlainName();
    this.#byContent();
    return {
      clusters: this.#clusters.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
      possiblePeers: this.#possiblePeers(),
      unclear: this.#unclear.map((group) => group.map(({ unit }) => unit)),
      lonely: this.#lonely,
    };
  }

  #free(): readonly UnitEvidence[] {
    return this.#nodes.filter((unit) => !this.#taken.has(unit));
  }

  #configured(): void {
    for (const { name, nodes } of this.#configuredNodes.claim(this.#units)) {
      this.#addNamed(name, nodes, { kind: "configured", detail: "kalint.json" });
    }
  }

  #byPragma(): void {
    const named = new Map<string, UnitEvidence[]>();
    for (const unit of this.#units) {
      const { pragma } = unit;
      if (pragma !== undefined && !this.#taken.has(unit)) push(named, pragma.cluster, unit);
    }
    for (const [name, units] of named) {
      const ownNames = nodeNames(units.map(({ path }) => path));
      const nodes = new Map<string, UnitEvidence[]>();
      for (const [i, unit] of units.entries()) push(nodes, unit.pragma?.node ?? ownNames[i] ?? "", unit);
      const list = [...nodes].map(([node, own]) => ({ name: node, units: own }));
      this.#addNamed(name, list, { kind: "pragma", detail: `# kalint: cluster=${name}` });
    }
  }

  /** What somebody has named is in no other cluster, whether or not another node is here. */
  #addNamed(name: string, named: readonly NamedUnits[], evidence: Cluster["evidence"]): void {
    const units = named.flatMap((node) => node.units);
    for (const unit of units) this.#taken.add(unit);
    const nodes = named.map((node) => ({ name: node.name, units: node.units.map(({ unit }) => unit) }));
    if (nodes.length > 1) this.#clusters.push({ name, nodes, evidence });
    else for (const { unit } of units) this.#lonely.set(unit, name);
  }

  /** Directories first where the names of the files say nothing; what only a node is called so before what else may be. */
  #byTokens(tokensOf: (unit: UnitEvidence) => readonly NodeToken[]): void {
    const groups: Groups = { node: new Map(), host: new Map(), number: new Map() };
    let depth = 0;
    for (const unit of this.#free()) {
      for (const token of tokensOf(unit)) {
        depth = Math.max(depth, token.fromEnd + 1);
        push(groups[token.kind], token.pattern, { name: token.token, unit, token });
      }
    }
    for (let fromEnd = 0; fromEnd < depth; fromEnd++)
      for (const kind of tokenKinds) this.#amongTokens(groups[kind], kind, fromEnd);
  }

  #amongTokens(groups: ReadonlyMap<string, readonly Member[]>, kind: TokenKind, fromEnd: number): void {
    for (const [detail, members] of groups) {
      if (members.length < 2 || members[0]?.token?.fromEnd !== fromEnd) continue;
      const free = members.filter(({ unit }) => !this.#taken.has(unit));
      for (const nodes of clustersAmong(distinct(free), kind))
        this.#add(nodes, { kind: fromEnd === 0 ? "path-token" : "directory", detail });
    }
  }

  /** `keepalived.conf` beside one `keepalived-backup.conf`: the plain name is the other node, if the files say so too. */
  #byPlainName(): void {
    const free = this.#free();
    const carriers = free.filter(({ tokens }) => tokens.some(({ fromEnd }) => fromEnd === 0));
    if (carriers.length === 0) return;
    const byPath = new Map(free.map((unit) => [unit.path, unit]));
    for (const unit of carriers) {
      for (const token of unit.tokens) {
        if (token.fromEnd > 0 || this.#taken.has(unit)) continue;
        const plain = byPath.get(token.pattern.replace(/[-_.]?\*/, ""));
        if (plain === undefined || plain === unit || this.#taken.has(plain)) continue;
        const [own, theirs] = [unit.signature, plain.signature];
        // Of two that say the same of their own role neither is the other's standby.
        if (own.role === theirs.role || signals(own, theirs).length < 2) continue;
        const other = { name: basename(plain.path), unit: plain };
        this.#add([other, { name: token.token, unit, token }], { kind: "path-token", detail: token.pattern });
      }
    }
  }

  #byContent(): void {
    const said = this.#free().filter((unit) => !unit.isModel);
    for (const { units, isClear } of groupByContent(said)) {
      if (!isClear) {
        this.#unclear.push(units);
        continue;
      }
      const names = nodeNames(units.map(({ path }) => path));
      const [a, b] = units.map(({ signature }) => signature);
      const found = a === undefined || b === undefined ? [] : signals(a, b);
      this.#add(
        units.map((unit, i) => ({ name: names[i] ?? unit.path, unit })),
        { kind: "content", detail: found.map(spellSignal).join(", ") },
      );
    }
  }

  #possiblePeers(): readonly PossiblePeers[] {
    const unclear = new Set(this.#unclear.flat());
    const free = this.#free().filter((unit) => !unit.isModel && !unclear.has(unit));
    if (free.length < 2) return [];
    return possiblePeers(
      this.#nodes.filter((unit) => !unit.isModel),
      new Set(free),
    );
  }

  #add(found: readonly Member[], evidence: Cluster["evidence"]): void {
    const members = [...found].sort((a, b) => (a.unit.path < b.unit.path ? -1 : 1));
    const paths = members.map(({ unit }) => unit.path);
    for (const { unit } of members) this.#taken.add(unit);
    const nodes = members.map((member) => ({
      name: member.name,
      units: [member.unit.unit, ...this.#siblings(member, paths)],
    }));
    this.#clusters.push({ name: this.#uniqueName(clusterName(paths)), nodes, evidence });
  }

  /** Configurations of other daemons that lie in the node's directory or carry its token. */
  #siblings({ token, unit: own }: Member, all: readonly string[]): readonly Unit[] {
    this.#others ??= new OtherDaemons(this.#units);
    if (this.#others.isEmpty) return [];
    const free = this.#siblingsOf(own.path, token, all).filter((unit) => !this.#taken.has(evidenceOf(unit)));
    for (const unit of free) this.#taken.add(evidenceOf(unit));
    return free;
  }

  #siblingsOf(path: string, token: NodeToken | undefined, all: readonly string[]): readonly Unit[] {
    if (this.#others === undefined) return [];
    if (token === undefined) {
      const directory = ownDirectory(path, all);
      return directory === undefined ? [] : this.#others.below(directory);
    }
    if (token.fromEnd === 0) return this.#others.withToken(token.token, path);
    const directory = path.split("/").slice(0, -token.fromEnd).join("/");
    return [
      ...new Set([...this.#others.below(directory), ...this.#others.withToken(token.token, directory)]),
    ];
  }

  /** The same name twice is counted. */
  #uniqueName(name: string): string {
    const same = (this.#named.get(name) ?? 0) + 1;
    this.#named.set(name, same);
    return same === 1 ? name : `${name}-${same}`;
  }
}

/** All tokens of a path taken out together: `lb1/keepalived-master.conf` beside `lb2/keepalived-backup.conf`. */
function allTokensAtOnce({ path, tokens }: UnitEvidence): NodeToken[] {
  const outermost = tokens.at(-1);
  if (tokens.length < 2 || outermost === undefined) return [];
  const parts = path.split("/");
  for (const { token, kind, fromEnd } of tokens) {
    const at = parts.length - 1 - fromEnd;
    parts[at] = kind === "host" ? "*" : (parts[at] ?? "").replace(token, "*");
  }
  const kind = tokens.some((t) => t.kind === "node") ? "node" : outermost.kind;
  return [{ token: outermost.token, pattern: parts.join("/"), fromEnd: outermost.fromEnd, kind }];
}

/** The first of each name. */
function distinct(members: readonly Member[]): Member[] {
  const byName = new Map<string, Member>();
  for (const member of members) if (!byName.has(member.name)) byName.set(member.name, member);
  return [...byName.values()];
}

/**
 * The clusters among files whose paths differ in a node's token only. Two with names that only nodes have are a pair.
 * Of more, and of others, only what addresses tie together: `node1` to `node6` may be three pairs.
 */
function clustersAmong(members: readonly Member[], kind: TokenKind): readonly (readonly Member[])[] {
  if (members.length < 2) return [];
  if (members.length === 2 && kind === "node") return [members];
  const parts = tiedTogether(members);
  const clusters = parts.filter((part) => part.length > 1);
  const strays = parts.filter((part) => part.length === 1).flat();
  switch (kind) {
    case "node":
      return clusters.length > 0 ? withStray(clusters, strays) : pairsByName(strays);
    case "host":
      return [...withStray(clusters.filter(isOneCluster), strays), ...mirroredPairs(strays, members)];
    case "number":
      // What is counted may be exercises: what is said there twice is a copy.
      return clusters.filter((part) => haveOwnRoles(part) && (part.length === 2 || haveOneMaster(part)));
  }
}

/** Members by common virtual addresses, unicast sources and peers, in the order they come. */
function tiedTogether(members: readonly Member[]): Member[][] {
  const partOf = new Map<Member, Member[]>();
  const byKey = new Map<string, Member>();
  for (const member of members) {
    partOf.set(member, [member]);
    for (const key of member.unit.signature.keys) {
      const other = byKey.get(key);
      byKey.set(key, member);
      const [mine, theirs] = [partOf.get(member), other === undefined ? undefined : partOf.get(other)];
      if (mine === undefined || theirs === undefined || mine === theirs) continue;
      theirs.push(...mine);
      for (const moved of mine) partOf.set(moved, theirs);
    }
  }
  return [...new Set(partOf.values())];
}

/** One whose address has a typing error is still one of them, if all else is theirs. Of two such, one may be the other's. */
function withStray(
  clusters: readonly (readonly Member[])[],
  strays: readonly Member[],
): readonly (readonly Member[])[] {
  const [[only, another], [stray, second]] = [clusters, strays];
  const [first] = only ?? [];
  if (only === undefined || another !== undefined || stray === undefined || second !== undefined)
    return clusters;
  if (first === undefined || !looksTheSame(signatureOf(stray), signatureOf(first))) return clusters;
  return [[...only, stray]];
}

/** Pairs that no address ties together: `master` and `backup`, or the only two called `lb`, beside others. */
function pairsByName(strays: readonly Member[]): readonly (readonly Member[])[] {
  const families = new Map<string, Member[]>();
  for (const stray of strays)
    push(families, stray.name.toLowerCase().replace(leader, "role").replace(follower, "role"), stray);
  return [...families].flatMap(([family, members]) => {
    const isRole = family === "role";
    const leaders = members.filter(({ name }) => leader.test(name)).length;
    return members.length === 2 && (!isRole || leaders === 1) ? [members] : [];
  });
}

const leader = /^(?:master|primary|main|active)s?$/i;

const follower = /^(?:backup|slave|secondary|standby|passive)s?$/i;

/** Hosts that are one virtual router in mirror-image roles, where no third could be it: an address has a typing error. */
function mirroredPairs(strays: readonly Member[], all: readonly Member[]): readonly (readonly Member[])[] {
  const byRouter = new Map<string, Member[]>();
  for (const member of all) for (const key of signatureOf(member).routers) push(byRouter, key, member);
  const paired = new Set<Member>();
  const pairs: Member[][] = [];
  for (const [a, b, third] of byRouter.values()) {
    if (a === undefined || b === undefined || third !== undefined || paired.has(a) || paired.has(b)) continue;
    if (!strays.includes(a) || !strays.includes(b) || !mirrors(signatureOf(a), signatureOf(b))) continue;
    paired.add(a).add(b);
    pairs.push([a, b]);
  }
  return pairs;
}

/** Three that hold an address are nodes whatever they say; more may be those of several networks that look alike. */
function isOneCluster(members: readonly Member[]): boolean {
  return members.length < 4 || haveOneMaster(members);
}

function haveOneMaster(members: readonly Member[]): boolean {
  const masters = members.flatMap((member) => signatureOf(member).masters);
  return new Set(masters).size === masters.length;
}

function haveOwnRoles(members: readonly Member[]): boolean {
  return new Set(members.map((member) => signatureOf(member).self)).size === members.length;
}

function signatureOf({ unit }: Member): Signature {
  return unit.signature;
}
