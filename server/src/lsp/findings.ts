/**
 * The findings of single files, remembered as long as nothing they rest on has changed: the file, the files the
 * daemon reads with it, the files of its cluster, and those of clusters that it shares a virtual router ID with.
 */
import { clustersMetBy } from "../ha/router-id-meetings.ts";
import type { Finding } from "../lint/finding.ts";
import { lint } from "../lint/lint.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Located } from "./projects.ts";

interface Remembered {
  readonly restsOn: readonly SourceFile[];
  readonly findings: readonly Finding[];
}

const remembered = new WeakMap<SourceFile, Remembered>();

export function findingsOf({ project, snapshot, file }: Located): readonly Finding[] {
  const restsOn = connectedFiles({ project, snapshot, file });
  const known = remembered.get(file);
  if (known !== undefined && same(known.restsOn, restsOn)) return known.findings;
  const findings = lint(snapshot, [file], { severities: project.workspace.config.rules });
  remembered.set(file, { restsOn, findings });
  return findings;
}

/** The file itself and all whose change can change its findings; it changes theirs just so. */
export function connectedFiles({ snapshot, file }: Located): readonly SourceFile[] {
  const found = new Set<SourceFile>([file, ...snapshot.unitOf(file).files]);
  const own = snapshot.clusterOf(file);
  for (const cluster of own === undefined ? [] : [own, ...clustersMetBy(snapshot, own)]) {
    for (const node of cluster.nodes)
      for (const unit of node.units) for (const member of unit.files) found.add(member);
  }
  for (const unit of snapshot.possiblePeersOf(file)?.units ?? [])
    for (const member of unit.files) found.add(member);
  return [...found];
}

function same(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return a.length === b.length && a.every((file, i) => file === b[i]);
}
