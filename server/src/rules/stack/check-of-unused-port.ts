/** A health check of the web server that asks a port of its own host on which no file of the node listens. */
import type { ClusterNode, Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { clusterRule } from "../rule.ts";

export const checkOfUnusedPort = clusterRule({
  name: "check-of-unused-port",
  group: "stack",
  code: "ST105",
  severity: "info",
  daemon: "silent",
  check({ cluster }, report) {
    for (const node of cluster.nodes) {
      const proxies = node.units.filter(({ files }) => files[0]?.dialect.id !== "keepalived");
      const ports = portsOf(proxies);
      if (ports === undefined || ports.length === 0) continue;
      for (const file of keepalivedFiles(node)) {
        for (const { name, command } of file.model.vrrp?.scripts ?? []) {
          const asked = command === undefined ? undefined : askedPort(command.value);
          if (command === undefined || asked === undefined || !isOfProxy(`${name.value} ${command.value}`))
            continue;
          if (ports.some(([first, last]) => asked >= first && asked <= last)) continue;
          report({ file, span: command.span }, "unused", {
            params: {
              port: asked,
              ports: [...new Set(ports.map(([first]) => first))].slice(0, 6).join(", "),
            },
          });
        }
      }
    }
  },
});

function keepalivedFiles({ units }: ClusterNode): readonly SourceFile[] {
  return units.flatMap(({ files }) => files).filter(({ dialect }) => dialect.id === "keepalived");
}

/** The TCP ports that the proxies listen on; `undefined` where not all of their files are here. */
function portsOf(proxies: readonly Unit[]): (readonly [number, number])[] | undefined {
  if (proxies.some(({ partial, files }) => partial || files.some(({ tree }) => tree.templated)))
    return undefined;
  return proxies
    .flatMap(({ files }) => files)
    .flatMap(({ model }) => model.proxy?.listeners ?? [])
    .flatMap(({ ports, protocol }) => (ports === undefined || protocol !== "tcp" ? [] : [ports]));
}

/** The port of a plain request to the host itself. */
function askedPort(command: string): number | undefined {
  const [, scheme, port] =
    /\b(?:curl|wget)\b[^|;&]*?\b(https?):\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::(\d+))?/.exec(command) ??
    [];
  if (scheme !== undefined) return port === undefined ? (scheme === "https" ? 443 : 80) : Number(port);
  const [, bare] = /(?:\/dev\/tcp\/|\bnc\b[^|;&]*?\s)(?:127\.0\.0\.1|localhost)[ /](\d+)/.exec(command) ?? [];
  return bare === undefined ? undefined : Number(bare);
}

/** It says by its words that it is about the web server or the proxy. */
function isOfProxy(text: string): boolean {
  return /nginx|haproxy|web|http_check|check_http/i.test(text);
}
