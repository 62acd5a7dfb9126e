import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { completionsAt } from "../../server/src/ide/completion.ts";
import { definitionAt } from "../../server/src/ide/definition.ts";
import { linksOf } from "../../server/src/ide/links.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { memoryFileSystem } from "../support/lint-text.ts";

/** A text among other files, with `$0` where the cursor is. */
function among(dialect: DialectId, path: string, marked: string, others: readonly string[]) {
  const at = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const disk = memoryFileSystem({
    [path]: text,
    ...Object.fromEntries(others.map((other) => [other, "\n"])),
  });
  const workspace = new Workspace(disk);
  workspace.setText(path, text, { dialect });
  const snapshot = workspace.snapshot();
  const file = snapshot.files.get(path);
  if (file === undefined) throw new Error("no file");
  return { snapshot, file, offset: at, fileSystem: workspace.fileSystem };
}

function links(dialect: DialectId, path: string, text: string, others: readonly string[]): string[] {
  const { snapshot, file, fileSystem } = among(dialect, path, text, others);
  return linksOf(snapshot, file, fileSystem).map(
    ({ span, path: to }) => `${text.slice(span.start, span.end)} -> ${to}`,
  );
}

describe("links", () => {
  const main = "/repo/ka1/keepalived.conf";

  it.each([
    ["include part.conf\n", ["/repo/ka1/part.conf"], ["part.conf -> /repo/ka1/part.conf"]],
    ["include p*.conf\n", ["/repo/ka1/part.conf"], ["p*.conf -> /repo/ka1/part.conf"]],
    ["include *.cnf\n", ["/repo/ka1/a.cnf", "/repo/ka1/b.cnf"], []],
    ["include {a,b}.cnf\n", ["/repo/ka1/b.cnf"], ["{a,b}.cnf -> /repo/ka1/b.cnf"]],
    ["include none.conf\n", [], []],
    [
      'vrrp_script a {\n    script "/etc/keepalived/check.sh -v 1"\n}\n',
      ["/repo/ka1/check.sh"],
      ["/etc/keepalived/check.sh -> /repo/ka1/check.sh"],
    ],
    ['vrrp_script a {\n    script "/usr/bin/pidof nginx"\n}\n', [], []],
    [
      "vrrp_instance V {\n    notify_master /etc/keepalived/up.sh\n}\n",
      ["/repo/ka1/up.sh"],
      ["/etc/keepalived/up.sh -> /repo/ka1/up.sh"],
    ],
    [
      "track_file f {\n    file /etc/keepalived/weight\n}\n",
      ["/repo/ka1/weight"],
      ["/etc/keepalived/weight -> /repo/ka1/weight"],
    ],
  ])("of %j beside %j are %j", (text, others, expected) => {
    expect(links("keepalived", main, text, others)).toEqual(expected);
  });

  it("are there for the other daemons too", () => {
    expect(links("nginx", "/w/nginx.conf", "include mime.types;\n", ["/w/mime.types"])).toEqual([
      "mime.types -> /w/mime.types",
    ]);
    expect(
      links("haproxy", "/w/haproxy.cfg", "global\n    ca-base certs/here\n    stats socket /run/x\n", []),
    ).toEqual([]);
  });

  it.each([
    ["ssl_certificate a.pem;", "a.pem", "a.pem"],
    ["ssl_certificate_key /etc/nginx/tls/a.key;", "tls/a.key", "/etc/nginx/tls/a.key"],
    ["proxy_ssl_trusted_certificate ca.pem;", "ca.pem", "ca.pem"],
    ["auth_basic_user_file .htpasswd;", ".htpasswd", ".htpasswd"],
    ["server { location / { ssl_dhparam dh.pem; } }", "dh.pem", ""],
    ["server { ssl_dhparam dh.pem; }", "dh.pem", "dh.pem"],
    ["error_log /etc/nginx/error.log;", "error.log", ""],
    ["access_log error.log;", "error.log", ""],
    ["ssl_certificate $host.pem;", "$host.pem", ""],
  ])("of nginx's %s beside %s", (text, other, written) => {
    expect(links("nginx", "/w/nginx.conf", `http { ${text} }\n`, [`/w/${other}`])).toEqual(
      written === "" ? [] : [`${written} -> /w/${other}`],
    );
  });

  it.each([
    ["global\n    lua-load /etc/haproxy/a.lua\n", "a.lua", "/etc/haproxy/a.lua"],
    ["defaults\n    errorfile 503 errors/503.http\n", "errors/503.http", "errors/503.http"],
    [
      "frontend f\n    bind :443 ssl crt /etc/haproxy/site.pem ca-file ca.pem\n",
      "site.pem",
      "/etc/haproxy/site.pem",
    ],
    ["backend b\n    server s 192.0.2.1:443 ssl verify required ca-file ca.pem\n", "ca.pem", "ca.pem"],
    [
      "global\n    crt-base /etc/haproxy/certs\nfrontend f\n    bind :443 ssl crt a.pem\n",
      "certs/a.pem",
      "a.pem",
    ],
    ["frontend f\n    acl bad src -f /etc/haproxy/bad.lst\n", "bad.lst", "/etc/haproxy/bad.lst"],
    ["frontend f\n    http-request deny if { src -i -f bad.lst }\n", "bad.lst", "bad.lst"],
    [
      "frontend f\n    use_backend %[hdr(host),lower,map(/etc/haproxy/hosts.map,app)]\n",
      "hosts.map",
      "/etc/haproxy/hosts.map",
    ],
    ["frontend f\n    http-request set-map(hosts.map) %[src] 1\n", "hosts.map", "hosts.map"],
    ["frontend f\n    filter spoe engine e config spoe.conf\n", "spoe.conf", "spoe.conf"],
  ])("of HAProxy's %j beside %s", (text, other, written) => {
    expect(links("haproxy", "/w/haproxy.cfg", text, [`/w/${other}`])).toEqual([`${written} -> /w/${other}`]);
  });

  it("of HAProxy are none for certificates of a store and for what is not there", () => {
    const text =
      "frontend f\n    bind :443 ssl crt @web/site\n    acl bad src -f none.lst\n    acl api path_beg /api\n";
    expect(links("haproxy", "/w/haproxy.cfg", text, ["/w/site"])).toEqual([]);
  });

  it("go to all files that a pattern takes in", () => {
    const { snapshot, file, offset } = among("keepalived", main, "include *.c$0nf\n", [
      "/repo/ka1/a.cnf",
      "/repo/ka1/b.cnf",
    ]);
    expect(definitionAt(snapshot, file, offset)?.targets.map((t) => t.file.path)).toEqual([
      "/repo/ka1/a.cnf",
      "/repo/ka1/b.cnf",
    ]);
  });
});

