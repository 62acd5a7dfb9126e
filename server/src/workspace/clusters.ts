/**
 * Finds out which keepalived configurations are nodes of one cluster. The first way that answers wins: kalint.json, a
 * comment, a directory per node, a token in the path, then what the files say. VRID and password are never asked to
 * be equal: whether they are is what the rules check.
 */
import picomatch from "picomatch/posix.js";
import type { Config } from "./config.ts";
import { type NodeToken, nodeTokens } from "./node-tokens.ts";
import { ancestors, basename, below, dirname } from "./paths.ts";
import { remembered } from "./remembered.ts";
import { areAlike, looksTheSame, signals, signatureOf } from "./resemblance.ts";
import type { Cluster, Unit } from "./snapshot.ts";
import type { SourceFile } from "./source-file.ts";
import { isFragment } from "./units.ts";

export function findClusters(units: readonly Unit[], config: Config): readonly Cluster[] {
  return new ClusterSearch(units, config).run();
}

/** A node-to-be: its name and the configuration that its keepalived reads. */
interface Member {
  readonly name: string;
  readonly unit: Unit;
  readonly token?: NodeToken;
}

class ClusterSearch {
  readonly #units: readonly Unit[];
  readonly #config: Config;
  readonly #clusters: Cluster[] = [];
  readonly #taken = new Set<Unit>();
  /** How often each name is used. */
  readonly #named = new Map<string, number>();
  #others: OtherDaemons | undefined;

  constructor(units: readonly Unit[], config: Config) {
    this.#units = units;
    this.#config = config;
  }

  run(): readonly Cluster[] {
    this.#configured();
    this.#byPragma();
    if (this.#free().length > 1) this.#byTokens((unit) => nodeTokens(mainPath(unit)));
    if (this.#free().length > 1) this.#byTokens((unit) => allTokensAtOnce(nodeTokens(mainPath(unit))));
    if (this.#free().length > 0) this.#byPlainName();
    if (this.#free().length > 1) this.#byContent();
    return this.#clusters.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /** keepalived configurations that are in no cluster yet. A fragment is a part of a node, not one. */
  #free(): Unit[] {
    return this.#units.filter((unit) => {
      const [main] = unit.files;
      if (this.#taken.has(unit) || main?.model.vrrp === undefined || isFragment(main)) return false;
      return signatureOf(unit).instances > 0;
    });
  }

  #configured(): void {
    const { clusters, directory = "" } = this.#config;
    for (const { name, nodes } of clusters) {
      const found = nodes.map((node) => {
        const matches = picomatch([...node.files], { dot: true });
        const units = this.#units.filter((unit) => {
          const path = mainPath(unit);
          return !this.#taken.has(unit) && (matches(below(directory, path) ?? path) || matches(path));
        });
        for (const unit of units) this.#taken.add(unit);
        return { name: node.name, units };
      });
      const present = found.filter((node) => node.units.length > 0);
      if (present.length < 2) continue;
      this.#clusters.push({ name, nodes: present, evidence: { kind: "configured", detail: "kalint.json" } });
    }
  }

