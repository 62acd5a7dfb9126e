/** New blocks as they are worth writing, and what is mostly written in a block. */
import type { WritingPlace } from "../../dialect.ts";
import { freeName } from "../../model/free-name.ts";
import { withPlaces } from "../../text/snippet-places.ts";

/** The lines of a block by scope and name. `<pool>` is an upstream, `<new x>` a name that none has yet. */
const blocks: Readonly<Record<string, readonly string[]>> = {
  "http/upstream": [
    "upstream <new app> {",
    "\tserver <192.0.2.11:8080>;",
    "\tserver <192.0.2.12:8080>;",
    "}",
  ],
  "stream/upstream": [
    "upstream <new db> {",
    "\tserver <192.0.2.21:3306>;",
    "\tserver <192.0.2.22:3306> backup;",
    "}",
  ],
  "stream/server": ["server {", "\tlisten <3306>;", "\tproxy_pass <pool>;", "}"],
};

const files = ["server {", "\tlisten <80>;", "\tserver_name <example.com>;", "\troot </srv/www>;", "}"];

/** What an application behind it has to be told of the client. */
const passing = [
  "\tproxy_pass http://<pool>;",
  "\tproxy_set_header Host $host;",
  "\tproxy_set_header X-Real-IP $remote_addr;",
  "\tproxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
  "\tproxy_set_header X-Forwarded-Proto $scheme;",
  "}",
];

/** Blocks of `http` that pass on to an upstream where there is one. */
const proxies: Readonly<Record<string, readonly string[]>> = {
  "http/server": [
    "server {",
    "\tlisten <80>;",
    "\tserver_name <example.com>;",
    "",
    ...["location / {", ...passing].map((line) => `\t${line}`),
    "}",
  ],
  "server/location": ["location </> {", ...passing],
};

/** A server in `http` serves files where there is no upstream. */
export function snippet(name: string, { scope, unit }: WritingPlace): string | undefined {
  const [pool] = unit.flatMap((file) => file.proxy?.pools ?? []);
  const block = `${scope}/${name}`;
  const lines =
    (pool === undefined ? undefined : proxies[block]) ?? (block === "http/server" ? files : blocks[block]);
  return (
    lines &&
    withPlaces(lines, (source) => {
      if (source === "pool") return pool?.name.value ?? "192.0.2.21:3306";
      return source.startsWith("new ") ? freeName(source.slice(4), unit) : source;
    })
  );
}

const usual: Readonly<Record<string, string>> = {
  main: "user worker_processes error_log pid events http stream include",
  events: "worker_connections",
  http: "server upstream include map log_format access_log gzip client_max_body_size limit_req_zone proxy_cache_path",
  server:
    "listen server_name location root ssl_certificate ssl_certificate_key return include index access_log error_page",
  location:
    "proxy_pass proxy_set_header try_files root alias return fastcgi_pass include add_header expires allow deny rewrite",
  upstream: "server keepalive least_conn ip_hash hash zone",
  stream: "server upstream include log_format",
  "stream-server": "listen proxy_pass proxy_timeout proxy_connect_timeout ssl_preread",
  "stream-upstream": "server least_conn hash zone",
  "if-in-location": "return rewrite set proxy_pass",
  "if-in-server": "return rewrite set",
};

export function usualIn(scope: string): readonly string[] {
  return (usual[scope] ?? "").split(" ");
}
