/**
 * All files of a workspace at one moment, which of them make one configuration (a main file and what it includes),
 * and which make one cluster. Immutable: an edit makes a new snapshot that shares what did not change.
 */
import type { Include } from "../model/file-model.ts";
import type { SourceFile } from "./source-file.ts";

export interface Snapshot {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly units: readonly Unit[];
  readonly clusters: readonly Cluster[];
  unitOf(file: SourceFile): Unit;
  clusterOf(file: SourceFile): Cluster | undefined;
  /** The includes of a file, in order, with what each of them brings in. */
  includesOf(file: SourceFile): readonly ResolvedInclude[];
}

/** What one daemon reads as one configuration: the main file first, then what it includes, in that order. */
export interface Unit {
  readonly files: readonly SourceFile[];
  /** No main file includes this fragment, or an include of it could not be resolved: names may be defined elsewhere. */
  readonly partial: boolean;
}

export interface ResolvedInclude {
  readonly include: Include;
  readonly targets: readonly SourceFile[];
  /**
   * `missing`: the place it names is part of what is checked, the file is not there. `elsewhere`: it names a place on
   * the host, or a template's value. `circular`: it names a file that includes this one; it is not followed.
   */
  readonly outcome: "found" | "missing" | "elsewhere" | "circular";
  /** Alternatives in braces that name no file, and globs that match none, where the place is known. */
  readonly unmatched?: readonly string[];
}

export interface Cluster {
  readonly name: string;
  /** At least two. */
  readonly nodes: readonly ClusterNode[];
  /** Which of the ways of recognising a cluster answered, and what it saw. */
  readonly evidence: {
    readonly kind: "configured" | "pragma" | "directory" | "path-token" | "content";
    readonly detail: string;
  };
}

export interface ClusterNode {
  readonly name: string;
  readonly units: readonly Unit[];
}
