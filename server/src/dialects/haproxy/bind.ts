/** Reads a checked haproxy.cfg as names, listeners and pools of servers. */
import type { CheckedTree, PlacedName } from "../../catalogue/check.ts";
import type { FileModel } from "../../model/file-model.ts";
import type { Listener, Pool, PoolServer, ProxyModel } from "../../model/proxy.ts";
import type { Directive, Node, Word } from "../../syntax/tree.ts";
import { parseAddress } from "./address.ts";

export function bind(checked: CheckedTree): FileModel {
  let proxy: ProxyModel | undefined;
  return {
    names: withTables(checked),
    includes: [],
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
  for (const node of checked.tree.children) {
    if (node.kind !== "directive" || node.body === undefined) continue;
    const [keyword, name] = node.words;
    const isProxy = keyword.value === "frontend" || keyword.value === "backend" || keyword.value === "listen";
    if (!isProxy || name === undefined) continue;
    if (keyword.value !== "backend") listeners.push(...listenersOf(node, name));
    if (keyword.value !== "frontend") {
      pools.push({ name: { value: name.value, span: name }, span: node, servers: serversOf(node) });
    }
  }
  return { listeners, pools };
}

/** The names that were found, those of proxies that have a stick table also as names of tables. */
function withTables({ tree, names }: CheckedTree): readonly PlacedName[] {
  if (!tree.text.includes("stick-table")) return names;
  const owners = new Set(
    tree.children.filter((node) => node.kind === "directive" && node.body?.children.some(isStickTable)),
  );
  if (owners.size === 0) return names;
  return names.map((name) =>
    name.role === "definition" && owners.has(name.directive)
      ? { ...name, kinds: [...name.kinds, "table"] }
      : name,
  );
}

function isStickTable(node: Node): boolean {
  return node.kind === "directive" && node.words[0].value === "stick-table";
}

function listenersOf(section: Directive, name: Word): Listener[] {
  return linesOf(section, "bind").flatMap((line) => {
    const word = line.words[1];
    if (word === undefined || word.unknown !== undefined) return [];
    return word.value.split(",").flatMap((part): Listener[] => {
      if (part === "" || part.includes("$")) return [];
      const { host, ports, datagram, local } = parseAddress(part);
      if (!local && ports === undefined) return [];
      const address = local ? host : canonical(host);
      const protocol = datagram || part.startsWith("quic") ? "udp" : "tcp";
      return [
        { owner: name.value, address, ...(ports === undefined ? {} : { ports }), protocol, span: word },
      ];
    });
  });
}

function serversOf(section: Directive): PoolServer[] {
  return linesOf(section, "server").flatMap((line): PoolServer[] => {
    const [, name, target, ...options] = line.words;
    if (name === undefined || target === undefined || target.unknown !== undefined) return [];
    const { host, ports } = parseAddress(target.value);
    const backup = options.some((word) => word.value === "backup");
    const port = ports === undefined ? {} : { port: ports[0] };
    return [{ name: name.value, address: host, ...port, backup, span: line }];
  });
}

function linesOf(section: Directive, keyword: string): Directive[] {
  const lines: Directive[] = [];
  for (const node of section.body?.children ?? []) {
    if (node.kind === "directive" && node.words[0].value === keyword) lines.push(node);
  }
  return lines;
}

/** `*` and nothing at all are every address. */
function canonical(host: string): string {
  return host === "" || host === "*" || host === "0.0.0.0" || host === "::" ? "*" : host.toLowerCase();
}
