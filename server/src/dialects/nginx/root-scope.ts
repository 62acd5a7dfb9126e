/** The block that a file's top level stands in: `main` for a whole configuration, else where its place and content fit. */
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { bestScope, checkTree } from "../../catalogue/check.ts";
import type { Tree } from "../../syntax/tree.ts";
import { type Span, span } from "../../text/span.ts";

/** Only at the top of a whole configuration. */
const mainBlocks = new Set(["http", "events", "stream", "mail"]);

/** Where fragments are included, the likelier first. */
export const fragmentScopes = [
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
  const names = topLevelNames(tree);
  if (isMain(names)) return "main";
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

/** Of a fragment that does not say itself what it is for. */
export function isScopeGuessed(tree: Tree, catalogue: Catalogue): boolean {
  return toldScopes(tree, catalogue).length === 0 && !isMain(topLevelNames(tree));
}

function topLevelNames({ children }: Tree): ReadonlySet<string> {
  return new Set(children.flatMap((node) => (node.kind === "directive" ? [node.words[0].value] : [])));
}

function isMain(names: ReadonlySet<string>): boolean {
  return [...mainBlocks].some((name) => names.has(name));
}

/** `# kalint: context=server,location`: the blocks that a fragment is written for. */
function toldScopes(tree: Tree, catalogue: Catalogue): readonly string[] {
  return toldContexts(tree)
    .filter(({ name }) => isContext(name, catalogue))
    .map(({ name }) => name);
}

/** What such comments name, right or wrong, each with its place. */
export function toldContexts({ text, comments }: Tree): readonly ({ readonly name: string } & Span)[] {
  if (!text.includes("kalint:")) return [];
  return comments.flatMap(({ start, end }) => {
    const told = /(kalint:\s*context=)([\w,-]+)/.exec(text.slice(start, end));
    const from = start + (told?.index ?? 0) + (told?.[1]?.length ?? 0);
    return [...(told?.[2] ?? "").matchAll(/[^,]+/g)].map(({ 0: name, index }) => ({
      name,
      ...span(from + index, from + index + name.length),
    }));
  });
}

export function isContext(name: string, catalogue: Catalogue): boolean {
  return name === "main" || !catalogue.isTopLevel(name);
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
