import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { renamableAt, renameAt } from "../../server/src/ide/rename.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { lintTexts, snapshotOf } from "../support/lint-text.ts";
import { marked } from "./support.ts";

/** The text of the cursor's file after renaming, or `undefined`. */
function renamed(dialect: DialectId, text: string, to: string): string | undefined {
  const { snapshot, file, offset } = marked(dialect, text);
  const edits = renameAt(snapshot, file, offset, to);
  return (
    edits &&
    applyEdits(
      file.text,
      edits.filter((e) => e.file === file),
    )
  );
}

const upstream =
  "events {}\nhttp {\n  upstream a$0pp {\n    server 192.0.2.1;\n  }\n  server {\n    location / {\n      proxy_pass http://app/x;\n    }\n  }\n}\n";

describe("renaming", () => {
  it("changes a definition and its uses, the rest of a word left alone", () => {
    expect(renamed("nginx", upstream, "web")).toBe(
      upstream
        .replace("$0", "")
        .replace("upstream app", "upstream web")
        .replace("http://app/x", "http://web/x"),
    );
  });

  it("keeps to the section where a name is known only there", () => {
    const text =
      "frontend one\n  acl a$0pi path /\n  use_backend b if !api\nfrontend two\n  acl api path /\n  use_backend b if api\nbackend b\n";
    expect(renamed("haproxy", text, "x")).toBe(
      "frontend one\n  acl x path /\n  use_backend b if !x\nfrontend two\n  acl api path /\n  use_backend b if api\nbackend b\n",
    );
  });

  it("reaches a server, a table and a variable wherever they are written with what they are in", () => {
    const text =
      "backend app\n  stick-table type ip size 1k store gpc0\n  server one 192.0.2.1:80\nfrontend app\n" +
      "  http-request set-var(txn.a) src\n  http-request deny if { srv_is_up(app/one) } { src,in_table(app) }\n" +
      "  http-request set-header X %[var(txn.a)]-%[int(1),add(txn.a)]\n  use_backend app if { acl(!big) }\n  acl big path /b\n";
    expect(renamed("haproxy", text.replace("server one", "server o$0ne"), "two")).toBe(
      text.replaceAll("one", "two"),
    );
    expect(renamed("haproxy", text.replace("backend app", "backend a$0pp"), "web")).toBe(
      text.replaceAll("app", "web").replace("frontend web", "frontend app"),
    );
    expect(renamed("haproxy", text.replace("(txn.a) src", "(txn.$0a) src"), "sess.b")).toBe(
      text.replaceAll("txn.a", "sess.b"),
    );
    expect(renamed("haproxy", text.replace("acl big", "acl b$0ig"), "huge")).toBe(
      text.replaceAll("big", "huge"),
    );
  });

  it.each([
    ["another backend has the name", "backend a$0\nbackend b\n", "b"],
    [
      "another server of the backend has it",
      "backend a\n  server s$0 192.0.2.1:1\n  server b 192.0.2.1:2\n",
      "b",
    ],
    ["another ACL of the proxy has it", "frontend a\n  acl s$0 path /\n  acl b path /x\n", "b"],
    ["the daemon has an ACL of that name", "frontend a\n  acl s$0 path /\n", "METH_GET"],
    ["a line of an old release may name it", "frontend a\n  acl s$0 path /\n  reqadd X:\\ y if !s\n", "b"],
    ["a variable would have no scope", "frontend a\n  http-request set-var(txn.$0a) src\n", "a"],
    [
      "it is written with an escape somewhere",
      "backend a$0b\nfrontend f\n  default_backend a\\b\n".replace("\\b", '"b"'),
      "b2",
    ],
  ])("refuses where %s", (_, text, to) => {
    expect(renamed("haproxy", text, to)).toBeUndefined();
  });

  it("gives a server the name that one of another backend has", () => {
    const text = "backend a\n  server s$0 192.0.2.1:1\nbackend c\n  server b 192.0.2.1:2\n";
    expect(renamed("haproxy", text, "b")).toBe(text.replace("s$0 ", "b "));
  });

  it("is not offered for what is defined nowhere", () => {
    const { snapshot, file, offset } = marked("haproxy", "frontend f\n  default_backend no$0where\n");
    expect(renamableAt(snapshot, file, offset)).toBeUndefined();
  });

  it("refuses a text that is no name", () => {
    expect(renamed("nginx", upstream, "two words")).toBeUndefined();
  });
});

