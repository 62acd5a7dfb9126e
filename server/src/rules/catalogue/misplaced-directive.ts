/** A keyword that the daemon has, but not here. */
import { remembered } from "../../workspace/remembered.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { catalogueRule } from "./catalogue-rule.ts";

export const misplacedDirective = catalogueRule({
  name: "misplaced-directive",
  number: "102",
  severity: "error",
  softer: { warn: "warning", silent: "warning" },
  isUnsure: ({ start }, file) => anywhere(file).has(start),
});

/** Where the keywords of a fragment's top level begin, if nothing but a guess says which block it is for. */
const anywhere = remembered((file: SourceFile): ReadonlySet<number> => {
  const { dialect, tree, checked, isPlaced } = file;
  const isGuess = !isPlaced && dialect.isScopeGuessed?.(tree, checked.catalogue) === true;
  return new Set(
    isGuess ? tree.children.flatMap((node) => (node.kind === "directive" ? [node.words[0].start] : [])) : [],
  );
});
