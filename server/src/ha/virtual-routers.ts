/**
 * Brings together the instances of a cluster's nodes that are one virtual router: those that share a virtual address
 * or, where none is shared, the VRID. Values that a template or a missing file decides are absent here.
 */

import { isKnown, type Located } from "../model/file-model.ts";
import type { SyncGroup, VrrpGlobals, VrrpInstance, VrrpModel, VrrpScript } from "../model/vrrp.ts";
import { remembered } from "../workspace/remembered.ts";
import type { Cluster, Unit } from "../workspace/snapshot.ts";
import type { Place, SourceFile } from "../workspace/source-file.ts";

/** One node's instance, with what else its configuration says of it. */
export interface Part {
  readonly node: string;
  readonly file: SourceFile;
  readonly instance: VrrpInstance;
  readonly configuration: Configuration;
}

/** The keepalived configuration of one node, its files together. */
export interface Configuration {
  readonly node: string;
  /** The target version. */
  readonly release: string;
  /** One of each file, in the order keepalived reads them. */
  readonly models: readonly VrrpModel[];
  readonly scripts: readonly VrrpScript[];
  readonly syncGroups: readonly SyncGroup[];
  /** The files that instances, scripts, watched things and trackers are written in. */
  readonly homes: ReadonlyMap<object, SourceFile>;
  /** Globals by file; where some may be in a file that is not here they are not known. */
  readonly globals: readonly { readonly file: SourceFile; readonly globals: VrrpGlobals }[];
  readonly complete: boolean;
}

export interface VirtualRouter {
  /** At least two, one of each node, by path. */
  readonly parts: readonly Part[];
}

/** A node of a cluster with all of its instances, whether or not another node has a part in them. */
export interface Member {
  readonly node: string;
  /** What its keepalived reads. */
  readonly units: readonly Unit[];
  readonly parts: readonly Part[];
}

/** Two parts that differ in a value: `odd` from `like`, which has what most parts have (of equals the first by path). */
export interface Mismatch<T, P = Part> {
  readonly odd: P;
  readonly like: P;
  readonly value: T;
  readonly expected: T;
}

/** The nodes of a cluster that run keepalived, by path. */
export const membersOf = remembered((cluster: Cluster): readonly Member[] =>
  cluster.nodes
    .flatMap((node) => {
      const units = node.units.filter((unit) => unit.files.some((file) => file.model.vrrp !== undefined));
      return units.length === 0 ? [] : [{ node: node.name, units, parts: partsOf(node) }];
    })
    .sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1)),
);

/** All instances of a cluster, those together that are one virtual router. */
export const instanceGroupsOf = remembered(groupInstances);

export const virtualRoutersOf = remembered((cluster: Cluster): readonly VirtualRouter[] =>
  instanceGroupsOf(cluster).flatMap((parts) => (parts.length > 1 ? [{ parts }] : [])),
);

/** Every part that differs from most. A value of `undefined` is not known and takes no part. */
export function mismatches<T>(
  { parts }: VirtualRouter,
  valueIn: (part: Part) => T | undefined,
  same: (a: T, b: T) => boolean,
): Mismatch<T>[] {
  return oddOnes(parts, valueIn, same);
}

/** Everyone that differs from most of its like; of equal numbers those that come later are the odd ones. */
export function oddOnes<T, P>(
  parts: readonly P[],
  valueIn: (part: P) => T | undefined,
  same: (a: T, b: T) => boolean,
): Mismatch<T, P>[] {
  const valued = parts.flatMap((part) => {
    const value = valueIn(part);
    return value === undefined ? [] : [{ part, value }];
  });
  const support = valued.map((a) => valued.filter((b) => same(a.value, b.value)).length);
  const reference = valued[support.indexOf(Math.max(...support))];
  if (reference === undefined) return [];
  return valued
    .filter(({ value }) => !same(value, reference.value))
    .map(({ part, value }) => ({ odd: part, like: reference.part, value, expected: reference.value }));
}

export function equal<T>(a: T, b: T): boolean {
  return a === b;
}

/** Whether a field is decided by a template or by a file that is not here. */
export function isUnknown({ instance }: Part, ...names: readonly string[]): boolean {
  return !isKnown(instance, ...names);
}

/** The place of a field, or of the instance's name where the file does not set it. */
export function placeOf({ file, instance }: Part, located?: { readonly span: Place["span"] }): Place {
  return { file, span: (located ?? instance.name).span };
}

/** A global setting, the last one given. `unknown` where a template or a file that is not here may set it. */
export function globalOf<K extends "version" | "strict" | "multicastGroup4">(
  { configuration }: Part,
  key: K,
  keyword: string,
): { readonly located: NonNullable<VrrpGlobals[K]>; readonly file: SourceFile } | "unset" | "unknown" {
  const { globals, complete } = configuration;
  for (const { file, globals: own } of [...globals].reverse()) {
    if (own.unknown.has(keyword) || own.unknown.has("*") || own.unknown.has("include")) return "unknown";
    const located = own[key];
    if (located !== undefined) return { located, file };
  }
  return complete ? "unset" : "unknown";
}

