import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { definitionAt, highlightsAt, referencesAt } from "../../server/src/ide/definition.ts";
import { marked, placed } from "./support.ts";

function definition(dialect: DialectId, text: string): string[] | undefined {
  const { snapshot, file, offset } = marked(dialect, text);
  return definitionAt(snapshot, file, offset)?.targets.map(placed);
}

function references(dialect: DialectId, text: string, withDefinitions = true): string[] {
  const { snapshot, file, offset } = marked(dialect, text);
  return referencesAt(snapshot, file, offset, withDefinitions).map(placed);
}

const keepalived = `vrrp_script chk {
  script /bin/true
}
vrrp_sync_group G {
  group {
    VI_1
  }
}
vrrp_instance VI_1 {
  track_script {
    chk
  }
}
`;

const haproxy = `frontend one
  acl api path_beg /api
  acl api path_beg /v2
  use_backend app if api
frontend two
  acl api path_beg /other
  use_backend app if !api
backend app
  server s1 10.0.0.1:80
`;

describe("the definition", () => {
  it("of a script in track_script", () => {
    expect(definition("keepalived", keepalived.replace("    chk", "    c$0hk"))).toEqual([
      'keepalived.conf:1 "chk"',
    ]);
  });

  it("of an instance in a sync group", () => {
    expect(definition("keepalived", keepalived.replace("    VI_1", "    VI$0_1"))).toEqual([
      'keepalived.conf:9 "VI_1"',
    ]);
  });

  it("of a backend", () => {
    expect(
      definition("haproxy", haproxy.replace("use_backend app if api", "use_backend a$0pp if api")),
    ).toEqual(['haproxy.cfg:8 "app"']);
  });

  it("of an ACL is every line of that name in the same section", () => {
    expect(definition("haproxy", haproxy.replace("if api", "if a$0pi"))).toEqual([
      'haproxy.cfg:2 "api"',
      'haproxy.cfg:3 "api"',
    ]);
    expect(definition("haproxy", haproxy.replace("if !api", "if !a$0pi"))).toEqual(['haproxy.cfg:6 "api"']);
  });

  it("of an upstream in a file that is included", () => {
    const text =
      "//- /etc/nginx/nginx.conf\nevents {}\nhttp {\n  include conf.d/*.conf;\n  server {\n    location / {\n      proxy_pass http://a$0pp/x;\n    }\n  }\n}\n" +
      "//- /etc/nginx/conf.d/app.conf\nupstream app {\n  server 10.0.0.1;\n}\n";
    expect(definition("nginx", text)).toEqual(['app.conf:1 "app"']);
  });

  it("of an include is the files it takes in", () => {
    const text =
      "//- /etc/nginx/nginx.conf\nevents {}\nhttp {\n  include conf.d/*.c$0onf;\n}\n" +
      "//- /etc/nginx/conf.d/a.conf\nserver {\n  listen 80;\n}\n//- /etc/nginx/conf.d/b.conf\nserver {\n  listen 81;\n}\n";
    expect(definition("nginx", text)).toEqual(['a.conf:1 ""', 'b.conf:1 ""']);
  });

  it("of a named location is the one of the same server", () => {
    const server = (port: string, at: string) =>
      `server { listen ${port}; location / { error_page 404 ${at}; } location @back { return 200; } }\n`;
    const text = `events {}\nhttp {\n${server("80", "@back")}${server("81", "@ba$0ck")}}\n`;
    expect(definition("nginx", text)).toEqual(['nginx.conf:4 "@back"']);
  });

  it.each([
    ["limit_conn a$0dr 1;", '"adr"'],
    ["zone=re$0q burst", '"req"'],
    ["proxy_cache c$0ac;", '"cac"'],
    ["access_log /l f$0mt;", '"fmt"'],
    ["$t$0o_map;", '"to_map"'],
    ["$by_g$0eo;", '"by_geo"'],
    ["$hal$0f;", '"half"'],
    ["$gro$0up;", '"group"'],
    ["$us$0er;", '"user"'],
    ["$to$0ken;", '"token"'],
  ])("of nginx's %s is where it is made", (place, expected) => {
    const text =
      "//- /n/nginx.conf\nevents {}\nhttp {\n  include names;\n  include sites/*;\n}\nstream {\n  log_format fmt x;\n  map $x $to_map { default 1; }\n}\n" +
      "//- /n/names\nlimit_conn_zone $remote_addr zone=adr:10m;\nlimit_req_zone $uri zone=req:10m rate=1r/s;\nproxy_cache_path /c keys_zone=cac:10m;\n" +
      "log_format fmt x;\nmap $uri $to_map { default 1; }\ngeo $by_geo { default 1; }\nsplit_clients $uri $half { * 1; }\n" +
      "//- /n/sites/a\nserver {\n  server_name ~^(?<user>.+)\\.example$;\n  limit_conn adr 1;\n  access_log /l fmt;\n" +
      "  location ~ ^/(?<group>.) {\n    auth_request_set $token $upstream_http_x;\n    limit_req zone=req burst=1;\n    proxy_cache cac;\n" +
      "    set $x $to_map;\n    set $x $by_geo;\n    set $x $half;\n    set $x $group;\n    set $x $user;\n    set $x $token;\n  }\n}\n";
    const [found, ...more] = definition("nginx", text.replace(place.replace("$0", ""), place)) ?? [];
    expect(found?.replace(/^\S+ /, "")).toBe(expected);
    expect(more).toEqual([]);
  });

  it("of a named location is also the one around the include", () => {
    const text = (place: string) =>
      "//- /n/nginx.conf\nevents {}\nhttp {\n  server {\n    listen 1;\n    include part;\n    location @down { return 502; }\n  }\n" +
      "  server {\n    listen 2;\n    location @down { return 503; }\n  }\n}\n" +
      `//- /n/part\nlocation / {\n  error_page 502 ${place};\n}\n`;
    expect(definition("nginx", text("@do$0wn"))).toEqual(['nginx.conf:6 "@down"']);
  });

  it("of a definition is itself", () => {
    expect(definition("keepalived", keepalived.replace("script chk", "script c$0hk"))).toEqual([
      'keepalived.conf:1 "chk"',
    ]);
  });

  it("is empty for a name that nothing defines", () => {
    expect(definition("haproxy", "frontend f\n  default_backend no$0ne\n")).toEqual([]);
  });

  it("is not asked for where no name stands", () => {
    expect(definition("haproxy", "frontend f\n  bi$0nd :80\n")).toBeUndefined();
  });
});

