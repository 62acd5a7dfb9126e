/** Reads a checked tree as a file model: names, includes, and what keepalived would make of the VRRP blocks. */
import type { CheckedTree } from "../../catalogue/check.ts";
import type { FileModel, Include } from "../../model/file-model.ts";
import { walk } from "../../syntax/tree.ts";
import { isInclude } from "./fields.ts";
import { readLvs } from "./lvs.ts";
import { variableNames } from "./variables.ts";
import { readVrrp } from "./vrrp.ts";

export function bind(checked: CheckedTree): FileModel {
  const variables = variableNames(checked.tree);
  const names = variables.length === 0 ? checked.names : [...checked.names, ...variables];
  return { names, includes: includesOf(checked), vrrp: readVrrp(checked), lvs: readLvs(checked) };
}

function includesOf({ tree, known, rootScope }: CheckedTree): Include[] {
  if (!tree.text.includes("include")) return [];
  const includes: Include[] = [];
  for (const { node, parents } of walk(tree)) {
    if (node.kind !== "directive" || !isInclude(node)) continue;
    const pattern = node.words[1];
    if (pattern === undefined) continue;
    const parent = parents.at(-1);
    const scope = parent === undefined ? rootScope : known.get(parent)?.entry.opens;
    const unknown = pattern.unknown === undefined ? {} : { unknown: true as const };
    const isConditional = [...parents, node].some((one) => one.conditional === true);
    const conditional = isConditional ? { conditional: true as const } : {};
    includes.push({
      pattern: pattern.value,
      span: { start: pattern.start, end: pattern.end },
      scope,
      ...unknown,
      ...conditional,
    });
  }
  return includes;
}