export interface Version {
  readonly value: 2 | 3;
  /** Where it is set; absent: it follows from the addresses or is the default. */
  readonly place?: Place;
}

/** The VRRP version that a part speaks. */
export function versionOf(part: Part): Version | undefined {
  if (isUnknown(part, "version", "virtual_ipaddress")) return undefined;
  const own = part.instance.version;
  const global = globalOf(part, "version", "vrrp_version");
  if (own !== undefined && isVersion(own)) return { value: own.value, place: placeOf(part, own) };
  // IPv6 is version 3 by itself.
  if (part.instance.addresses[0]?.family === 6) return { value: 3 };
  if (global === "unknown") return undefined;
  if (global !== "unset" && isVersion(global.located)) {
    return { value: global.located.value, place: { file: global.file, span: global.located.span } };
  }
  return { value: 2 };
}

function isVersion(located: Located<number>): located is Located<2 | 3> {
  return located.value === 2 || located.value === 3;
}

function groupInstances(cluster: Cluster): readonly (readonly Part[])[] {
  const routers: Part[][] = [];
  for (const { parts } of membersOf(cluster)) {
    const pairs = parts
      .flatMap((part) =>
        routers.map((router) => ({ part, router, score: resemblance(part, router, parts.length) })),
      )
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    const placed = new Set<Part>();
    const filled = new Set<Part[]>();
    for (const { part, router } of pairs) {
      if (placed.has(part) || filled.has(router)) continue;
      router.push(part);
      placed.add(part);
      filled.add(router);
    }
    for (const part of parts) if (!placed.has(part)) routers.push([part]);
  }
  return routers;
}

function pathOf({ units }: Member): string {
  return units[0]?.files[0]?.path ?? "";
}

/** All that is written in a model and asked for by its place. */
function partsIn({ instances, scripts, watched, syncGroups }: VrrpModel): readonly object[] {
  const trackers = [...instances, ...syncGroups].flatMap(({ tracked }) => tracked);
  return [...instances, ...scripts, ...watched, ...syncGroups, ...trackers];
}

/** A node's instances. In a template the lines of all branches stand together: nothing can be compared. */
function partsOf({ name, units }: Cluster["nodes"][number]): Part[] {
  const parts: Part[] = [];
  for (const unit of units) {
    const files = unit.files.filter((file) => file.model.vrrp !== undefined);
    if (files.some((file) => file.tree.templated)) continue;
    const models = files.flatMap((file) =>
      file.model.vrrp === undefined ? [] : [{ file, model: file.model.vrrp }],
    );
    const configuration: Configuration = {
      node: name,
      release: files[0]?.target ?? "",
      models: models.map(({ model }) => model),
      scripts: models.flatMap(({ model }) => model.scripts),
      syncGroups: models.flatMap(({ model }) => model.syncGroups),
      homes: new Map(
        models.flatMap(({ file, model }) => partsIn(model).map((part) => [part, file] as const)),
      ),
      globals: models.map(({ file, model }) => ({ file, globals: model.globals })),
      complete: !unit.partial,
    };
    for (const { file, model } of models) {
      for (const instance of model.instances) parts.push({ node: name, file, instance, configuration });
    }
  }
  return parts;
}

/** How much speaks for a part belonging to a virtual router: above all a common address, then the VRID, then the name. */
function resemblance({ instance }: Part, router: readonly Part[], siblings: number): number {
  let best = 0;
  for (const { instance: other } of router) {
    const sharesAddress = instance.addresses.some((a) =>
      other.addresses.some((b) => a.address === b.address),
    );
    const sharesId =
      instance.virtualRouterId !== undefined &&
      instance.virtualRouterId.value === other.virtualRouterId?.value;
    const sharesName = instance.name.value === other.name.value;
    const family = instance.addresses[0]?.family ?? other.addresses[0]?.family;
    const otherFamily = other.addresses[0]?.family ?? family;
    // Multicast adverts with one ID on one segment reach each other, whatever else the files say.
    const sharesLink =
      instance.interface !== undefined &&
      instance.interface.value === other.interface?.value &&
      instance.unicastPeers.length + other.unicastPeers.length === 0;
    if (sharesAddress) best = Math.max(best, 8 + (sharesId ? 2 : 0) + (sharesName ? 1 : 0));
    else if (sharesId && family === otherFamily && (sharesName || sharesLink || siblings === 1))
      best = Math.max(best, sharesName ? 3 : 2);
  }
  return best;
}