describe("completion of paths", () => {
  const others = ["/k/conf.d/a.conf", "/k/conf.d/.hidden", "/k/check.sh", "/k/sub/deep/x"];

  function offered(dialect: DialectId, path: string, text: string, trigger?: string): string[] {
    const { snapshot, file, offset, fileSystem } = among(dialect, path, text, others);
    const request = trigger === undefined ? { fileSystem } : { fileSystem, trigger };
    return completionsAt(snapshot, file, offset, request)
      .filter(({ kind }) => kind === "file" || kind === "folder")
      .map(({ label, replaceSpan: { start, end } }) => `${label} for "${file.text.slice(start, end)}"`);
  }

  it.each([
    ["include $0\n", ['check.sh for ""', 'conf.d/ for ""', 'sub/ for ""']],
    ["include conf.d/$0\n", ['a.conf for ""']],
    ["include conf.d/x$0y.conf\n", ['a.conf for "xy.conf"']],
    ["include ./sub/$0\n", ['deep/ for ""']],
    ["include nowhere/$0\n", []],
    [
      'vrrp_script a {\n    script "/etc/keepalived/$0"\n}\n',
      ['check.sh for ""', 'conf.d/ for ""', 'sub/ for ""'],
    ],
    ['vrrp_script a {\n    script "/etc/keepalived/check.sh $0"\n}\n', []],
    ["vrrp_instance V {\n    priority $0\n}\n", []],
  ])("in %j is %j", (text, expected) => {
    expect(offered("keepalived", "/k/keepalived.conf", text)).toEqual(expected);
  });

  it("asked for by a slash gives nothing else", () => {
    const { snapshot, file, offset, fileSystem } = among(
      "nginx",
      "/k/nginx.conf",
      "http {\n    server {\n        location /$0 {\n        }\n    }\n}\n",
      others,
    );
    expect(completionsAt(snapshot, file, offset, { fileSystem, trigger: "/" })).toEqual([]);
    expect(offered("nginx", "/k/nginx.conf", "include conf.d/$0;\n", "/")).toEqual(['a.conf for ""']);
  });
});
