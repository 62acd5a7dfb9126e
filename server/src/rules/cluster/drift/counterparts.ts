/** Which configurations of a cluster's nodes are to be alike: those of one daemon that have the same place on each node. */
import type { DialectId } from "../../../dialect.ts";
import { nodeTokens } from "../../../workspace/node-tokens.ts";
import { basename } from "../../../workspace/paths.ts";
import { remembered } from "../../../workspace/remembered.ts";
import type { Cluster, ClusterNode, Unit } from "../../../workspace/snapshot.ts";
import { isTemplated } from "../../../workspace/units.ts";

/** A node's configuration. */
export interface Counterpart {
  readonly node: ClusterNode;
  readonly unit: Unit;
}

/** Groups of at least two configurations, in the order of the nodes; those that can not be read are left out. */
export function counterpartsIn({ nodes }: Cluster, dialect: DialectId): readonly (readonly Counterpart[])[] {
  let left = nodes.flatMap((node) =>
    node.units
      .filter((unit) => unit.files[0]?.dialect.id === dialect)
      .map((unit): Counterpart => ({ node, unit })),
  );
  if (isOneEach(left))
    return [left]
      .filter((group) => group.length > 1)
      .map(readable)
      .filter(isGroup);
  const groups: Counterpart[][] = [];
  for (const placeOf of [pathWithoutNode, nameWithoutNode, nameWithoutTokens]) {
    const byPlace = new Map<string, Counterpart[]>();
    for (const one of left) {
      const place = placeOf(one);
      byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
    }
    const found = [...byPlace.values()].filter((group) => group.length > 1 && isOneEach(group));
    groups.push(...found);
    const taken = new Set(found.flat());
    left = left.filter((one) => !taken.has(one));
  }
  return groups.map(readable).filter(isGroup);
}

function isOneEach(group: readonly Counterpart[]): boolean {
  return new Set(group.map(({ node }) => node)).size === group.length;
}

function isGroup(group: readonly Counterpart[]): boolean {
  return group.length > 1;
}

function readable(group: readonly Counterpart[]): readonly Counterpart[] {
  return group.filter(({ unit }) => isReadable(unit));
}

/** False where a template or a condition decides which lines count, or braces and quotes do not match. */
const isReadable = remembered((unit: Unit): boolean => {
  if (isTemplated(unit)) return false;
  return unit.files.every(({ tree, checked }) => {
    if (tree.problems.some(({ kind }) => brokenStructure.has(kind))) return false;
    for (const { entry } of checked.known.values()) if (entry.branches === true) return false;
    return true;
  });
});

const brokenStructure = new Set(["unclosed-block", "unclosed-quote", "stray-brace", "missing-terminator"]);

function pathOf({ unit }: Counterpart): string {
  return unit.files[0]?.path ?? "";
}

function pathWithoutNode(one: Counterpart): string {
  return pathOf(one).toLowerCase().replaceAll(one.node.name.toLowerCase(), "*");
}

function nameWithoutNode(one: Counterpart): string {
  return basename(pathWithoutNode(one));
}

function nameWithoutTokens(one: Counterpart): string {
  const tokens = nodeTokens(pathOf(one)).filter(({ fromEnd }) => fromEnd === 0);
  return tokens.reduce((name, { token }) => name.replace(token, "*"), basename(pathOf(one)));
}
