/** What the rest of a configuration can see of a piece of it: a server, an upstream, any other block or statement beside them. */
import type { Piece, PlacedName } from "../../catalogue/check.ts";
import { type Directive, walk } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import { type Face, spelled } from "../locality.ts";

/** What the servers of a socket have from its default one, and it from them. */
const ofSocket = /^(?:listen|include|ssl_.*|http2|http3)$/;

export const faceOf = remembered(({ node, names }: Piece): Face => {
  if (node.kind !== "directive") return { forAll: "", defines: new Map(), mentions: new Map() };
  const keyword = node.words[0].value;
  const defines = new Map<string, string>();
  const mentions = new Map<string, string>();
  const socket = keyword === "server" ? socketOf(node) : "";
  for (const name of names) {
    const isDefinition = name.role === "definition";
    const text = isDefinition ? spelledWith(name) : `${socket} ${spelled(name.directive)}`;
    append(isDefinition ? defines : mentions, name.name.toLowerCase(), text);
  }
  if (keyword === "server") for (const port of portsOf(node)) append(defines, `port ${port}`, socket);
  else if (keyword === "upstream") append(defines, node.words[1]?.value.toLowerCase() ?? "", whole(node));
  const isSeenByAll = keyword !== "server" && keyword !== "upstream" && !frame.test(keyword);
  return { forAll: isSeenByAll ? whole(node) : frame.test(keyword) ? spelled(node) : "", defines, mentions };
});

const frame = /^(?:http|stream|mail)$/;

function socketOf(server: Directive): string {
  return statementsOf(server)
    .filter(({ words }) => ofSocket.test(words[0].value))
    .map(spelled)
    .join("\n");
}

/** Without `listen` it is 80. */
function portsOf(server: Directive): string[] {
  const listens = statementsOf(server).filter(({ words }) => words[0].value === "listen");
  const ports = listens.map(({ words }) => /(?:^|:)(\d+)(?:-\d+)?$/.exec(words[1]?.value ?? "")?.[1] ?? "80");
  return ports.length === 0 ? ["80"] : ports;
}

function statementsOf({ body }: Directive): Directive[] {
  return (body?.children ?? []).filter((node) => node.kind === "directive");
}

/** What gives a name: of one in a block of values, such as `map`, all of it. */
function spelledWith({ directive, parents }: PlacedName): string {
  const around = parents.at(-1);
  return around?.words[0].value === "map" ? whole(around) : spelled(directive);
}

function whole(top: Directive): string {
  const all: string[] = [];
  for (const { node } of walk({ children: [top] })) if (node.kind === "directive") all.push(spelled(node));
  return all.join("\n");
}

function append(to: Map<string, string>, name: string, text: string): void {
  to.set(name, `${to.get(name) ?? ""}${text}\n`);
}
