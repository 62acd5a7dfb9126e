/** The nodes that kalint.json names: which of them a path belongs to. Each path is looked up once. */
import picomatch from "picomatch/posix.js";
import type { Config } from "./config.ts";
import { below } from "./paths.ts";
import type { UnitEvidence } from "./unit-evidence.ts";

export interface NamedCluster {
  readonly name: string;
  readonly nodes: readonly NamedUnits[];
}

export interface NamedUnits {
  readonly name: string;
  readonly units: readonly UnitEvidence[];
}

interface Globs {
  /** What any path must begin with that one of the globs matches. */
  readonly bases: readonly string[];
  matches(path: string): boolean;
}

interface NamedNode extends Globs {
  readonly cluster: number;
  readonly name: string;
}

export class ConfiguredNodes {
  readonly #names: readonly string[];
  readonly #nodes: readonly NamedNode[];
  readonly #directory: string;
  readonly #known = new Map<string, NamedNode | undefined>();

  constructor({ clusters, directory = "" }: Config) {
    this.#names = clusters.map(({ name }) => name);
    this.#nodes = clusters.flatMap(({ nodes }, cluster) =>
      nodes.map(({ name, files }) => ({ cluster, name, ...globsOf(files) })),
    );
    this.#directory = directory;
  }

  /** The clusters of which any node is among the units. */
  claim(units: readonly UnitEvidence[]): readonly NamedCluster[] {
    if (this.#nodes.length === 0) return [];
    const claimed = new Map<NamedNode, UnitEvidence[]>();
    for (const unit of units) {
      const node = this.#nodeOf(unit.path);
      if (node === undefined) continue;
      const own = claimed.get(node);
      if (own === undefined) claimed.set(node, [unit]);
      else own.push(unit);
    }
    const clusters = this.#names.map((name) => ({ name, nodes: [] as NamedUnits[] }));
    for (const node of this.#nodes) {
      const own = claimed.get(node);
      if (own !== undefined) clusters[node.cluster]?.nodes.push({ name: node.name, units: own });
    }
    return clusters.filter(({ nodes }) => nodes.length > 0);
  }

  /** The first that names the path. */
  #nodeOf(path: string): NamedNode | undefined {
    if (!this.#known.has(path)) {
      const relative = below(this.#directory, path) ?? path;
      const found = this.#nodes.find(
        ({ bases, matches }) =>
          bases.some((base) => relative.startsWith(base) || path.startsWith(base)) &&
          (matches(relative) || matches(path)),
      );
      this.#known.set(path, found);
    }
    return this.#known.get(path);
  }
}

/** Most paths are told by the base alone: a glob is made ready when one comes that may fit. */
function globsOf(files: readonly string[]): Globs {
  let matcher: ((path: string) => boolean) | undefined;
  return {
    bases: files.map(baseOf),
    matches(path) {
      matcher ??= picomatch([...files], { dot: true });
      return matcher(path);
    },
  };
}

function baseOf(glob: string): string {
  const plain = glob.replace(/^\.\//, "");
  const special = plain.search(/[*?[\](){}!+@|\\]/);
  return special < 0 ? plain : plain.slice(0, special);
}
