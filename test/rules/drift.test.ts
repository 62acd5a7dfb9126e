/** What counts as a difference between the proxies of two nodes, and what rightly differs. */
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { textOf } from "../../server/src/lint/wording.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { lintTexts, type TextFile } from "../support/lint-text.ts";

interface Node {
  readonly name?: string;
  readonly state?: string;
  readonly more?: string;
  /** The configuration that is compared, or files by their name. */
  readonly text: string | Readonly<Record<string, string>>;
}

/** Nodes with a keepalived.conf each and the files of the daemon beside it. */
function nodes(main: string, texts: readonly (Node | string)[]): TextFile[] {
  return texts.flatMap((one, i) => {
    const {
      name = `ka${i + 1}`,
      state = i === 0 ? "MASTER" : "BACKUP",
      more = "",
      text,
    } = typeof one === "string" ? { text: one } : one;
    const files = typeof text === "string" ? { [main]: text } : text;
    const keepalived = `vrrp_instance VI_1 {
    state ${state}
    interface eth0
    virtual_router_id 51
    priority ${100 - i}
    ${more}
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;
    return [
      { path: `/${name}/keepalived.conf`, text: keepalived },
      ...Object.entries(files).map(([file, content]) => ({ path: `/${name}/${file}`, text: content })),
    ];
  });
}

function findings(files: readonly TextFile[]): Finding[] {
  return lintTexts(files).filter(({ rule }) => rule.name.endsWith("-drift"));
}

/** `node line: what is marked: message`. */
function spell(files: readonly TextFile[]): string[] {
  return findings(files).map(({ file, span, rule, message }) => {
    const { line } = file.lines.position(span.start);
    const marked = file.text.slice(span.start, span.end);
    const [, node] = file.path.split("/");
    return `${node}:${line + 1} [${marked}] ${textOf(rule, message, "en")}`;
  });
}

const haproxy = (...texts: readonly (Node | string)[]) => nodes("haproxy.cfg", texts);
const nginx = (...texts: readonly (Node | string)[]) => nodes("nginx.conf", texts);

/** A haproxy.cfg with lines of a backend. */
function backend(...lines: readonly string[]): string {
  return `defaults\n    timeout connect 5s\n    timeout client 30s\n    timeout server 30s\n\nbackend api\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

function frontend(...lines: readonly string[]): string {
  return `frontend web\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

/** An nginx.conf with one server. */
function server(...lines: readonly string[]): string {
  return `events {}\nhttp {\n    server {\n        listen 80;\n        server_name www.example.com;\n${lines.map((line) => `        ${line}\n`).join("")}    }\n}\n`;
}

describe("two HAProxy configurations", () => {
  it("are alike whatever their comments, blanks and order of sections", () => {
    const a = "# one\nfrontend f\n  bind :80\n  default_backend b\nbackend b\n  server s1 192.0.2.31:80\n";
    const b = "backend b\n\tserver s1   192.0.2.31:80 # two\n\nfrontend f\n\tbind :80\n\tdefault_backend b\n";
    expect(spell(haproxy(a, b))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["times", "timeout server 60s", "timeout server 1m"],
    ["a time without a unit", "timeout server 60000", "timeout server 60s"],
    ["a time that counts seconds", "stats refresh 10", "stats refresh 10s"],
    ["sizes", "stick-table type ip size 1m", "stick-table type ip size 1024k"],
    ["every address", "bind *:80", "bind 0.0.0.0:80"],
    ["every address, left out", "bind :80", "bind *:80"],
    [
      "options in another order",
      "server s1 192.0.2.31:80 check weight 5",
      "server s1 192.0.2.31:80 weight 5 check",
    ],
    ["quotes", 'http-request set-header X-A "b c"', "http-request set-header X-A b\\ c"],
  ])("are alike in the spelling of %s", (_, a, b) => {
    expect(spell(haproxy(`listen l\n    ${a}\n`, `listen l\n    ${b}\n`))).toEqual([]);
  });

  it("differ in a value", () => {
    expect(spell(haproxy(backend("timeout server 50s"), backend("timeout server 30s")))).toEqual([
      "ka2:7 [30s] `timeout server` is `30s` here and `50s` on `ka1`",
    ]);
  });

  it("differ in an option of a server", () => {
    expect(
      spell(
        haproxy(
          backend("server s1 192.0.2.31:80 check inter 2s"),
          backend("server s1 192.0.2.31:80 inter 2s"),
        ),
      ),
    ).toEqual([
      "ka2:7 [server s1 192.0.2.31:80 inter 2s] `server s1 192.0.2.31:80` lacks `check`, which it has on `ka1`",
    ]);
  });

  it("differ in the address of a server", () => {
    expect(
      spell(haproxy(backend("server s1 192.0.2.31:80 check"), backend("server s1 192.0.2.13:80 check"))),
    ).toEqual(["ka2:7 [192.0.2.13:80] `server s1` is `192.0.2.13:80` here and `192.0.2.31:80` on `ka1`"]);
  });

  it("differ where one lacks servers", () => {
    const two = ["server s1 192.0.2.31:80", "server s2 192.0.2.32:80"];
    expect(spell(haproxy(backend(...two, "server s3 192.0.2.33:80"), backend(...two)))).toEqual([
      "ka2:6 [backend api] `backend api` lacks what it has on `ka1`: `server s3`",
    ]);
  });

  it("differ where one has more", () => {
    const a = backend("server s1 192.0.2.31:80");
    expect(
      spell(haproxy(a, backend("option httpclose", "option forwardfor", "server s1 192.0.2.31:80"))),
    ).toEqual(["ka2:7 [option httpclose] only here, not on `ka1`: `option httpclose`, `option forwardfor`"]);
  });

  it("differ where one lacks a section", () => {
    const more = "backend b\n    server s1 192.0.2.31:80\n    server s2 192.0.2.31:80\n";
    expect(spell(haproxy(backend("mode http") + more, backend("mode http")))).toEqual([
      "ka2:1 [defaults] `ka1` has what is missing here: `backend b`",
    ]);
  });

  it("differ in the name of a section, and what names it does not", () => {
    const named = (name: string) =>
      `frontend f\n    use_backend ${name} if { path / }\n    default_backend ${name}\nbackend ${name}\n    mode http\n    server s1 192.0.2.31:80\n`;
    expect(spell(haproxy(named("api"), named("apis")))).toEqual([
      "ka2:4 [backend apis] `backend apis` is `backend api` on `ka1`, all else is the same",
    ]);
  });

  it("differ in the rule that begins like the other", () => {
    const rule = (name: string, value: string) => `http-response set-header ${name} ${value}`;
    expect(spell(haproxy(backend(rule("X-A", "1"), rule("X-B", "1")), backend(rule("X-B", "9"))))).toEqual(
      [
        "ka2:7 [9] `http-response set-header X-B` is `9` here and `1` on `ka1`",
        "ka2:6 [backend api] `backend api` lacks what it has on `ka1`: `http-response set-header X-A 1`",
      ].sort(),
    );
  });

  it("differ in the order of rules", () => {
    const rules = ["http-request deny if { path /a }", "http-request allow if { src 192.0.2.0/24 }"];
    expect(spell(haproxy(backend(...rules), backend(...rules.toReversed())))).toEqual([
      "ka2:8 [http-request deny if { path /a }] `http-request deny if { path /a }` stands behind `http-request allow if { src 192.0.2.0/24 }` here and before it on `ka1`",
    ]);
  });

  it("do not differ in the order of what is no rule", () => {
    const lines = [
      "option forwardfor",
      "option httpclose",
      "server s1 192.0.2.31:80",
      "server s2 192.0.2.32:80",
    ];
    expect(spell(haproxy(backend(...lines), backend(...lines.toReversed())))).toEqual([]);
  });
});

describe("what belongs to a node", () => {
  const unicast = (own: string, other: string) =>
    `unicast_src_ip ${own}\n    unicast_peer {\n        ${other}\n    }`;

  it.each<[string, string, string]>([
    ["the node's name", "global\n    node ka1", "global\n    node ka2"],
    ["a description", "global\n    description first", "global\n    description another"],
    ["how large the host is", "global\n    nbthread 4\n    maxconn 4000", "global\n    maxconn 9000"],
    ["the address that it listens on", frontend("bind 192.0.2.1:80"), frontend("bind 192.0.2.2:80")],
    [
      "the device that it listens on",
      frontend("bind :80 interface eth0"),
      frontend("bind :80 interface ens3"),
    ],
    [
      "a certificate named after it",
      frontend("bind :443 ssl crt /etc/ssl/ka1.pem"),
      frontend("bind :443 ssl crt /etc/ssl/ka2.pem"),
    ],
    [
      "a host name with its number",
      frontend("http-response set-header X-By web01"),
      frontend("http-response set-header X-By web02"),
    ],
    [
      "a letter in the place of its number",
      frontend("http-response set-header X-By node-a"),
      frontend("http-response set-header X-By node-b"),
    ],
    [
      "its name in a title",
      frontend('stats realm "ka1 statistics"'),
      frontend('stats realm "ka2 statistics"'),
    ],
    [
      "its part in the pair",
      frontend("http-response set-header X-Node MASTER"),
      frontend("http-response set-header X-Node BACKUP"),
    ],
    [
      "its name servers",
      "resolvers r\n    nameserver n 192.0.2.53:53",
      "resolvers r\n    nameserver n 198.51.100.53:53",
    ],
  ])("is no difference: %s", (_, a, b) => {
    expect(spell(haproxy(`${a}\n`, `${b}\n`))).toEqual([]);
  });

  it("is its address wherever it stands, once it is known from keepalived.conf", () => {
    const of = (own: string, other: string): Node => ({
      more: unicast(own, other),
      text: backend(`server local ${own}:8080`, `server remote ${other}:8080 backup`),
    });
    expect(spell(haproxy(of("192.0.2.1", "192.0.2.2"), of("192.0.2.2", "192.0.2.1")))).toEqual([]);
  });

  it("is its address wherever it stands, once it is known from where it listens", () => {
    const of = (own: string) => `${frontend(`bind ${own}:80`)}${backend(`server local ${own}:8080`)}`;
    expect(spell(haproxy(of("192.0.2.1"), of("192.0.2.2")))).toEqual([]);
  });

  it("is not the virtual address", () => {
    expect(spell(haproxy(frontend("bind 192.0.2.10:80"), frontend("bind 192.0.2.11:80")))).toEqual([
      "ka2:2 [192.0.2.11:80] `bind` is `192.0.2.11:80` here and `192.0.2.10:80` on `ka1`",
    ]);
  });

  it("is which server comes first, where each prefers one", () => {
    const a = backend("server s1 192.0.2.31:80", "server s2 192.0.2.32:80 backup");
    const b = backend("server s1 192.0.2.31:80 backup", "server s2 192.0.2.32:80");
    expect(spell(haproxy(a, b))).toEqual([]);
  });

  it("is not that one has no server in reserve", () => {
    const a = backend("server s1 192.0.2.31:80", "server s2 192.0.2.32:80 backup");
    const b = backend("server s1 192.0.2.31:80", "server s2 192.0.2.32:80");
    expect(spell(haproxy(a, b))).toEqual([
      "ka2:8 [server s2 192.0.2.32:80] `server s2 192.0.2.32:80` lacks `backup`, which it has on `ka1`",
    ]);
  });

  it("are the nodes in a list of peers", () => {
    const of = (own: string, other: string): Node => ({
      more: unicast(own === "ka1" ? "192.0.2.1" : "192.0.2.2", own === "ka1" ? "192.0.2.2" : "192.0.2.1"),
      text: `peers p\n    bind ${own === "ka1" ? "192.0.2.1" : "192.0.2.2"}:1024\n    server ${own}\n    server ${other} ${own === "ka1" ? "192.0.2.2" : "192.0.2.1"}:1024\n`,
    });
    expect(spell(haproxy(of("ka1", "ka2"), of("ka2", "ka1")))).toEqual([]);
  });

  it("is not the number of a server", () => {
    const a = backend("server s1 192.0.2.31:80", "server s2 192.0.2.32:80");
    const b = backend("server s1 192.0.2.31:80", "server s3 192.0.2.32:80");
    expect(spell(haproxy(a, b))).toEqual([
      "ka2:8 [server s3 192.0.2.32:80] `server s3` is `server s2` on `ka1`, all else is the same",
    ]);
  });
});

describe("two nginx configurations", () => {
  it("are alike whatever the order of directives and of servers", () => {
    const one = "server {\n listen 80;\n server_name a.example.com;\n}\n";
    const two = "server {\n server_name b.example.com;\n listen 80;\n}\n";
    const http = (...blocks: readonly string[]) =>
      `events {}\nhttp {\n listen_ 1;\n${blocks.join("")}}\n`.replace(" listen_ 1;\n", "");
    expect(spell(nginx(http(one, two), http(two, one).replace("a.example.com", "A.example.com")))).toEqual(
      [],
    );
  });

  it.each<[string, string, string]>([
    ["times", "proxy_read_timeout 60s;", "proxy_read_timeout 1m;"],
    ["a time without a unit", "proxy_read_timeout 60;", "proxy_read_timeout 60s;"],
    ["sizes", "client_max_body_size 1024k;", "client_max_body_size 1m;"],
    ["variables", "add_header X-A $host;", "add_header X-A ${host};"],
    ["flags in another order", "ssl_protocols TLSv1.2 TLSv1.3;", "ssl_protocols TLSv1.3 TLSv1.2;"],
    ["the default", "gzip off;", ""],
    ["a location", "location ~* \\.php$ { deny all; }", "location ~*\\.php$ { deny all; }"],
  ])("are alike in the spelling of %s", (_, a, b) => {
    expect(spell(nginx(server(a), server(b)))).toEqual([]);
  });

  it("differ in a value", () => {
    expect(spell(nginx(server("proxy_read_timeout 60s;"), server("proxy_read_timeout 30s;")))).toEqual([
      "ka2:6 [30s] `proxy_read_timeout` is `30s` here and `60s` on `ka1`",
    ]);
  });

  it("differ in one of several lines of a kind", () => {
    const headers = ["proxy_set_header Host $host;", "proxy_set_header X-Real-IP $remote_addr;"];
    expect(spell(nginx(server(...headers), server(...headers).replace("$host", "$http_host")))).toEqual([
      "ka2:6 [$http_host] `proxy_set_header Host` is `$http_host` here and `$host` on `ka1`",
    ]);
  });

  it("differ where one lacks a server", () => {
    const more = "server {\n listen 80;\n server_name b.example.com;\n root /b;\n}\n";
    const a = server().replace(/\}\n$/, `${more}}\n`);
    expect(spell(nginx(a, server()))).toEqual([
      "ka2:2 [http] `http` lacks what it has on `ka1`: `server { server_name b.example.com }`",
    ]);
  });

  it("differ where one lacks a name of a server", () => {
    expect(spell(nginx(server("server_name a.example.com;"), server()))).toEqual([
      "ka2:3 [server] `server { server_name www.example.com }` lacks what it has on `ka1`: `server_name a.example.com`",
    ]);
  });

  it("differ in the name of an upstream, and what names it does not", () => {
    const named = (name: string) =>
      `events {}\nhttp {\n    upstream ${name} {\n        least_conn;\n        server 192.0.2.31;\n    }\n    server {\n        location / { proxy_pass http://${name}/; }\n    }\n}\n`;
    expect(spell(nginx(named("app"), named("apps")))).toEqual([
      "ka2:3 [upstream apps] `upstream apps` is `upstream app` on `ka1`, all else is the same",
    ]);
  });

  it("are compared server by server where one of them has no name", () => {
    expect(spell(nginx(server("gzip on;"), server().replace("server_name www.example.com;", "")))).toEqual([
      "ka2:3 [server] `server { listen 80 }` lacks what it has on `ka1`: `server_name www.example.com`, `gzip on`",
    ]);
  });

  it("differ in the version of a path, whatever the numbers of the nodes", () => {
    const path = (version: string) => server(`location / { proxy_pass http://192.0.2.31/${version}/; }`);
    expect(spell(nginx(path("v1"), path("v2")))).toEqual([
      "ka2:6 [http://192.0.2.31/v2/] `proxy_pass` is `http://192.0.2.31/v2/` here and `http://192.0.2.31/v1/` on `ka1`",
    ]);
  });

  it("do not differ in that each has the other in reserve", () => {
    const of = (other: string) =>
      `events {}\nhttp {\n    upstream app {\n        server 127.0.0.1:8080;\n        server ${other}:8080 backup;\n    }\n}\n`;
    expect(spell(nginx(of("192.0.2.2"), of("192.0.2.1")))).toEqual([]);
  });

  it("show of long values what differs", () => {
    const ciphers = (last: string) =>
      server(`ssl_ciphers ${"ECDHE-ECDSA-AES128-GCM-SHA256:".repeat(4)}${last};`);
    expect(spell(nginx(ciphers("HIGH"), ciphers("LOW"))).map((text) => text.replace(/^.*\] /, ""))).toEqual([
      "`ssl_ciphers` is `…-GCM-SHA256:LOW` here and `…-GCM-SHA256:HIGH` on `ka1`",
    ]);
  });

  it("differ in the order of regular expressions, and not in that of other locations", () => {
    const regex = ["location ~ ^/a { root /a; }", "location ~ ^/ { root /b; }"];
    const plain = ["location /a { root /a; }", "location / { root /b; }"];
    expect(spell(nginx(server(...plain), server(...plain.toReversed())))).toEqual([]);
    expect(spell(nginx(server(...regex), server(...regex.toReversed())))).toEqual([
      "ka2:7 [location ~ ^/a] `location ~ ^/a` stands behind `location ~ ^/` here and before it on `ka1`",
    ]);
  });

  it("differ in who may come first", () => {
    const rules = ["allow 192.0.2.0/24;", "deny all;"];
    expect(spell(nginx(server(...rules), server(...rules.toReversed())))).toEqual([
      "ka2:7 [allow 192.0.2.0/24] `allow 192.0.2.0/24` stands behind `deny all` here and before it on `ka1`",
    ]);
  });

  it("do not differ in that the first server says that it is the default", () => {
    expect(spell(nginx(server(), server().replace("listen 80;", "listen 80 default_server;")))).toEqual([]);
  });

  it("differ in which server is the default", () => {
    const two = (first: string, second: string) =>
      `events {}\nhttp {\n    server {\n        listen 80${first};\n        server_name a.example.com;\n    }\n    server {\n        listen 80${second};\n        server_name b.example.com;\n    }\n}\n`;
    expect(spell(nginx(two("", ""), two("", " default_server")))).toEqual([
      "ka2:8 [default_server] `listen 80` has `default_server` here and not on `ka1`",
    ]);
  });

  it.each<[string, string, string]>([
    ["its name", "server_name ka1.example.com;", "server_name ka2.example.com;"],
    ["its address", "listen 192.0.2.1:81;", "listen 192.0.2.2:81;"],
    ["a log named after it", "access_log /var/log/nginx/ka1.log;", "access_log /var/log/nginx/ka2.log;"],
    ["its name server", "resolver 192.0.2.53;", "resolver 192.0.2.54 valid=30s;"],
    ["the proxy in front of it", "set_real_ip_from 192.0.2.2;", "set_real_ip_from 192.0.2.1;"],
  ])("do not differ in what belongs to a node: %s", (_, a, b) => {
    expect(spell(nginx(server(a), server(b)))).toEqual([]);
  });

  it("do not differ in a server that is named by the node's own address", () => {
    const a = server().replace("www.example.com", "192.0.2.1");
    expect(spell(nginx(a, a.replace("192.0.2.1", "192.0.2.2")))).toEqual([]);
  });

  it("are compared with what they include", () => {
    const main = "events {}\nhttp {\n    include conf.d/*.conf;\n}\n";
    const site = "server {\n    listen 80;\n    server_name a.example.com;\n    root /a;\n}\n";
    const split = { "nginx.conf": main, "conf.d/a.conf": site };
    const whole = { "nginx.conf": main.replace("include conf.d/*.conf;", site), "conf.d/other.conf": "" };
    expect(spell(nginx({ text: split }, { text: whole }))).toEqual([]);
    expect(
      spell(nginx({ text: split }, { text: { ...split, "conf.d/a.conf": site.replace("/a;", "/b;") } })),
    ).toEqual(["ka2:4 [/b] `root` is `/b` here and `/a` on `ka1`"]);
  });
});

describe("what can not be known", () => {
  it.each<[string, string, string]>([
    ["a template's value", backend("timeout server 50s"), backend("timeout server {{ t }}")],
    ["a template's word", backend("mode http"), backend("mode {{ m }}")],
    ["a template's line", backend("timeout server 50s"), backend("{{ lines }}")],
    [
      "a template's branch",
      backend("timeout server 50s"),
      backend("{% if x %}", "timeout server 30s", "{% endif %}"),
    ],
    ["a condition", backend("timeout server 50s"), backend(".if defined(X)", "timeout server 30s", ".endif")],
    ["a value of the environment", backend('server s1 "$A":80'), backend("server s1 192.0.2.31:80")],
    ["a line that the daemon refuses", backend("timeout server 50s"), backend("timeout server soon")],
  ])("is not compared: %s", (_, a, b) => {
    expect(spell(haproxy(a, b))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["what a missing file may hold", server("gzip on;"), server("include other.conf;")],
    ["a block that is not closed", server("gzip on;"), server("location / {")],
    ["a mistyped directive", server("proxy_read_timeout 30s;"), server("proxy_read_timout 30s;")],
  ])("is not compared: %s", (_, a, b) => {
    expect(spell(nginx(a, b))).toEqual([]);
  });

  it("does not hide what is known: the value behind a mistyped name", () => {
    expect(spell(nginx(server("proxy_read_timeout 30s;"), server("proxy_read_timout 20s;")))).toEqual([
      "ka2:6 [20s] `proxy_read_timeout` is `20s` here and `30s` on `ka1`",
    ]);
  });

  it("is not hidden by files that come with nginx", () => {
    const with_types = (...lines: readonly string[]) =>
      server(...lines).replace("http {", "http {\n    include mime.types;");
    expect(
      spell(nginx(with_types().replace("mime.types;", "mime.types;\n    gzip on;"), with_types())),
    ).toEqual(["ka2:2 [http] `http` lacks what it has on `ka1`: `gzip on`"]);
  });
});

describe("more than two nodes", () => {
  const t = (value: string) => backend(`timeout server ${value}`);

  it("are compared with what most have", () => {
    expect(spell(haproxy(t("50s"), t("30s"), t("30s")))).toEqual([
      "ka1:7 [50s] `timeout server` is `50s` here and `30s` on `ka2`",
    ]);
    expect(spell(haproxy(t("30s"), t("30s"), t("50s")))).toEqual([
      "ka3:7 [50s] `timeout server` is `50s` here and `30s` on `ka1`",
    ]);
  });

  it("are reported each where all differ", () => {
    expect(spell(haproxy(t("10s"), t("20s"), t("30s")))).toEqual([
      "ka2:7 [20s] `timeout server` is `20s` here and `10s` on `ka1`",
      "ka3:7 [30s] `timeout server` is `30s` here and `10s` on `ka1`",
    ]);
  });

  it("lack what most have, and have what most lack", () => {
    const one = backend("server s1 192.0.2.31:80");
    const two = backend("server s1 192.0.2.31:80", "server s2 192.0.2.32:80");
    expect(spell(haproxy(one, two, two))).toEqual([
      "ka1:6 [backend api] `backend api` lacks what it has on `ka2`: `server s2`",
    ]);
    expect(spell(haproxy(two, one, one))).toEqual([
      "ka1:8 [server s2 192.0.2.32:80] only here, not on `ka2`: `server s2`",
    ]);
  });
});

describe("configurations with little in common", () => {
  const servers = (first: number, count: number) =>
    Array.from({ length: count }, (_, i) => `server s${first + i} 192.0.2.${first + i}:80`);

  it("are said to be so once", () => {
    expect(spell(haproxy(backend(...servers(20, 8)), backend(...servers(40, 8))))).toEqual([
      "ka2:1 [defaults] the HAProxy configurations of `ka2` and `ka1` have little in common: of 21 lines 5 are alike, and no more is compared",
    ]);
  });

  it("are compared where most nodes agree, whichever comes first", () => {
    const like = backend(...servers(20, 8));
    expect(spell(haproxy(backend(...servers(40, 8)), like, like))).toEqual([
      "ka1:1 [defaults] the HAProxy configurations of `ka1` and `ka2` have little in common: of 21 lines 5 are alike, and no more is compared",
    ]);
  });
});

describe("which files are compared", () => {
  it("are those of the same name where a node has several", () => {
    const of = (api: string, web: string) => ({
      "haproxy-api.cfg": backend(api),
      "haproxy-web.cfg": backend(web),
    });
    expect(
      spell(haproxy({ text: of("mode http", "mode tcp") }, { text: of("mode http", "mode http") })),
    ).toEqual(["ka2:7 [http] `mode` is `http` here and `tcp` on `ka1`"]);
  });

  it("are none where a node has none", () => {
    expect(spell(haproxy(backend("mode http"), { text: {} }))).toEqual([]);
  });
});

describe("the fix", () => {
  function fixed(files: readonly TextFile[]): string[] {
    return findings(files).flatMap(({ file, fixes }) =>
      fixes.map(({ edits }) =>
        applyEdits(
          file.text,
          edits.filter((edit) => (edit.file ?? file) === file),
        ),
      ),
    );
  }

  it("takes the other node's line", () => {
    const [a, b] = [backend("timeout server 50s"), backend("timeout server 30s # slow")];
    expect(fixed(haproxy(a, b))).toEqual([b.replace("30s #", "50s #")]);
  });

  it("adds the lines that the other node has", () => {
    const a = backend("server s1 192.0.2.31:80", "server s2 192.0.2.32:80");
    expect(fixed(haproxy(a, backend("server s1 192.0.2.31:80")))).toEqual([a]);
  });

  it("adds a directive with its semicolon", () => {
    expect(fixed(nginx(server("gzip on;"), server()))).toEqual([server("gzip on;")]);
  });

  it.each<[string, string, string]>([
    [
      "a line with the node's name",
      "http-request set-header X-By ka1-x",
      "http-request set-header X-By ka2-y",
    ],
    ["a rule, whose place counts", "http-request deny", "mode http"],
  ])("is not there for %s", (_, a, b) => {
    const files = haproxy(backend(a, "mode http"), backend(b === "mode http" ? "retries 3" : b, "mode http"));
    expect(findings(files).length).toBeGreaterThan(0);
    expect(fixed(files)).toEqual([]);
  });
});
