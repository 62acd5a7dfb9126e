import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { dialects } from "../../../server/src/dialects/all.ts";
import { nginx } from "../../../server/src/dialects/nginx/nginx.ts";
import { SourceFile } from "../../../server/src/workspace/source-file.ts";
import { shared } from "../../support/shared.ts";

function fileOf(text: string, where = "/etc/nginx/nginx.conf", scope?: string): SourceFile {
  return new SourceFile(where, text, nginx, "1.30", scope);
}

describe("the model", () => {
  it("has the sockets of the servers, in canonical form", () => {
    const { model } = fileOf(`http {
      server { server_name a.example; listen 80; listen [2001:DB8:0::1]:443 ssl; listen 8443 quic; listen unix:/run/x.sock; }
      server { server_name b.example; }
    }`);
    const listeners = model.proxy?.listeners.map((l) => [l.owner, l.address, l.ports?.join("-"), l.protocol]);
    expect(listeners).toEqual([
      ["a.example", "*", "80-80", "tcp"],
      ["a.example", "2001:db8::1", "443-443", "tcp"],
      ["a.example", "*", "8443-8443", "udp"],
      ["a.example", "/run/x.sock", undefined, "tcp"],
      ["b.example", "*", "80-80", "tcp"],
    ]);
  });

  it("has the upstreams with their servers", () => {
    const { model } = fileOf(
      "upstream app { least_conn; server 192.0.2.1:8080 weight=2; server [2001:db8::2]:80 backup; server app.example; }",
      "/a.conf",
    );
    const [pool] = model.proxy?.pools ?? [];
    expect(pool?.name.value).toBe("app");
    expect(pool?.servers.map((s) => [s.address, s.port, s.backup])).toEqual([
      ["192.0.2.1", 8080, false],
      ["2001:db8::2", 80, true],
      ["app.example", undefined, false],
    ]);
  });

  it("has the includes with the scope they are read in", () => {
    const { model } = fileOf(
      "include modules/*.conf;\nhttp { include mime.types; server { include snippets/ssl.conf; } map $a $b { include m; } }",
    );
    expect(model.includes.map((i) => [i.pattern, i.scope])).toEqual([
      ["modules/*.conf", "main"],
      ["mime.types", "http"],
      ["snippets/ssl.conf", "server"],
      ["m", "map"],
    ]);
  });

  it("has the names that are defined and used, at their places", () => {
    const text = `http {
      map $uri $sort { ~^/(?<Kind>\\w+) $kind; }
      limit_req_zone $sort zone=one:1m rate=1r/s;
      upstream app { server 192.0.2.1; }
      server {
        limit_req zone=one;
        set $a "x\${host}y";
        location / { proxy_pass http://app/x; try_files $uri @last; }
        location @last { if ($arg_x = $Sort) { return 204; } }
      }
    }`;
    const { model } = fileOf(text);
    const names = model.names.map(
      (n) =>
        `${n.role === "definition" ? "def" : "ref"} ${n.kinds[0]} ${n.name} ${text.slice(n.span.start, n.span.end)}`,
    );
    expect(names).toEqual([
      "ref variable uri uri",
      "def variable sort sort",
      "def variable kind Kind",
      "ref variable kind kind",
      "ref variable sort sort",
      "def limit-req-zone one one",
      "def upstream app app",
      "ref limit-req-zone one one",
      "def variable a a",
      "ref variable host host",
      "ref upstream app app",
      "ref variable uri uri",
      "ref named-location @last @last",
      "def named-location @last @last",
      "ref variable arg_x arg_x",
      "ref variable sort Sort",
    ]);
  });
});

