/** Says of a cluster, found or possible, what kalint.json would say of it. */
import type { ConfiguredCluster } from "./config.ts";
import { clusterName, nodeNames, ownDirectory } from "./node-paths.ts";
import { ancestors, below } from "./paths.ts";
import { remembered } from "./remembered.ts";
import type { Cluster, Unit } from "./snapshot.ts";
import { evidenceOf } from "./unit-evidence.ts";

/** Globs are relative to the directory of kalint.json. `units` are all of the workspace. */
export function configuredForm(
  { name, nodes }: Pick<Cluster, "name" | "nodes">,
  directory: string,
  units: readonly Unit[],
): ConfiguredCluster {
  const mains = nodes.map((node) => pathOf(node.units[0]));
  return {
    name,
    nodes: nodes.map((node, i) => ({
      name: node.name,
      files: globsOf(node.units, mains[i] ?? "", mains, units).map((glob) => relative(directory, glob)),
    })),
  };
}

/** Units that may be nodes of one cluster, as a cluster. */
export function clusterOfUnits(units: readonly Unit[]): Pick<Cluster, "name" | "nodes"> {
  const paths = units.map(pathOf);
  const names = nodeNames(paths);
  return {
    name: clusterName(paths),
    nodes: units.map((unit, i) => ({ name: names[i] ?? pathOf(unit), units: [unit] })),
  };
}

/** The directory that a node has to itself, where no other keepalived lies in it; else its files one by one. */
function globsOf(
  own: readonly Unit[],
  main: string,
  mains: readonly string[],
  units: readonly Unit[],
): readonly string[] {
  const directory = ownDirectory(main, mains);
  const paths = own.map(pathOf);
  const isItsOwn = (home: string) =>
    paths.every((path) => below(home, path) !== undefined) &&
    nodesBelow(units).get(home) === own.filter((unit) => evidenceOf(unit).canBeNode).length;
  return directory !== undefined && isItsOwn(directory) ? [`${literal(directory)}/**`] : paths.map(literal);
}

/** How many of the units that can be nodes lie below each directory. */
const nodesBelow = remembered((units: readonly Unit[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const unit of units) {
    if (!evidenceOf(unit).canBeNode) continue;
    for (const directory of ancestors(pathOf(unit))) counts.set(directory, (counts.get(directory) ?? 0) + 1);
  }
  return counts;
});

function pathOf(unit: Unit | undefined): string {
  return unit?.files[0]?.path ?? "";
}

/** Signs that mean something in a glob, taken as they are. */
function literal(path: string): string {
  return path.replace(/[\\*?[\](){}!+@|]/g, "\\$&");
}

function relative(directory: string, glob: string): string {
  return below(literal(directory), glob) ?? glob;
}
