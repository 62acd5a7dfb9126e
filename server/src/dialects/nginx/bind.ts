/** Reads a checked tree as a model: names, includes, where the servers listen and what the upstreams are made of. */
import type { CheckedTree, KnownDirective } from "../../catalogue/check.ts";
import { parseAddress } from "../../model/address.ts";
import type { FileModel, Include } from "../../model/file-model.ts";
import type { Listener, Pool, PoolServer, ProxyModel } from "../../model/proxy.ts";
import { args, type Directive, headSpan } from "../../syntax/tree.ts";
import { parseEndpoint } from "./endpoint.ts";

export function bind(checked: CheckedTree): FileModel {
  const includes: Include[] = [];
  for (const { directive, entry, scope } of checked.known.values())
    if (entry.name === "include") addInclude(includes, directive, scope);
  let proxy: ProxyModel | undefined;
  return {
    names: checked.names,
    includes,
    // Few ask.
    get proxy() {
      proxy ??= proxyOf(checked);
      return proxy;
    },
  };
}

function proxyOf(checked: CheckedTree): ProxyModel {
  const listeners: Listener[] = [];
  const pools: Pool[] = [];
  for (const known of checked.known.values()) {
    const { directive, entry } = known;
    if (entry.opens === "upstream" || entry.opens === "stream-upstream") addPool(pools, directive);
    else if (entry.opens === "server" || entry.opens === "stream-server" || entry.opens === "mail-server") {
      addListeners(listeners, directive, checked, known);
    }
  }
  return { listeners, pools };
}

function addInclude(includes: Include[], directive: Directive, scope: string): void {
  const [word] = args(directive);
  if (word === undefined) return;
  const unknown = word.unknown === undefined ? {} : { unknown: true as const };
  includes.push({ pattern: word.value, span: { start: word.start, end: word.end }, scope, ...unknown });
}

/** A server without `listen` listens on port 80 of every address, where nginx runs as root. */
function addListeners(
  listeners: Listener[],
  server: Directive,
  checked: CheckedTree,
  known: KnownDirective,
): void {
  const children = directivesIn(server);
  const owner = children.find((d) => d.words[0].value === "server_name")?.words[1]?.value ?? "";
  const listens = children.filter((d) => d.words[0].value === "listen" && checked.known.has(d));
  const includes = children.some((d) => d.words[0].value === "include");
  for (const listen of listens) {
    const [word, ...options] = args(listen);
    if (word === undefined || word.unknown !== undefined) continue;
    const { host, socket, ports, badPort } = parseEndpoint(word.value, true);
    if (badPort !== undefined) continue;
    const udp = options.some((o) => o.value === "udp" || o.value === "quic");
    const address = socket ? host : (parseAddress(host)?.text ?? host);
    const span = headSpan(listen);
    listeners.push({
      owner,
      address,
      ...(socket ? {} : { ports: ports ?? [80, 80] }),
      protocol: udp ? "udp" : "tcp",
      span,
    });
  }
  if (listens.length === 0 && known.entry.opens === "server" && !includes) {
    listeners.push({ owner, address: "*", ports: [80, 80], protocol: "tcp", span: headSpan(server) });
  }
}

function addPool(pools: Pool[], upstream: Directive): void {
  const [name] = args(upstream);
  if (name === undefined || name.unknown !== undefined) return;
  const servers: PoolServer[] = [];
  for (const server of directivesIn(upstream)) {
    const [address, ...options] = args(server);
    if (server.words[0].value !== "server" || address === undefined) continue;
    const found = parseEndpoint(address.value, false);
    const port = found.ports?.[0];
    servers.push({
      address: parseAddress(found.host)?.text ?? found.host,
      ...(port === undefined ? {} : { port }),
      backup: options.some((o) => o.value === "backup"),
      span: headSpan(server),
    });
  }
  const span = { start: name.start, end: name.end };
  pools.push({
    name: { value: name.value, span },
    span: { start: upstream.start, end: upstream.end },
    servers,
  });
}

function directivesIn(block: Directive): Directive[] {
  return (block.body?.children ?? []).filter((node) => node.kind === "directive");
}