describe("the definition of a HAProxy name", () => {
  const text = `global
  set-var proc.stage str(live)
userlist staff
  group ops
  user ann password x groups ops
peers cluster
  peer lb1 192.0.2.1:1024
  table hits type ip size 1k store gpc0
crt-store web
  load crt a.pem alias site
ring spare
  size 4k
resolvers dns
  nameserver one 192.0.2.53:53
frontend web
  log ring@spare local0
  bind :443 ssl crt @web/site
  acl staff http_auth_group(staff) ops
  acl full srv_is_up(app/one)
  acl seen src_get_gpc0(app) gt 0
  http-request do-resolve(txn.ip,dns) hdr(host),lower
  http-request set-var(txn.tier) str(gold)
  http-request set-header X %[var(txn.tier)]%[var(proc.stage)]
  http-request track-sc0 src table cluster/hits
  http-request deny if { var(txn.ip),add(txn.tier) -m found } staff
  use_backend %[var(txn.tier)] if full
  use_backend app if { nbsrv(app) gt 0 }
frontend app
  bind :81
backend app
  stick-table type ip size 1k store gpc0
  use-server one if { src 192.0.2.9 }
  server one 192.0.2.10:80
backend shadow
  server one 192.0.2.10:80 track app/one
`;
  it.each([
    ["a server of another backend, in an argument", "srv_is_up(app/o$0ne)", 'haproxy.cfg:33 "one"'],
    ["a server of another backend, tracked", "track app/o$0ne", 'haproxy.cfg:33 "one"'],
    ["the backend before a server's name", "track a$0pp/one", 'haproxy.cfg:30 "app"'],
    ["a server of the same backend", "use-server o$0ne", 'haproxy.cfg:33 "one"'],
    ["a proxy's stick table, not the like-named frontend", "src_get_gpc0(a$0pp)", 'haproxy.cfg:30 "app"'],
    ["a table of a peers section", "cluster/h$0its", 'haproxy.cfg:8 "hits"'],
    ["a backend in the middle of a condition", "nbsrv(a$0pp)", 'haproxy.cfg:30 "app"'],
    ["a group of a userlist", "groups o$0ps", 'haproxy.cfg:4 "ops"'],
    ["a group that an ACL asks for", "http_auth_group(staff) o$0ps", 'haproxy.cfg:4 "ops"'],
    ["a certificate of a store", "@web/s$0ite", 'haproxy.cfg:10 "site"'],
    ["a certificate store", "@w$0eb/site", 'haproxy.cfg:9 "web"'],
    ["a ring", "ring@s$0pare", 'haproxy.cfg:11 "spare"'],
    ["resolvers of an action", "do-resolve(txn.ip,d$0ns)", 'haproxy.cfg:13 "dns"'],
    ["a variable in a log format", "X %[var(txn.t$0ier)]", 'haproxy.cfg:22 "txn.tier"'],
    ["a variable that names a backend", "use_backend %[var(txn.t$0ier)]", 'haproxy.cfg:22 "txn.tier"'],
    ["a variable of the process", "var(proc.s$0tage)", 'haproxy.cfg:2 "proc.stage"'],
    ["a variable that an action sets", "{ var(txn.i$0p)", 'haproxy.cfg:21 "txn.ip"'],
    ["a variable as a converter's argument", "add(txn.t$0ier)", 'haproxy.cfg:22 "txn.tier"'],
  ])("is that of %s", (_, place, expected) => {
    expect(definition("haproxy", text.replace(place.replace("$0", ""), place))).toEqual([expected]);
  });

  it.each([
    ["a backend that logs go to", "log backend@lo$0gs local0", 'haproxy.cfg:3 "logs"'],
    ["a server that connections come from", 'bind "rhttp@logs/o$0ne"', 'haproxy.cfg:4 "one"'],
  ])("is that of %s", (_, line, expected) => {
    expect(
      definition("haproxy", `frontend f\n  ${line}\nbackend logs\n  server one 192.0.2.1:514\n`),
    ).toEqual([expected]);
  });

  it("is every place that sets a variable", () => {
    const sets = "  http-request set-var(txn.a) str(x)\n  http-request set-var-fmt(txn.a) %[src]\n";
    expect(
      definition("haproxy", `frontend f\n${sets}  use_backend b if { str(y),strcmp(txn.$0a) 0 }\n`),
    ).toEqual(['haproxy.cfg:2 "txn.a"', 'haproxy.cfg:3 "txn.a"']);
  });
});

