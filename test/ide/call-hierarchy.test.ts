import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { type Call, callItemsAt, incomingCalls, outgoingCalls } from "../../server/src/ide/call-hierarchy.ts";
import { marked, placed } from "./support.ts";

/** What the cursor stands for. */
function items(text: string, dialect: DialectId = "haproxy"): string[] {
  const { snapshot, file, offset } = marked(dialect, text);
  return callItemsAt(snapshot, file, offset).map(
    ({ kind, file: at, nameSpan }) => `${kind} ${placed({ file: at, span: nameSpan })}`,
  );
}

/** The neighbours of what the cursor stands for, with the lines that send. */
function calls(text: string, way: typeof incomingCalls, dialect: DialectId = "haproxy"): string[] {
  const { snapshot, file, offset } = marked(dialect, text);
  return callItemsAt(snapshot, file, offset).flatMap((item) =>
    way(snapshot, item.file, item.nameSpan.start).map((call) =>
      spell(call, way === incomingCalls ? call.node.file : item.file),
    ),
  );
}

function spell({ node, spans }: Call, file: Call["node"]["file"]): string {
  return `${node.kind} ${node.name}: ${spans.map((span) => placed({ file, span })).join(", ")}`;
}

const text = `//- /h/haproxy.cfg
defaults
  default_backend rest
frontend web
  acl api path_beg /api
  use_backend app if api
  use_backend app if { nbsrv(rest) lt 1 }
  use_backend %[var(txn.x)] if { path /x }
listen both
  bind :81
  use_backend nowhere if { path / }
  default_backend app
  server own 192.0.2.1:80
frontend app
  default_backend app
//- /h/conf.d/app.cfg
backend app
  use_backend rest
  server one 192.0.2.10:80 check
  server-template two 1-3 192.0.2.20:80
backend rest
  server one 192.0.2.30:80
`;

describe("the call hierarchy", () => {
  it.each([
    ["a frontend", "frontend w$0eb", 'frontend haproxy.cfg:3 "web"'],
    ["the backend that a rule names", "use_backend a$0pp if api", 'backend app.cfg:1 "app"'],
    ["the backend in a condition", "nbsrv(re$0st)", 'backend app.cfg:5 "rest"'],
    ["a server", "server o$0ne 192.0.2.10", 'server app.cfg:3 "one"'],
    ["the section that a line begins", "li$0sten both", 'listen haproxy.cfg:8 "both"'],
  ])("begins at %s", (_, place, expected) => {
    expect(items(text.replace(place.replace("$0", ""), place))).toEqual([expected]);
  });

  it.each(["ac$0l api", "use_backend no$0where", "use_b$0ackend %[var"])("has nothing at %s", (place) => {
    expect(items(text.replace(place.replace("$0", ""), place))).toEqual([]);
  });

  it("goes from a frontend to the backends of its rules, none made up for one that a request decides", () => {
    expect(calls(text.replace("frontend web", "frontend w$0eb"), outgoingCalls)).toEqual([
      'backend rest: haproxy.cfg:2 "rest"',
      'backend app: haproxy.cfg:5 "app", haproxy.cfg:6 "app"',
    ]);
  });

  it("goes from a listen section to backends and to its own servers", () => {
    expect(calls(text.replace("listen both", "listen b$0oth"), outgoingCalls)).toEqual([
      'backend app: haproxy.cfg:11 "app"',
      'server own: haproxy.cfg:12 "own"',
    ]);
  });

  it("goes from a backend to its servers, not to what it can not send to", () => {
    expect(calls(text.replace("backend app\n  use", "backend a$0pp\n  use"), outgoingCalls)).toEqual([
      'server one: app.cfg:3 "one"',
      'server-template two: app.cfg:4 "two"',
    ]);
  });

  it("comes to a backend from every file", () => {
    expect(calls(text.replace("backend app\n  use", "backend a$0pp\n  use"), incomingCalls)).toEqual([
      'frontend web: haproxy.cfg:5 "app", haproxy.cfg:6 "app"',
      'listen both: haproxy.cfg:11 "app"',
      'frontend app: haproxy.cfg:14 "app"',
    ]);
  });

  it("comes to a server from its own backend", () => {
    expect(calls(text.replace("one 192.0.2.30", "o$0ne 192.0.2.30"), incomingCalls)).toEqual([
      'backend rest: app.cfg:6 "one"',
    ]);
  });

  it("ends at a frontend and at a server", () => {
    expect(calls(text.replace("frontend web", "frontend w$0eb"), incomingCalls)).toEqual([]);
    expect(calls(text.replace("one 192.0.2.30", "o$0ne 192.0.2.30"), outgoingCalls)).toEqual([]);
  });
});

