/** Whether two places of nginx are in one server, whichever files they stand in: a named location is known only there. */
import { allBlocks, outward } from "../../rules/nginx/blocks.ts";
import type { Directive } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";

/** Places are given with the directives around them, the outermost first; `undefined` where one is in no server at hand. */
export function isInSameServer(
  unit: Unit,
  snapshot: Snapshot,
  a: readonly Directive[],
  b: readonly Directive[],
): boolean | undefined {
  const servers = serversOf(unit, snapshot);
  const around = (place: readonly Directive[]) =>
    place.map((directive) => servers.get(directive)).findLast((found) => found !== undefined);
  const [ofA, ofB] = [around(a), around(b)];
  if (ofA === undefined || ofB === undefined) return undefined;
  return [...ofA].some((server) => ofB.has(server));
}

/** The servers that each directive is in: several where its file is included in several. */
const serversOf = remembered((unit: Unit, snapshot: Snapshot) => {
  const found = new Map<Directive, Set<Directive>>();
  for (const block of allBlocks(unit, snapshot)) {
    const server = [...outward(block)].find(({ scope }) => scope === "server")?.opener?.directive;
    if (server === undefined) continue;
    for (const { directive } of block.statements) {
      const same = found.get(directive);
      if (same === undefined) found.set(directive, new Set([server]));
      else same.add(server);
    }
  }
  return found;
});
