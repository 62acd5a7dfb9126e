/** The block that a file's top level stands in: `main` for a whole configuration, else where its place and content fit. */
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { bestScope, checkTree } from "../../catalogue/check.ts";
import type { Tree } from "../../syntax/tree.ts";

/** Only at the top of a whole configuration. */
const mainBlocks = new Set(["http", "events", "stream", "mail"]);

/** Where fragments are included, the likelier first. */
const fragmentScopes = [
  "http",
  "server",
  "location",
  "main",
  "upstream",
  "stream",
  "stream-server",
  "stream-upstream",
  "mail",
  "mail-server",
  "types",
  "events",
];

export function rootScope(tree: Tree, catalogue: Catalogue, path: string): string | undefined {
  const told = toldScopes(tree, catalogue);
  if (told.length > 0) return bestScope(tree, catalogue, told) ?? told[0];
  const names = new Set<string>();
  for (const node of tree.children) if (node.kind === "directive") names.add(node.words[0].value);
  for (const name of names) if (mainBlocks.has(name)) return "main";
  const best = bestScope(tree, catalogue, fragmentScopes);
  if (best === "http" && (names.has("server") || names.has("upstream")))
    return familyOfServers(tree, catalogue, path);
  if (best !== undefined) return best;
  if (/(?:^|\/)mime\.types$/.test(path)) return "types";
  return /(?:^|\/)nginx\.conf$/.test(path)
    ? "main"
    : /(?:^|\/)(?:conf\.d|sites-\w+)\//.test(path)
      ? "http"
      : undefined;
}

/** `# kalint: context=server,location`: the blocks that a fragment is written for. */
function toldScopes({ text, comments }: Tree, catalogue: Catalogue): readonly string[] {
  if (!text.includes("kalint:")) return [];
  const names = comments.flatMap(
    ({ start, end }) => /kalint:\s*context=([\w,-]+)/.exec(text.slice(start, end))?.[1]?.split(",") ?? [],
  );
  return names.filter((name) => name === "main" || !catalogue.isTopLevel(name));
}

/** All have servers; what these hold tells them apart, and where that fits several the path does. */
function familyOfServers(tree: Tree, catalogue: Catalogue, path: string): string {
  const misfits = (scope: string) =>
    checkTree(tree, catalogue, scope).problems.filter((p) => p.verdict === "reject").length;
  const [http, stream] = [misfits("http"), misfits("stream")];
  if (Math.min(http, stream) > 0 && misfits("mail") < Math.min(http, stream)) return "mail";
  if (http !== stream) return http < stream ? "http" : "stream";
  return /(?:^|[/._-])streams?(?:[/._-]|$)/i.test(path) ? "stream" : "http";
}
