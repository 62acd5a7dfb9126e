/** The clusters of real repositories, under the paths they have there. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { shared } from "./shared.ts";

export interface RealCluster {
  readonly set: string;
  /** Paths of the keepalived.conf of each node. */
  readonly nodes: readonly string[];
  /** The files of the nodes and what belongs to them. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

interface Manifest {
  readonly sets: readonly {
    readonly set: string;
    readonly nodes: readonly string[];
    readonly related: readonly string[];
  }[];
  readonly files: readonly { readonly file: string; readonly provenance: { readonly path: string } }[];
}

/** Undefined where the corpus is missing, which is said. */
export function realClusters(wantedBy: string): readonly RealCluster[] | undefined {
  const folder = shared("corpus/keepalived-clusters", wantedBy);
  if (folder === undefined) return undefined;
  const manifest = JSON.parse(readFileSync(path.join(folder, "MANIFEST.json"), "utf8")) as Manifest;
  const original = new Map(manifest.files.map(({ file, provenance }) => [file, `/r/${provenance.path}`]));
  const pathOf = (file: string) => original.get(file) ?? file;
  return manifest.sets.map(({ set, nodes, related }) => ({
    set,
    nodes: nodes.map(pathOf),
    files: [...nodes, ...related].map((file) => ({
      path: pathOf(file),
      text: readFileSync(path.join(folder, file), "utf8"),
    })),
  }));
}
