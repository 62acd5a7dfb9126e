/** Single lines, given to the HAProxy that is installed: kalint must refuse what it refuses, and nothing else. */
import { describe, it } from "vitest";
import { installedTarget } from "../support/daemons.ts";
import { expectAgreement } from "./expect-agreement.ts";

const target = installedTarget("haproxy", "single lines on the real haproxy");

const start = `defaults
    mode http
    timeout client 1s
    timeout connect 1s
    timeout server 1s
`;
const frontend = `frontend web
    bind :8888
`;
const end = `backend app
    stick-table type ip size 10 store gpc0
    server app1 127.0.0.1:8080
userlist people
    user ann insecure-password secret
`;

const lines: Readonly<Record<string, readonly string[]>> = {
  frontend: [
    ...["5", "5s", "5S", "1.5s", "10m5s", "s", "", "5u", "5us", "-5s", "5sx", "3000000s", "100us", "0"].map(
      (v) => `timeout client-fin ${v}`,
    ),
    ...[
      "80",
      "127.0.0.1",
      ":0",
      ":81,:82",
      ":83,",
      ",:84",
      ":90-85",
      ":85-",
      ":-86",
      ":x",
      ":87x",
      "localhost:89",
      "[::]:90 v4v6",
      "udp@:91",
      "/tmp/kalint-x.sock",
      "abns@kalint",
      "fd@x",
      "$X:92",
      ":70000",
      "foo@:93",
    ].map((v) => `bind ${v}`),
    ...[
      "/dev/log foo",
      "global",
      "127.0.0.1",
      "127.0.0.1 local0 foo",
      "127.0.0.1 local0 info err",
      "127.0.0.1 len 10 local0",
      "127.0.0.1:x local0",
      "127.0.0.1:5-6 local0",
      "stdout local0",
      "ring@x local0",
    ].map((v) => `log ${v}`),
    ...[
      "a src -x 1",
      "a src -m foo 1",
      "a hdr(host) -m",
      "a path -i /x",
      "a/b path /",
      "a nope /",
      "a path,nope /",
      "a nbsrv(nope) gt 1",
      "a nbsrv(app) gt 1",
      "a sc0_get_gpc0(nope) gt 0",
      "a src_get_gpc0(app) gt 0",
      "a http_auth(nope)",
      "a http_auth(people)",
      "a \"str(a),field(1,',')\"",
      "a int(x)",
    ].map((v) => `acl ${v}`),
    ...[
      "deny if nope",
      "deny if TRUE",
      "deny if { path / ",
      "deny if { path / } and TRUE",
      "deny if !TRUE || FALSE",
      "deny if",
      "deny nope",
      "nope",
      "set-var(x) src",
      "set-var(txn.x) src",
      "set-var(txn.x-y) src",
      "set-var(txn.) src",
      "set-var txn.x src",
      "set-header x 100%",
      "set-header x 100%%",
      "set-header x %nope",
      "set-header x a%,b",
      "set-header x %[src",
      "set-header x %[src,lower]",
      "set-header x %[src,nope]",
      "track-sc0 src",
      "track-sc0 src table app",
      "track-sc0 src table nope",
      "cache-use nope",
      "redirect location /x code 301",
      "redirect location /x code 999",
    ].map((v) => `http-request ${v}`),
    ...[
      "maxconn abc",
      "no maxconn 5",
      "no option httpclose",
      "no option forwardfor",
      "no log",
      "option nope",
      "option httplog clf",
      "option httplog nope",
      "option abortonclose",
      "option forwardfor nope",
      "monitor-uri /x y",
      "default_backend nope",
      "default_backend app",
      "default_backend app if TRUE",
      "use_backend nope if TRUE",
      "use_backend %[path]",
      "errorfiles nope",
      "server a 127.0.0.1",
      "nope",
      'description ""',
      'log-format "%ci 100%"',
      "stats refresh 5S",
      "capture request header x len abc",
      "retry-on all-retryable-errors",
      "unique-id-format %nope",
      "compression algo nope",
      "bind :94 ssl",
      "stick-table type ip",
      "stick-table type ip size 1 store nope",
    ],
  ],
  backend: [
    ...[
      "127.0.0.1:99999",
      "127.0.0.1:80abc",
      "127.0.0.1:abc",
      "127.0.0.1:80-90",
      "127.0.0.1:+90",
      "127.0.0.1:",
      "::1:80",
      "*:80",
      "127.0.0.1 check",
      "127.0.0.1 check port 80",
      "127.0.0.1:80 nope",
      "127.0.0.1:80 weight",
      "127.0.0.1:80 weight abc",
      "127.0.0.1:80 rise abc",
      "127.0.0.1:80 ssl",
      "127.0.0.1:80 ssl verify none",
      "127.0.0.1:80 resolvers nope",
      "127.0.0.1:80 track nope",
      "127.0.0.1:80 inter 5S",
      "udp@127.0.0.1:80",
    ].map((v) => `server s ${v}`),
    "server a/b 127.0.0.1",
    ...[
      "balance nope",
      "balance uri nope",
      "balance hdr(x)",
      "hash-type consistent nope",
      "hash-type consistent sdbm",
      "cookie x insert",
      "cookie x insert nope",
      "option redispatch abc",
      "option httpchk GET / HTTP/1.1 a b",
      "option smtpchk a",
      "option mysql-check user",
      "stick on src",
      "stick on src table app",
      "use-server nope if TRUE",
      "use-fcgi-app nope",
      "dispatch 127.0.0.1",
      "source 127.0.0.1:1-2",
      "mode nope",
      "http-check expect status 200",
      "http-check expect nope",
      "tcp-check connect port 80",
      "default-server check inter 2s",
      "default-server nope",
      "fullconn abc",
      "retries abc",
      "http-reuse nope",
      "timeout nope 5s",
      "errorfile 999 /dev/null",
    ],
  ],
};

describe.skipIf(target === undefined)("the installed haproxy", () => {
  const samples = Object.entries(lines).flatMap(([section, all]) => all.map((line) => ({ section, line })));

  it.each(samples)("agrees on `$line` in a $section", ({ section, line }) => {
    const own = section === "frontend" ? `    ${line}\n` : `backend here\n    ${line}\n`;
    const text = start + frontend + own + end;
    expectAgreement("haproxy", text, target);
  });
});
