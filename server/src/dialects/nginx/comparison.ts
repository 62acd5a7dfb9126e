/** What may differ between the nginx.conf of two nodes that are to do the same, and in which lists the order counts. */
import type { Comparison } from "../../dialect.ts";
import { readLocation } from "./location.ts";

/** The first that matches counts, or each works on what the one before it has left. */
const lists = new Map([
  ["allow", "allow"],
  ["deny", "allow"],
  ...["break", "if", "return", "rewrite", "set"].map((name) => [name, "rewrite"] as const),
]);

export const comparison: Comparison = {
  hosts: new Set([
    ...[
      "daemon",
      "env",
      "lock_file",
      "master_process",
      "pid",
      "ssl_engine",
      "thread_pool",
      "worker_cpu_affinity",
      "worker_priority",
      "worker_processes",
      "worker_rlimit_core",
      "worker_rlimit_nofile",
      "working_directory",
    ].map((name) => `main/${name}`),
    ...[
      "accept_mutex",
      "debug_connection",
      "multi_accept",
      "use",
      "worker_aio_requests",
      "worker_connections",
    ].map((name) => `events/${name}`),
    "resolver",
    ...["backlog=", "rcvbuf=", "sndbuf=", "reuseport", "fastopen="].flatMap((name) => [
      `listen-option/${name}`,
      `stream-listen-option/${name}`,
    ]),
  ]),
  ownName: new Set(),
  ownAddress: new Set(["listen", "server_name", "proxy_bind", "set_real_ip_from"]),
  preferences: new Set([
    "server-option/backup",
    "server-option/weight=",
    "stream-server-option/backup",
    "stream-server-option/weight=",
  ]),
  anyOrder: new Set(["gzip_types", "server_name", "sub_filter_types", "valid_referers", "brotli_types"]),
  toldBy: new Map([
    ["http/server", ["server_name", "listen"]],
    ["stream/server", ["server_name", "listen"]],
    ["mail/server", ["server_name", "listen"]],
  ]),
  firstHas: new Map([
    ["server/listen", "listen-option/default_server"],
    ["stream-server/listen", "stream-listen-option/default_server"],
  ]),
  inOrder({ entry, scope, directive }) {
    if (entry.name === "location")
      return readLocation(directive.words.slice(1))?.kind === "regex" ? "location" : undefined;
    // Of the lines of a `map` the regular expressions are tried in their order.
    if (entry.name === "*")
      return scope === "split_clients" || (scope === "map" && directive.words[0].value.startsWith("~"))
        ? scope
        : undefined;
    return lists.get(entry.name);
  },
  packaged:
    /(?:^|\/)(?:mime\.types|(?:fastcgi|scgi|uwsgi|proxy)_params|fastcgi\.conf|koi-(?:utf|win)|win-utf)$/,
};
