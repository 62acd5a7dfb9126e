/** Clusters for what the editor says of failover: nodes ka1, ka2, … written as in the tests of the engine. */
import { defaultConfig } from "../../server/src/workspace/config.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import type { SourceFile } from "../../server/src/workspace/source-file.ts";
import { text, type Written } from "../ha/support.ts";
import { snapshotOf } from "../support/lint-text.ts";

export interface Nodes {
  readonly snapshot: Snapshot;
  /** Of the first node, the second, … */
  readonly files: readonly SourceFile[];
}

export function nodesOf(nodes: readonly (Written | string)[]): Nodes {
  const texts = nodes.map((node, i) => ({
    path: `/pair/ka${i + 1}/keepalived.conf`,
    text: typeof node === "string" ? node : text(node),
    dialect: "keepalived" as const,
  }));
  const snapshot = snapshotOf(texts, { ...defaultConfig, targets: { keepalived: "2.3" } });
  return { snapshot, files: texts.map(({ path }) => fileOf(snapshot, path)) };
}

export function fileOf(snapshot: Snapshot, path: string): SourceFile {
  const file = snapshot.files.get(path);
  if (file === undefined) throw new Error(`no file ${path}`);
  return file;
}
