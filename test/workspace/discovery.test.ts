import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { recogniseDialect } from "../../server/src/dialects/all.ts";
import { discover, excluder, headLength, isCandidate } from "../../server/src/workspace/discovery.ts";
import type { FileSystem } from "../../server/src/workspace/file-system.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { memoryFileSystem } from "../support/lint-text.ts";
import { shared } from "../support/shared.ts";
import { unrelated } from "./unrelated.ts";

const keepalived = "vrrp_instance VI_1 {\n    state BACKUP\n}\n";
const nginx = "events {}\nhttp {\n    server {\n        listen 80;\n    }\n}\n";
const haproxy =
  "defaults\n    mode http\nfrontend web\n    bind :80\n    default_backend app\nbackend app\n    server a 192.0.2.1:80\n";

function found(
  files: Readonly<Record<string, string>>,
  exclude: readonly string[] = [],
  fileSystem = memoryFileSystem(files),
): string[] {
  return [...discover(fileSystem, "/r", excluder(exclude, "/r"))].map((file) => file.path.slice(3)).sort();
}

describe("a search of a directory", () => {
  it.each([
    ["keepalived.conf", keepalived],
    ["ka1/etc/keepalived/keepalived.conf", keepalived],
    ["keepalived_master.conf", keepalived],
    ["keepalived.conf-node1", keepalived],
    ["keepalived.conf.backup", keepalived],
    ["keepalived/conf.d/vi1.conf", keepalived],
    ["roles/keepalived/templates/keepalived.conf.j2", keepalived],
    ["templates/keepalived.conf.erb", keepalived],
    ["haproxy.cfg", haproxy],
    ["haproxy01-haproxy.cfg", haproxy],
    ["haproxy.cfg.tpl", haproxy],
    ["lb/edge.cfg", haproxy],
    ["haproxy/conf.d/10-web.cfg", haproxy],
    ["nginx.conf", nginx],
    ["nginx/conf.d/site.conf", "server {\n    listen 80;\n}\n"],
    ["nginx/sites-available/example.com", "server {\n    listen 80;\n    server_name example.com;\n}\n"],
    ["sites-enabled/default", "server {\n    listen 80;\n}\n"],
    ["nginx.conf.template", nginx],
  ])("takes %s", (name, text) => {
    expect(found({ [`/r/${name}`]: text })).toEqual([name]);
  });

  it("takes no file of another program, whatever its name", () => {
    const files = Object.fromEntries(Object.entries(unrelated).map(([name, text]) => [`/r${name}`, text]));
    expect(Object.keys(files).length).toBeGreaterThanOrEqual(40);
    expect(found(files)).toEqual([]);
  });

  it.each([
    "keepalived.conf~",
    "nginx.conf.bak",
    "haproxy.cfg.orig",
    "keepalived.conf.rpmnew",
    ".nginx.conf.swp",
    "haproxy.cfg.dpkg-old",
  ])("leaves %s aside: an editor or a package manager left it behind", (name) => {
    expect(isCandidate(`/r/${name}`)).toBe(false);
  });

  it("does not look into .git and node_modules", () => {
    expect(
      found({ "/r/.git/nginx.conf": nginx, "/r/node_modules/a/nginx.conf": nginx, "/r/nginx.conf": nginx }),
    ).toEqual(["nginx.conf"]);
  });

  it("takes no binary and no file above 10 MB", () => {
    const large = keepalived + `# ${"x".repeat(79)}\n`.repeat(131_072);
    expect(found({ "/r/keepalived.conf": `${keepalived}\0`, "/r/a/keepalived.conf": large })).toEqual([]);
  });

  it.each([
    [["old/**"], ["a/nginx.conf", "b/nginx.conf"]],
    [["old", "b/"], ["a/nginx.conf"]],
    [["**/nginx.conf"], []],
    [["nginx.conf"], []],
    [["./old/*", "a"], ["b/nginx.conf"]],
  ])("leaves out what %j excludes", (exclude, left) => {
    expect(
      found({ "/r/a/nginx.conf": nginx, "/r/b/nginx.conf": nginx, "/r/old/nginx.conf": nginx }, exclude),
    ).toEqual(left);
  });

  it("comes to an end where links lead back", () => {
    const files = { "/r/a/nginx.conf": nginx };
    const under = memoryFileSystem(files);
    const strip = (p: string) => p.replace(/(?:\/(?:up|again))+/g, "");
    const looping: FileSystem = {
      read: (p) => under.read(strip(p)),
      kind: (p) => (/\/(?:up|again)$/.test(p) ? "directory" : under.kind(strip(p))),
      list: (p) => [...under.list(strip(p)), "up", "again"],
      realPath: strip,
    };
    expect(found(files, [], looping)).toEqual(["a/nginx.conf"]);
  });
});

describe("a file that is named", () => {
  const problem = (name: string, text: string) =>
    new Workspace(memoryFileSystem({ [name]: text })).add([name]).map((p) => p.reason);

  it("is refused in plain words where it is no configuration", () => {
    expect(problem("/r/notes.txt", "buy milk\n")).toEqual([
      "is no keepalived, nginx or HAProxy configuration",
    ]);
  });

  it("is refused in plain words where it is binary", () => {
    expect(problem("/r/nginx.conf", "\x7fELF\0\0\0")).toEqual(["is a binary file"]);
  });

  it("is refused with the reason where it can not be read", () => {
    expect(new Workspace(memoryFileSystem()).add(["/r/gone.conf"])).toEqual([
      { path: "/r/gone.conf", reason: "no such file" },
    ]);
  });

  it("is taken by its content alone", () => {
    expect(problem("/r/anything", keepalived)).toEqual([]);
    expect(problem("/r/flat", "! Configuration File for keepalived global_defs { }")).toEqual([]);
  });

  it("is taken as the dialect that is asked for, whatever it holds", () => {
    const workspace = new Workspace(memoryFileSystem({ "/r/x": "nothing;\n" }));
    expect(workspace.add(["/r/x"], { dialect: "nginx" })).toEqual([]);
    expect([...workspace.snapshot().files.values()].map((f) => f.dialect.id)).toEqual(["nginx"]);
  });
});

const corpus = shared("corpus", "the recognition of real files");

describe.skipIf(corpus === undefined)("every real file is recognised", () => {
  const groups = ["keepalived", "nginx", "haproxy", "templates", "seeds"].filter((g) =>
    existsSync(path.join(corpus ?? "", g, "MANIFEST.json")),
  );

  it.each(groups)("as what it is: %s", (group) => {
    const folder = path.join(corpus ?? "", group);
    const { files } = JSON.parse(readFileSync(path.join(folder, "MANIFEST.json"), "utf8")) as {
      files: { file: string; kind: string; provenance?: { path?: string } }[];
    };
    const wrong = files.flatMap(({ file, kind, provenance }) => {
      const written = provenance?.path ?? "";
      // Taken out of a test program, a configuration has the name that the collection gave it.
      const name = written === "" || /\.(?:t|vtc)$/.test(written) ? file.replaceAll("__", "/") : written;
      const head = readFileSync(path.join(folder, file), "utf8").slice(0, headLength);
      const dialect = recogniseDialect(`/r/${name}`, head)?.id;
      return dialect === kind ? [] : [`${file} as ${dialect}`];
    });
    expect(readdirSync(folder).length).toBeGreaterThan(files.length);
    expect(wrong).toEqual([]);
  });
});
