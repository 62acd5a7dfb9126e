/**
 * Servers, the locations in them, the upstreams these send to, and the servers of those. What a variable decides is left
 * out.
 */
import type { PlacedName } from "../../catalogue/check.ts";
import { allBlocks, isOpened, type OpenedBlock, outward, type Statement } from "../../rules/nginx/blocks.ts";
import { type Directive, headSpan } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Send, Traffic, TrafficNode } from "../traffic.ts";
import { blockTitle } from "./block-title.ts";

const roles: Readonly<Record<string, TrafficNode["role"]>> = {
  server: "proxy",
  "stream-server": "proxy",
  location: "proxy",
  upstream: "pool",
  "stream-upstream": "pool",
};

export function nginxTraffic(unit: Unit, snapshot: Snapshot): Traffic {
  const blocks = allBlocks(unit, snapshot).filter(isOpened);
  const nodes = new Map<Directive, TrafficNode>();
  for (const block of blocks) {
    const { directive } = block.opener;
    const role = roles[block.scope ?? ""];
    if (role !== undefined && !nodes.has(directive)) nodes.set(directive, blockNode(block, role));
  }
  const targets = targetsIn(blocks, nodes);
  const named = namesByDirective(unit.files);
  const servers: TrafficNode[] = [];
  const sends = new Map<string, Send>();
  // A file that is included twice has its blocks twice: what they send is one thing.
  const send = (from: TrafficNode, to: TrafficNode, file: SourceFile, at: Span) => {
    const span = file === from.file ? at : from.nameSpan;
    const key = [from, to].map((node) => `${node.file.path}:${node.nameSpan.start}`).join(" ");
    sends.set(`${key} ${span.start}`, { from, to, span });
  };
  for (const block of blocks) {
    const from = nodeAround(block, nodes);
    if (from === undefined) continue;
    for (const statement of block.statements) {
      const { file, directive } = statement;
      const inner = nodes.get(directive);
      if (inner !== undefined) send(from, inner, file, inner.nameSpan);
      for (const name of named.get(directive) ?? []) {
        const to = targets.get(keyOf(block, name.kinds[0], name.name));
        if (to !== undefined) send(from, to, file, name.span);
      }
      if (from.role !== "pool" || directive.words[0].value !== "server") continue;
      const to = serverNode(statement);
      if (to === undefined) continue;
      servers.push(to);
      send(from, to, file, to.nameSpan);
    }
  }
  const order = new Map(unit.files.map((file, i) => [file, i]));
  const fileOf = ({ from }: Send) => order.get(from.file) ?? 0;
  const inOrder = [...sends.values()].sort((a, b) => fileOf(a) - fileOf(b) || a.span.start - b.span.start);
  return { nodes: [...nodes.values(), ...servers], sends: inOrder };
}

/** The upstreams and named locations, by what they are called where they can be meant. */
function targetsIn(blocks: readonly OpenedBlock[], nodes: ReadonlyMap<Directive, TrafficNode>) {
  const targets = new Map<string, TrafficNode>();
  for (const block of blocks) {
    const { directive } = block.opener;
    const node = nodes.get(directive);
    const name = directive.words[1]?.value ?? "";
    if (node === undefined) continue;
    if (node.role === "pool") targets.set(keyOf(block, "upstream", name), node);
    if (name.startsWith("@")) targets.set(keyOf(block, "named-location", name), node);
  }
  return targets;
}

/** Upstreams are known in all of `http` or all of `stream`, named locations in their server. */
function keyOf(block: OpenedBlock, kind = "", name: string): string {
  const around = [...outward(block)];
  const inStream = around.some(({ scope }) => scope === "stream" || scope?.startsWith("stream-"));
  const server = around.find(({ scope }) => scope === "server")?.opener;
  const where =
    kind === "named-location"
      ? `${server?.file.path}:${server?.directive.start}`
      : inStream
        ? "stream"
        : "http";
  return `${kind} ${where} ${name}`;
}

function nodeAround(block: OpenedBlock, nodes: ReadonlyMap<Directive, TrafficNode>): TrafficNode | undefined {
  for (const { opener } of outward(block)) {
    const node = opener === undefined ? undefined : nodes.get(opener.directive);
    if (node !== undefined) return node;
  }
  return undefined;
}

/** What names an upstream or a location to send to. */
function namesByDirective(files: readonly SourceFile[]): ReadonlyMap<Directive, readonly PlacedName[]> {
  const found = new Map<Directive, PlacedName[]>();
  for (const { model } of files) {
    for (const name of model.names) {
      if (name.role !== "reference") continue;
      if (!name.kinds.includes("upstream") && !name.kinds.includes("named-location")) continue;
      const same = found.get(name.directive);
      if (same === undefined) found.set(name.directive, [name]);
      else same.push(name);
    }
  }
  return found;
}

function blockNode(block: OpenedBlock, role: TrafficNode["role"]): TrafficNode {
  const { file, directive } = block.opener;
  const [keyword, ...rest] = directive.words;
  const title = blockTitle(block);
  const server = [...outward(block.parent)].filter(isOpened).find(({ scope }) => scope === "server");
  const around = server === undefined ? undefined : blockTitle(server);
  return {
    file,
    kind: keyword.value,
    role,
    name: keyword.value === "upstream" ? (rest[0]?.value ?? "") : title,
    detail: around ?? keyword.value,
    span: { start: directive.start, end: directive.end },
    head: headSpan(directive),
    nameSpan: spanOf(rest.at(-1) ?? keyword),
  };
}

function serverNode({ file, directive }: Statement): TrafficNode | undefined {
  const [, address, ...options] = directive.words;
  if (address === undefined || address.unknown !== undefined) return undefined;
  const head = headSpan(directive);
  return {
    file,
    kind: "server",
    role: "server",
    name: address.value,
    detail: options.map(({ value }) => value).join(" "),
    span: head,
    head,
    nameSpan: spanOf(address),
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
