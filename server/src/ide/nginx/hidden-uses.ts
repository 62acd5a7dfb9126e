/** Where nginx may mean a name that no catalogue entry notes: other capitals, a variable's value, a script. */
import type { PlacedName } from "../../catalogue/check.ts";
import { called } from "../../rules/nginx/blocks.ts";
import { type Directive, walk } from "../../syntax/tree.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

export function isMeantOtherwise({ files }: Unit, { name, kinds }: PlacedName): boolean {
  const isVariable = kinds.includes("variable");
  return files.some(
    (file) =>
      (!isVariable && (isInOtherCapitals(file, name, kinds) || isValueOfVariable(file, name))) ||
      isInScript(file, name),
  );
}

/** nginx finds upstreams whatever their capitals. */
function isInOtherCapitals({ model }: SourceFile, text: string, kinds: readonly string[]): boolean {
  return model.names.some(
    ({ name, kinds: own }) =>
      name !== text && name.toLowerCase() === text.toLowerCase() && own.some((kind) => kinds.includes(kind)),
  );
}

/** `proxy_pass http://$pool` with `set $pool app`, or a line of a `map`. */
function isValueOfVariable(file: SourceFile, name: string): boolean {
  const isName = new RegExp(`^(?:\\w+://)?${quoted(name)}(?:[:/].*)?$`, "is");
  const isMade = ({ words }: Directive) => words.slice(1).some(({ value }) => isName.test(value));
  const part = { file };
  if (called(part, "set").some(({ directive }) => isMade(directive))) return true;
  return valueBlocks.some((block) =>
    called(part, block).some(({ directive }) =>
      directive.body?.children.some((node) => node.kind === "directive" && isMade(node)),
    ),
  );
}

const valueBlocks = ["map", "geo", "split_clients"];

function isInScript({ tree }: SourceFile, name: string): boolean {
  const token = new RegExp(`(?<!\\w)${quoted(name)}(?!\\w)`);
  return [...walk(tree)].some(
    ({ node }) =>
      node.kind === "directive" &&
      node.body?.opaque !== undefined &&
      token.test(tree.text.slice(node.start, node.end)),
  );
}

/** The text as a whole word: a domain that holds it is another one. */
export function tokenOf(text: string): RegExp {
  return new RegExp(`(?<![\\w.-])${quoted(text)}(?![\\w.-])`, "i");
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
