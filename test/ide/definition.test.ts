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