describe("the references", () => {
  it("hold the definition where it is asked for", () => {
    const text = keepalived.replace("script chk", "script c$0hk");
    expect(references("keepalived", text)).toEqual(['keepalived.conf:1 "chk"', 'keepalived.conf:11 "chk"']);
    expect(references("keepalived", text, false)).toEqual(['keepalived.conf:11 "chk"']);
  });

  it("of an ACL stay in its section", () => {
    expect(
      references("haproxy", haproxy.replace("acl api path_beg /api", "acl a$0pi path_beg /api"), false),
    ).toEqual(['haproxy.cfg:4 "api"']);
  });

  it("of a backend come from every section", () => {
    expect(references("haproxy", haproxy.replace("backend app\n", "backend a$0pp\n"))).toEqual([
      'haproxy.cfg:4 "app"',
      'haproxy.cfg:7 "app"',
      'haproxy.cfg:8 "app"',
    ]);
  });

  it("of an unrelated name of another kind are left out", () => {
    const text =
      "vrrp_script a {\n  script /bin/true\n}\nvrrp_instance a$0 {\n}\nvrrp_sync_group G {\n  group {\n    a\n  }\n}\n";
    expect(references("keepalived", text)).toEqual(['keepalived.conf:4 "a"', 'keepalived.conf:8 "a"']);
  });

  it("are none where no name stands", () => {
    expect(references("keepalived", "vrrp_instance a {\n  $0\n}\n")).toEqual([]);
  });
});

describe("a HAProxy configuration of several files", () => {
  const files = (place: string, marked: string) =>
    (
      "//- /h/haproxy.cfg\ndefaults\n  mode http\nfrontend web\n  http-request set-var(txn.a) src\n  use_backend app if { srv_is_up(app/one) }\n" +
      "//- /h/conf.d/app.cfg\nbackend app\n  server one 192.0.2.1:80\n  http-request set-header X %[var(txn.a)]\n"
    ).replace(place, marked);

  it("has definitions in all of them", () => {
    expect(definition("haproxy", files("use_backend app", "use_backend a$0pp"))).toEqual(['app.cfg:1 "app"']);
    expect(definition("haproxy", files("app/one", "app/o$0ne"))).toEqual(['app.cfg:2 "one"']);
    expect(definition("haproxy", files("var(txn.a)]", "var(txn.$0a)]"))).toEqual(['haproxy.cfg:4 "txn.a"']);
  });

  it("has uses in all of them", () => {
    expect(references("haproxy", files("backend app\n", "backend a$0pp\n"), false)).toEqual([
      'haproxy.cfg:5 "app"',
      'haproxy.cfg:5 "app"',
    ]);
    expect(references("haproxy", files("server one", "server o$0ne"), false)).toEqual([
      'haproxy.cfg:5 "one"',
    ]);
  });
});

describe("highlights", () => {
  it("tell the definition from the uses", () => {
    const { snapshot, file, offset } = marked("keepalived", keepalived.replace("    chk", "    c$0hk"));
    expect(highlightsAt(snapshot, file, offset).map((h) => h.role)).toEqual(["definition", "reference"]);
  });

  it("stay in the file", () => {
    const text =
      "//- /etc/nginx/nginx.conf\nevents {}\nhttp {\n  include conf.d/*.conf;\n  server {\n    location / {\n      proxy_pass http://a$0pp;\n    }\n  }\n}\n" +
      "//- /etc/nginx/conf.d/app.conf\nupstream app {\n  server 10.0.0.1;\n}\n";
    const { snapshot, file, offset } = marked("nginx", text);
    expect(highlightsAt(snapshot, file, offset)).toHaveLength(1);
  });
});
