/**
 * All files of a workspace at one moment, which of them make one configuration (a main file and what it includes),
 * and which make one cluster. Immutable: an edit makes a new snapshot that shares what did not change.
 */
import type { Include } from "../model/file-model.ts";
import type { EditedText } from "../text/edit.ts";
import type { SourceFile } from "./source-file.ts";

export interface Snapshot extends Grouping {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly units: readonly Unit[];
  /** The kalint.json that counts, or the one that would; absent where the files are of no project. */
  readonly configFile?: EditedText;
  unitOf(file: SourceFile): Unit;
  clusterOf(file: SourceFile): Cluster | undefined;
  /** The possible peers that a file's unit is one of, where it is in no cluster. */
  possiblePeersOf(file: SourceFile): PossiblePeers | undefined;
  /** The includes of a file, in order, with what each of them brings in. */
  includesOf(file: SourceFile): readonly ResolvedInclude[];
}

/** Which units are nodes of one cluster, and which may be. */
export interface Grouping {
  /** By name. A cluster whose units did not change is the same object in the next snapshot. */
  readonly clusters: readonly Cluster[];
  readonly possiblePeers: readonly PossiblePeers[];
  /** Units that what they say would make a cluster, if it did not make several. */
  readonly unclear: readonly (readonly Unit[])[];
  /** Units that kalint.json or a comment puts into a cluster of which no other node is here, with its name. */
  readonly lonely: ReadonlyMap<Unit, string>;
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

/** Two units in no cluster that one signal brings together: not enough to compare them, enough to say so. */
export interface PossiblePeers {
  /** By path. */
  readonly units: readonly [Unit, Unit];
  readonly signal: Signal;
}

/** One thing that speaks for two configurations being peers. */
export interface Signal {
  /** `address`: both hold it. `peers`: each sends to the other. `router`, `name`: both have it. `alike`: virtual router, name and network. */
  readonly kind: "address" | "peers" | "router" | "name" | "alike";
  readonly value: string;
}