describe("the call hierarchy of nginx", () => {
  const site = `//- /n/nginx.conf
events {}
http {
  include up.conf;
  server {
    server_name a.example.com;
    listen 443 ssl;
    error_page 502 @down;
    location /api {
      if ($args) {
        proxy_pass http://app;
      }
      proxy_pass http://app/v1;
      location /api/deep {
        grpc_pass $chosen;
      }
    }
    include part.conf;
    location @down { return 502; }
  }
}
stream {
  upstream app { server 192.0.2.9:1; }
  server {
    listen 1;
    proxy_pass app;
  }
}
//- /n/up.conf
upstream app {
  server 192.0.2.1:80 weight=2;
  server unix:/run/b;
}
//- /n/part.conf
location / {
  fastcgi_pass app;
}
`;
  const at = (place: string) => site.replace(place.replace("$0", ""), place);

  it.each([
    ["a server", "ser$0ver {\n    server_name", 'server nginx.conf:4 "server"'],
    ["a location", "locat$0ion /api {", 'location nginx.conf:8 "/api"'],
    ["a named location", "502 @do$0wn", 'location nginx.conf:18 "@down"'],
    ["a server of an upstream", "ser$0ver 192.0.2.1:80", 'server up.conf:2 "192.0.2.1:80"'],
  ])("begins at %s", (_, place, expected) => {
    expect(items(at(place), "nginx")).toEqual([expected]);
  });

  it("goes from a server to its locations, included ones too", () => {
    expect(calls(at("ser$0ver {\n    server_name"), outgoingCalls, "nginx")).toEqual([
      'location location /: nginx.conf:4 "server"',
      'location location @down: nginx.conf:7 "@down", nginx.conf:18 "@down"',
      'location location /api: nginx.conf:8 "/api"',
    ]);
  });

  it("goes from a location to what it sends to, a variable left out", () => {
    expect(calls(at("locat$0ion /api {"), outgoingCalls, "nginx")).toEqual([
      'upstream app: nginx.conf:10 "app", nginx.conf:12 "app"',
      'location location /api/deep: nginx.conf:13 "/api/deep"',
    ]);
    expect(calls(at("locat$0ion /api/deep"), outgoingCalls, "nginx")).toEqual([]);
  });

  it("goes from an upstream to its servers", () => {
    expect(calls(at("proxy_pass http://a$0pp/v1"), outgoingCalls, "nginx").at(-1)).toBe(
      'server unix:/run/b: up.conf:3 "unix:/run/b"',
    );
  });

  it("comes to an upstream from http or from stream, each with its own", () => {
    expect(calls(at("upstream a$0pp {\n  server 192.0.2.1:80"), incomingCalls, "nginx")).toEqual([
      'location location /api: nginx.conf:10 "app", nginx.conf:12 "app"',
      'location location /: part.conf:2 "app"',
    ]);
    expect(calls(at("upstream a$0pp { server 192.0.2.9:1"), incomingCalls, "nginx")).toEqual([
      'server server :1: nginx.conf:25 "app"',
    ]);
  });
});