describe("the scope of a file's top level", () => {
  it.each([
    ["/etc/nginx/nginx.conf", "worker_processes 1;\nevents {}\nhttp {}", "main"],
    ["/x/y.conf", "stream { }", "main"],
    ["/etc/nginx/conf.d/a.conf", "server { listen 80; }", "http"],
    ["/etc/nginx/conf.d/up.conf", "upstream a { server b; }", "http"],
    ["/etc/nginx/snippets/ssl.conf", "ssl_protocols TLSv1.2; ssl_dhparam /x;", "http"],
    ["/etc/nginx/snippets/php.conf", "location ~ \\.php$ { fastcgi_pass a:1; }", "server"],
    ["/etc/nginx/proxy.conf", "proxy_pass http://a;\nproxy_set_header Host $host;", "location"],
    ["/etc/nginx/stream.d/x.conf", "server { listen 53 udp; proxy_pass a:1; }", "stream"],
    [
      "/srv/lb.conf",
      "upstream dns { server 192.0.2.1:53; }\nserver { listen 53 udp; proxy_pass dns; }",
      "stream",
    ],
    ["/srv/mstream.conf", "server { listen 80; location / { return 204; } }", "http"],
    ["/etc/nginx/streams/up.conf", "upstream dns { server 192.0.2.1:53; }", "stream"],
    ["/etc/nginx/mime.types", "types { text/html html; }", "http"],
    ["/etc/nginx/mail.conf", "server {\n  listen 25;\n  protocol smtp;\n  smtp_auth none;\n}", "mail"],
    ["/etc/nginx/pop.conf", "protocol pop3;\npop3_auth plain;", "mail-server"],
    ["/x/a.conf", "# kalint: context=location\ngzip on;", "location"],
    ["/x/a.conf", "# kalint: context=server,location\nproxy_pass http://a;", "location"],
    ["/x/a.conf", "# kalint: context=upstream, for both\n", "upstream"],
    ["/x/a.conf", "# kalint: context=nowhere\ngzip on;", "http"],
    ["/etc/nginx/conf.d/empty.conf", "# nothing", "http"],
    ["/x/empty.conf", "", undefined],
  ])("of %s is found", (where, text, expected) => {
    expect(fileOf(text, where).checked.rootScope).toBe(expected);
  });

  const corpus = shared("corpus/nginx", "scopes of real nginx files");
  it.skipIf(corpus === undefined)(
    "is the one in which the daemon read the real file, or one that has no more findings",
    () => {
      const folder = corpus ?? "";
      const manifest: {
        files: { file: string; verdicts: Record<string, { context?: string; config_verdict: string }> }[];
      } = JSON.parse(readFileSync(path.join(folder, "MANIFEST.json"), "utf8"));
      const wrong: string[] = [];
      for (const { file, verdicts } of manifest.files) {
        const verdict = verdicts["nginx-1.30.6"];
        if (verdict?.context === undefined || verdict.config_verdict !== "accept") continue;
        const checked = fileOf(readFileSync(path.join(folder, file), "latin1"), `/x/${file}`).checked;
        if (checked.problems.some((p) => p.verdict === "reject"))
          wrong.push(`${file}: ${checked.rootScope} for ${verdict.context}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe("nginx files are known by path and content", () => {
  it.each([
    ["/etc/nginx/nginx.conf", "user nobody;\nevents {\n}\n", 2],
    ["/etc/nginx/nginx.conf", "# empty\n", 1],
    ["/etc/nginx/conf.d/site.conf", "server {\n  listen 80;\n}\n", 2],
    ["/etc/nginx/sites-available/default", "server\n{\n  listen 80;\n}\n", 2],
    ["/srv/app/proxy.conf", "upstream app {\n  server a:1;\n}\n", 2],
    ["/srv/app/headers.inc", "add_header X-A b;\n", 2],
    ["/etc/nginx/fastcgi_params", "fastcgi_param A b;\n", 2],
    ["/etc/haproxy/haproxy.cfg", "global\n  daemon\nfrontend a\n  bind :80\n", 0],
    ["/etc/keepalived/keepalived.conf", "vrrp_instance VI_1 {\n  state MASTER\n}\n", 0],
    ["/etc/sysctl.conf", "net.ipv4.ip_forward = 1\n", 0],
    [
      "/etc/apache2/sites-available/000-default.conf",
      "<VirtualHost *:80>\n  ServerName a\n</VirtualHost>\n",
      0,
    ],
    ["/srv/README.md", "server {\n  listen 80;\n}\n", 0],
    ["/etc/dhcp/dhcpd.conf", "subnet 10.0.0.0 netmask 255.0.0.0 {\n  range 10.0.0.1 10.0.0.9;\n}\n", 0],
    ["/etc/bind/named.conf", 'zone "a" {\n  type master;\n};\n', 0],
  ])("%s with %j", (where, head, expected) => {
    expect(nginx.recognise(where, head)).toBe(expected);
  });

  const folder = shared("corpus", "recognising real files of three daemons");
  it.skipIf(folder === undefined)("and no other daemon's real file is taken for one", () => {
    const taken: string[] = [];
    for (const group of ["keepalived", "haproxy", "nginx"]) {
      const manifest: { files: { file: string; provenance?: { path?: string } }[] } = JSON.parse(
        readFileSync(path.join(folder ?? "", group, "MANIFEST.json"), "utf8"),
      );
      for (const { file, provenance } of manifest.files) {
        const where = `/${provenance?.path ?? file}`;
        const head = readFileSync(path.join(folder ?? "", group, file), "latin1").slice(0, 4000);
        const sure = dialects.map((d) => ({ id: d.id, sure: d.recognise(where, head) }));
        const [best] = sure.sort((a, b) => b.sure - a.sure);
        if (group !== "nginx" && best?.id === "nginx" && best.sure > 0) taken.push(`${group} ${where}`);
      }
    }
    expect(taken).toEqual([]);
  });
});