  #byPragma(): void {
    const named = new Map<string, Map<string, Unit[]>>();
    for (const unit of this.#units) {
      if (this.#taken.has(unit)) continue;
      const pragma = pragmaOf(unit);
      if (pragma === undefined) continue;
      const nodes = named.get(pragma.cluster) ?? new Map<string, Unit[]>();
      nodes.set(pragma.node, [...(nodes.get(pragma.node) ?? []), unit]);
      named.set(pragma.cluster, nodes);
    }
    for (const [name, nodes] of named) {
      for (const unit of [...nodes.values()].flat()) this.#taken.add(unit);
      if (nodes.size < 2) continue;
      const list = [...nodes].map(([node, units]) => ({ name: node, units }));
      this.#clusters.push({
        name,
        nodes: list,
        evidence: { kind: "pragma", detail: `# kalint: cluster=${name}` },
      });
    }
  }

  #byTokens(tokensOf: (unit: Unit) => readonly NodeToken[]): void {
    let depth = 0;
    for (const unit of this.#free())
      for (const { fromEnd } of tokensOf(unit)) depth = Math.max(depth, fromEnd + 1);
    for (let fromEnd = 0; fromEnd < depth; fromEnd++) {
      const groups = new Map<string, Member[]>();
      for (const unit of this.#free()) {
        for (const token of tokensOf(unit)) {
          if (token.fromEnd === fromEnd) push(groups, token.pattern, { name: token.token, unit, token });
        }
      }
      for (const [pattern, members] of groups) {
        const free = members.filter(({ unit }) => !this.#taken.has(unit));
        for (const nodes of clustersAmong(distinct(free))) {
          this.#add(nodes, { kind: fromEnd === 0 ? "path-token" : "directory", detail: pattern });
        }
      }
    }
  }

  /** `keepalived.conf` beside one `keepalived-backup.conf`: the plain name is the other node, if the files say so too. */
  #byPlainName(): void {
    const free = this.#free();
    const byPath = new Map(free.map((unit) => [mainPath(unit), unit]));
    for (const unit of free) {
      for (const token of nodeTokens(mainPath(unit))) {
        if (token.fromEnd > 0 || this.#taken.has(unit)) continue;
        const plain = byPath.get(token.pattern.replace(/[-_.]?\*/, ""));
        if (plain === undefined || plain === unit || this.#taken.has(plain)) continue;
        if (signals(signatureOf(unit), signatureOf(plain)).length < 2) continue;
        const other = { name: basename(mainPath(plain)), unit: plain };
        this.#add([other, { name: token.token, unit, token }], { kind: "path-token", detail: token.pattern });
      }
    }
  }

  #byContent(): void {
    const free = this.#free();
    const index = new Map<string, Unit[]>();
    for (const unit of free) {
      for (const key of signatureOf(unit).keys) push(index, key, unit);
    }
    for (const unit of free) {
      if (this.#taken.has(unit)) continue;
      const near = new Set(signatureOf(unit).keys.flatMap((key) => index.get(key) ?? []));
      const others = [...near].filter((o) => o !== unit && !this.#taken.has(o) && areNeighbours(unit, o));
      const peers = others.filter((other) => areAlike(signatureOf(unit), signatureOf(other)));
      const [first] = peers;
      if (first === undefined) continue;
      const detail = signals(signatureOf(unit), signatureOf(first)).join(", ");
      const all = [unit, ...peers];
      const names = nodeNames(all.map(mainPath));
      this.#add(
        all.map((u, i) => ({ name: names[i] ?? mainPath(u), unit: u })),
        { kind: "content", detail },
      );
    }
  }

  #add(found: readonly Member[], evidence: Cluster["evidence"]): void {
    const members = [...found].sort((a, b) => (mainPath(a.unit) < mainPath(b.unit) ? -1 : 1));
    for (const { unit } of members) this.#taken.add(unit);
    const nodes = members.map((member) => ({
      name: member.name,
      units: [member.unit, ...this.#siblings(member)],
    }));
    this.#clusters.push({ name: this.#name(members), nodes, evidence });
  }

  /** Configurations of other daemons that lie in the node's directory or carry its token beside it. */
  #siblings({ token, unit: own }: Member): Unit[] {
    if (token === undefined) return [];
    this.#others ??= new OtherDaemons(this.#units);
    const mine = mainPath(own);
    const parts = mine.split("/");
    const found =
      token.fromEnd === 0
        ? this.#others.withToken(token.token, dirname(dirname(mine)))
        : this.#others.below(parts.slice(0, parts.length - token.fromEnd).join("/"));
    const free = found.filter((unit) => !this.#taken.has(unit));
    for (const unit of free) this.#taken.add(unit);
    return free;
  }

  /** The nearest directory with a name of its own that all members lie in; the same name twice is counted. */
  #name(members: readonly Member[]): string {
    let directory = commonDirectory(members.map(({ unit }) => mainPath(unit)));
    while (
      directory !== "" &&
      directory !== "/" &&
      /^(?:etc|conf(?:igs?)?|keepalived|configurations?)$/i.test(basename(directory))
    ) {
      directory = dirname(directory);
    }
    const base = basename(directory) || "cluster";
    const same = (this.#named.get(base) ?? 0) + 1;
    this.#named.set(base, same);
    return same === 1 ? base : `${base}-${same}`;
  }
}

/** The configurations of nginx and HAProxy, by where they lie and which node's token they carry. */
class OtherDaemons {
  readonly #byDirectory = new Map<string, Unit[]>();
  readonly #byToken = new Map<string, Unit[]>();

  constructor(units: readonly Unit[]) {
    for (const unit of units) {
      if (unit.files[0]?.dialect.id === "keepalived") continue;
      const path = mainPath(unit);
      for (const directory of ancestors(path)) push(this.#byDirectory, directory, unit);
      for (const { token } of nodeTokens(path)) push(this.#byToken, token.toLowerCase(), unit);
    }
  }

  below(directory: string): readonly Unit[] {
    return this.#byDirectory.get(directory) ?? [];
  }

  /** At most two directories below the one given. */
  withToken(token: string, directory: string): readonly Unit[] {
    const units = this.#byToken.get(token.toLowerCase()) ?? [];
    return units.filter((unit) => (below(directory, mainPath(unit))?.split("/").length ?? 4) <= 3);
  }
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

function mainPath(unit: Unit): string {
  return unit.files[0]?.path ?? "";
}

/** All tokens of a path taken out together: `lb1/keepalived-master.conf` beside `lb2/keepalived-backup.conf`. */
function allTokensAtOnce(tokens: readonly NodeToken[]): NodeToken[] {
  const [innermost] = tokens;
  const outermost = tokens.at(-1);
  if (innermost === undefined || outermost === undefined || innermost.fromEnd === outermost.fromEnd)
    return [];
  const parts = innermost.pattern.split("/");
  for (const { pattern, fromEnd } of tokens) {
    const at = parts.length - 1 - fromEnd;
    parts[at] = pattern.split("/")[at] ?? "";
  }
  return [
    {
      token: outermost.token,
      pattern: parts.join("/"),
      fromEnd: outermost.fromEnd,
      weak: tokens.every((t) => t.weak),
    },
  ];
}

/** The first of each name. */
function distinct(members: readonly Member[]): Member[] {
  const byName = new Map<string, Member>();
  for (const member of members) if (!byName.has(member.name)) byName.set(member.name, member);
  return [...byName.values()];
}

/**
 * The clusters among files whose paths differ in a node's token only. Two are a pair. Of more, and of those whose
 * token may count something else, only what is tied together by addresses: `node1` to `node6` may be three pairs.
 */
function clustersAmong(members: readonly Member[]): readonly (readonly Member[])[] {
  if (members.length < 2) return [];
  const weak = members.some(({ token }) => token?.weak === true);
  if (members.length === 2 && !weak) return [members];
  const parts = tiedTogether(members);
  const clusters = parts.filter((part) => part.length > 1);
  const [only] = clusters;
  const [first] = only ?? [];
  if (weak || clusters.length !== 1 || only === undefined || first === undefined) return clusters;
  // One whose address has a typing error is still one of them, if all else is theirs.
  const strays = parts.filter((part) => part.length === 1).flat();
  const theirs = strays.filter(({ unit }) => looksTheSame(signatureOf(unit), signatureOf(first.unit)));
  return [members.filter((member) => only.includes(member) || theirs.includes(member))];
}

/** Members by common virtual addresses, unicast sources and peers, in the order they come. */
function tiedTogether(members: readonly Member[]): Member[][] {
  const partOf = new Map<Member, Member[]>();
  const byKey = new Map<string, Member>();
  for (const member of members) {
    partOf.set(member, [member]);
    for (const key of signatureOf(member.unit).keys) {
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

/** Files of one cluster lie near each other: at most three directories below a common one. */
function areNeighbours(a: Unit, b: Unit): boolean {
  const common = commonDirectory([mainPath(a), mainPath(b)]);
  return [a, b].every((unit) => (below(common, mainPath(unit)) ?? mainPath(unit)).split("/").length <= 4);
}

function commonDirectory(paths: readonly string[]): string {
  let common = dirname(paths[0] ?? "");
  for (const path of paths)
    while (common !== "" && common !== "/" && below(common, path) === undefined) common = dirname(common);
  return common;
}

/** Names for nodes without a token of their own: the directory in which their paths first differ, else the file's name. */
function nodeNames(paths: readonly string[]): string[] {
  const common = commonDirectory(paths);
  const first = paths.map((path) => (below(common, path) ?? path).split("/")[0] ?? path);
  const tokens = paths.map((path) => nodeTokens(path)[0]?.token);
  const own = tokens.every((token) => token !== undefined) && new Set(tokens).size === paths.length;
  if (own) return tokens.map((token, i) => token ?? paths[i] ?? "");
  return new Set(first).size === paths.length ? first : [...paths];
}

/** `# kalint: cluster=NAME node=NAME` in the main file. */
function pragmaOf(unit: Unit): Pragma | undefined {
  const [file] = unit.files;
  return file === undefined ? undefined : pragmaIn(file);
}

interface Pragma {
  readonly cluster: string;
  readonly node: string;
}

const pragmaIn = remembered((file: SourceFile): Pragma | undefined => {
  if (!file.text.includes("kalint:")) return undefined;
  for (const comment of file.tree.comments) {
    const text = file.text.slice(comment.start, comment.end);
    const cluster = /kalint:.*?\bcluster=([\w.-]+)/.exec(text)?.[1];
    if (cluster === undefined) continue;
    const node = /kalint:.*?\bnode=([\w.-]+)/.exec(text)?.[1];
    return { cluster, node: node ?? nodeTokens(file.path)[0]?.token ?? basename(file.path) };
  }
  return undefined;
});
