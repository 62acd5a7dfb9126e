import { describe, expect, it } from "vitest";
import { haproxy } from "../../../server/src/dialects/haproxy/haproxy.ts";
import { SourceFile } from "../../../server/src/workspace/source-file.ts";

function model(text: string): SourceFile["model"] {
  return new SourceFile("/haproxy.cfg", text, haproxy, "3.2").model;
}

describe("listeners", () => {
  it.each([
    ["bind :80", [["*", [80, 80], "tcp"]]],
    [
      "bind 192.0.2.1:80,192.0.2.2:8000-8010",
      [
        ["192.0.2.1", [80, 80], "tcp"],
        ["192.0.2.2", [8000, 8010], "tcp"],
      ],
    ],
    ["bind [2001:DB8::1]:443 ssl crt /x", [["2001:db8::1", [443, 443], "tcp"]]],
    ["bind *:80", [["*", [80, 80], "tcp"]]],
    ["bind [::]:80 v4v6", [["*", [80, 80], "tcp"]]],
    ["bind quic4@:443", [["*", [443, 443], "udp"]]],
    ["bind /run/x.sock", [["/run/x.sock", undefined, "tcp"]]],
    ["bind $ADDR:80", []],
    ['bind "$ADDR"', []],
  ])("of %s", (line, expected) => {
    const { proxy } = model(`frontend f\n    ${line}\n`);
    expect(proxy?.listeners.map((l) => [l.address, l.ports, l.protocol])).toEqual(expected);
    expect(proxy?.listeners.every((l) => l.owner === "f")).toBe(true);
  });
});

describe("pools", () => {
  it("are backends and listens with their servers", () => {
    const { proxy } = model(
      "backend b\n    server s1 192.0.2.1:80 check\n    server s2 [2001:db8::2]:81 backup\nlisten l\n    bind :1\n    server s3 app.example.com\nfrontend f\n    bind :2\n",
    );
    expect(
      proxy?.pools.map((p) => [
        p.name.value,
        p.servers.map(({ name, address, port, backup }) => [name, address, port, backup]),
      ]),
    ).toEqual([
      [
        "b",
        [
          ["s1", "192.0.2.1", 80, false],
          ["s2", "2001:db8::2", 81, true],
        ],
      ],
      ["l", [["s3", "app.example.com", undefined, false]]],
    ]);
  });
});

describe("names", () => {
  it("are defined by sections and lines and used by rules", () => {
    const { names } = model(
      "frontend f\n    acl a path /\n    use_backend b if a or { nbsrv(b) gt 0 }\n    default_backend c\nbackend b\n    server s 192.0.2.1:80\n    stick on src table c\nbackend c\n",
    );
    expect(names.map((n) => `${n.role === "definition" ? "" : "→ "}${n.kinds.join("|")} ${n.name}`)).toEqual([
      "frontend f",
      "acl a",
      "→ backend|listen b",
      "→ acl a",
      "→ backend|listen b",
      "→ backend|listen c",
      "backend b",
      "server s",
      "→ table c",
      "backend c",
    ]);
  });

  it("have the place of the name alone", () => {
    const text = "frontend f\n    http-request deny if !a\n";
    const [, use] = model(text).names;
    expect(text.slice(use?.span.start, use?.span.end)).toBe("a");
  });
});

describe("a file is recognised", () => {
  it.each([
    ["/etc/haproxy/haproxy.cfg", "", 1],
    ["/etc/haproxy/haproxy.cfg", "global\n    daemon\n", 2],
    ["/srv/haproxy.cfg-node1", "", 1],
    ["/etc/haproxy/conf.d/10-web.cfg", "", 1],
    ["/roles/lb/templates/haproxy.cfg.j2", "", 1],
    ["/srv/lb.conf", "frontend web\n    bind :80\n", 2],
    ["/srv/lb.conf", "backend web\r\n    server a 192.0.2.1:80\r\n", 2],
    ["/srv/setup.cfg", "[metadata]\nname = x\n", 0],
    ["/etc/nginx/nginx.conf", "http {\n    server {\n        listen 80;\n    }\n}\n", 0],
    ["/etc/keepalived/keepalived.conf", "global_defs {\n}\n", 0],
    ["/srv/haproxy/docker-compose.yml", "services:\n", 0],
    ["/srv/haproxy.md", "# HAProxy\n", 0],
  ])("%s with %j: %i", (path, head, expected) => {
    expect(haproxy.recognise(path, head)).toBe(expected);
  });
});

describe("the top level of a file", () => {
  it("is a file where there is a section, and the section it fits where there is none", () => {
    const root = (text: string) => new SourceFile("/haproxy.cfg", text, haproxy, "3.2").checked.rootScope;
    expect(root("foo\nbackend b\n")).toBe("file");
    expect(root("server a 192.0.2.1:80\nbalance source\n")).toBe("backend");
    expect(root("chroot /x\nnbthread 4\n")).toBe("global");
  });
});
