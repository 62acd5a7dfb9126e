/** Braces of files that are read as one text: what one of them opens another may close. */
import { walk } from "../../syntax/tree.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isFragment } from "../../workspace/units.ts";

/** What is to be made of a brace that a file has too many or too few of. */
export function braceVerdict(file: SourceFile, unit: Unit): "wrong" | "unsure" | "right" {
  if (file.dialect.splitsBlocks !== true) return "wrong";
  if (unit.files.length > 1 && unit.files.reduce((sum, one) => sum + openBraces(one), 0) === 0)
    return "right";
  // Nobody knows what is around a part of a configuration.
  return unit.files[0] === file && isFragment(file) ? "unsure" : "wrong";
}

/** How many more braces a file opens than it closes. */
function openBraces(file: SourceFile): number {
  if (!file.tree.problems.some(({ kind }) => kind === "stray-brace" || kind === "unclosed-block")) return 0;
  let open = 0;
  for (const { node } of walk(file.tree)) {
    if (node.kind === "directive") {
      if (node.body?.open !== undefined) open++;
      if (node.body?.close !== undefined) open--;
    } else if (node.kind === "stray") {
      const mark = file.text.slice(node.start, node.end);
      if (mark === "{") open++;
      if (mark === "}") open--;
    }
  }
  return open;
}
