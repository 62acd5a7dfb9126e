/** The block that a file's top level stands in: `main` for a whole configuration, else where its place and content fit. */
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { bestScope } from "../../catalogue/check.ts";
import type { Tree } from "../../syntax/tree.ts";

/** Only at the top of a whole configuration. */
const mainBlocks = new Set(["http", "events", "stream", "mail"]);

/** Where fragments are included, the likelier first. */
const fragmentScopes = ["http", "server", "location", "main", "upstream", "stream", "stream-server", "stream-upstream", "types", "events"];

export function rootScope(tree: Tree, catalogue: Catalogue, path: string): string | undefined {
  const names = new Set<string>();
  for (const node of tree.children) if (node.kind === "directive") names.add(node.words[0].value);
  for (const name of names) if (mainBlocks.has(name)) return "main";
  if (/(?:^|\/)mime\.types$/.test(path)) return bestScope(tree, catalogue, ["http"]) ?? "types";
  const best = bestScope(tree, catalogue, /stream/i.test(path) ? ["stream", ...fragmentScopes] : fragmentScopes);
  if (best !== undefined) return best;
  return /(?:^|\/)nginx\.conf$/.test(path) ? "main" : /(?:^|\/)(?:conf\.d|sites-\w+)\//.test(path) ? "http" : undefined;
}
