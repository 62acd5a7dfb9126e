/** A whole nginx.conf around an example of nginx's explanations: what it uses and does not define is there. */
import { dialectById } from "../../server/src/dialects/all.ts";
import { catalogueFor } from "../../server/src/workspace/source-file.ts";
import { newestTarget } from "./lint-text.ts";

export function nginxAround(example: string): string {
  const scope = scopeOf(example);
  const wrap = wrappers[scope];
  if (wrap === undefined) throw new Error(`no configuration around an example of ${scope}: ${example}`);
  return wrap(`${example}\n`);
}

/** The block that the lines stand in, as kalint finds it for a fragment. */
function scopeOf(example: string): string {
  const nginx = dialectById("nginx");
  const catalogue = catalogueFor(nginx, newestTarget("nginx"));
  return nginx.rootScope(nginx.parse(example), catalogue, "/etc/nginx/example.conf") ?? "none";
}

const events = "events {}\n";
const http = (inside: string) => `${events}http {\n${given(inside)}${inside}}\n`;
const server = (inside: string) =>
  http(`server {\n${/^\s*listen\b/m.test(inside) ? "" : "listen 8080;\n"}${inside}}\n`);
const stream = (inside: string) => `${events}stream {\n${inside}}\n`;

const wrappers: Readonly<Record<string, (inside: string) => string>> = {
  main: (inside) => (/^\s*events\b/m.test(inside) ? inside : `${inside}${events}`),
  events: (inside) => `events {\n${inside}}\n`,
  http,
  server,
  location: (inside) => server(`location /example {\n${inside}}\n`),
  upstream: (inside) => {
    const servers = /^\s*server\b/m.test(inside) ? "" : "server 192.0.2.11:8080;\n";
    return http(`upstream example {\n${servers}${inside}}\n`);
  },
  types: (inside) => http(`types {\n${inside}}\n`),
  stream,
  "stream-server": (inside) => stream(`server {\n${inside}}\n`),
  "stream-upstream": (inside) => stream(`upstream example {\n${inside}}\n`),
};

/** What examples use and do not define. */
function given(inside: string): string {
  const all: readonly (readonly [RegExp, RegExp, string])[] = [
    [/\/\/app\b|_pass app\b/, /upstream app\b/, "upstream app { server 192.0.2.11:8080; }"],
    [/\bzone=perip\b/, /limit_req_zone/, "limit_req_zone $binary_remote_addr zone=perip:10m rate=10r/s;"],
    [/\blimit_conn perip\b/, /limit_conn_zone/, "limit_conn_zone $binary_remote_addr zone=perip:10m;"],
    [/_cache pages;/, /keys_zone/, "proxy_cache_path /var/cache/nginx keys_zone=pages:10m max_size=1g;"],
    [/\.log main\b/, /log_format main/, "log_format main '$remote_addr $request $status';"],
  ];
  return all
    .filter(([used, defined]) => used.test(inside) && !defined.test(inside))
    .map(([, , line]) => `${line}\n`)
    .join("");
}