describe("renaming in nginx", () => {
  const files = {
    "/n/nginx.conf":
      "events {}\nhttp {\n  include names;\n  include sites/*;\n}\nstream {\n  upstream app { server 192.0.2.9:1; }\n  server { listen 1; proxy_pass app; }\n}\n",
    "/n/names":
      "upstream app { server 192.0.2.1; }\nlimit_req_zone $remote_addr zone=slow:10m rate=1r/s;\nproxy_cache_path /c keys_zone=kept:10m;\n" +
      "log_format short '$remote_addr $tier';\nmap $uri $tier { default 1; }\n",
    "/n/sites/a":
      "server {\n  listen 80;\n  access_log /var/log/a.log short;\n  location ~ ^/(?<part>\\w+) {\n    limit_req zone=slow;\n    proxy_cache kept;\n" +
      '    proxy_cache_key "$scheme${tier}$part";\n    error_page 502 @down;\n    proxy_pass http://app;\n  }\n  include down;\n}\n',
    "/n/sites/b":
      "server {\n  listen 81;\n  location @down { return 503; }\n  location / { error_page 502 @down; proxy_pass http://app/$tier; }\n}\n",
    "/n/down": "location @down { return 502; }\n",
  };
  type Files = Readonly<Record<string, string>>;

  function texts(of: Files) {
    return Object.entries(of).map(([path, text]) => ({ path, text, dialect: "nginx" as const }));
  }

  /** All files after what begins at the mark was renamed. */
  function renamedAll(of: Files, path: string, mark: string, to: string): Files | undefined {
    const snapshot = snapshotOf(texts(of));
    const file = snapshot.files.get(path);
    const edits = file && renameAt(snapshot, file, file.text.indexOf(mark), to);
    if (edits === undefined) return undefined;
    return Object.fromEntries(
      Object.entries(of).map(([name, text]) => [
        name,
        applyEdits(
          text,
          edits.filter((edit) => edit.file.path === name),
        ),
      ]),
    );
  }

  const findings = (of: Files) =>
    lintTexts(texts(of)).map(({ code, file, message }) => [code, file.path, message.id]);

  it.each([
    ["/n/sites/a", "app;", "app", "pool", ["/n/names", "/n/sites/a", "/n/sites/b"]],
    ["/n/nginx.conf", "app {", "app", "pool", ["/n/nginx.conf"]],
    ["/n/names", "slow", "slow", "calm", ["/n/names", "/n/sites/a"]],
    ["/n/sites/a", "kept", "kept", "held", ["/n/names", "/n/sites/a"]],
    ["/n/names", "short", "short", "brief", ["/n/names", "/n/sites/a"]],
    ["/n/names", "tier {", "tier", "rank", ["/n/names", "/n/sites/a", "/n/sites/b"]],
    ["/n/sites/a", "part>", "part", "piece", ["/n/sites/a"]],
    ["/n/sites/a", "@down", "@down", "@gone", ["/n/down", "/n/sites/a"]],
  ])(
    "reaches in %s %s in every file that means it, and leaves nothing undefined",
    (path, mark, name, to, changed) => {
      const after = renamedAll(files, path, mark, to) ?? {};
      const isChanged = ([at, text]: [string, string]) => text !== files[at as keyof typeof files];
      expect(
        Object.entries(after)
          .filter(isChanged)
          .map(([at]) => at)
          .sort(),
      ).toEqual(changed);
      for (const at of changed) expect(after[at]).toContain(to);
      if (path !== "/n/nginx.conf" && name !== "app" && name !== "@down")
        expect(Object.values(after).join("")).not.toMatch(new RegExp(`\\b${name}\\b`));
      expect(findings(after)).toEqual(findings(files));
    },
  );

  const one = (body: string) => ({ "/n/nginx.conf": `events {}\nhttp {\n${body}\n}\n` });
  const pass = (url: string) => `server { location / { proxy_pass ${url}; } }`;

  it.each([
    ["another upstream has the name", "upstream app { server a; } upstream b { server c; }", "app", "b"],
    ["nginx has the variable itself", "map $uri $mine { default 1; }", "mine", "host"],
    ["the variable would be another one in capitals", "map $uri $mine { default 1; }", "mine", "Other"],
    ["another variable has the name", "map $uri $mine { default 1; } geo $b { default 1; }", "mine", "b"],
    [
      "a variable may make it",
      `upstream app { server a; } map $uri $to { default app; } ${pass("http://$to")}`,
      "app",
      "b",
    ],
    ["it is written with other capitals", `upstream app { server a; } ${pass("http://APP")}`, "app", "b"],
    ["a line of another module names it", "upstream app { server a; } foo_pass http://app;", "app", "b"],
    [
      "a script may read it",
      "map $uri $mine { default 1; } server { location / { content_by_lua_block { ngx.say(ngx.var.mine) } } }",
      "mine",
      "b",
    ],
    ["a named location would be none", "server { location @a { return 204; } }", "@a", "a"],
  ])("refuses where %s", (_, body, name, to) => {
    expect(renamedAll(one(body), "/n/nginx.conf", name, to)).toBeUndefined();
  });
});
