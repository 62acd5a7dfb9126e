import { describe, expect, it } from "vitest";
import { lint } from "../../server/src/lint/lint.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { memoryFileSystem } from "../support/lint-text.ts";

/** Takes up the paths named (or all) of a disk that holds the files. */
function snapshot(
  files: Readonly<Record<string, string>>,
  paths: readonly string[] = Object.keys(files),
): Snapshot {
  const workspace = new Workspace(memoryFileSystem(files));
  workspace.add(paths);
  return workspace.snapshot();
}

/** `main + included + …`, with `?` behind a partial one. */
function units(files: Readonly<Record<string, string>>, paths?: readonly string[]): string[] {
  return snapshot(files, paths).units.map(
    ({ files: own, partial }) => own.map((f) => f.path).join(" + ") + (partial ? " ?" : ""),
  );
}

function outcomes(files: Readonly<Record<string, string>>, path: string): string[] {
  const taken = snapshot(files);
  const file = taken.files.get(path);
  return file === undefined
    ? []
    : taken.includesOf(file).map(({ include, outcome }) => `${include.pattern} ${outcome}`);
}

const nginx = (...includes: string[]) =>
  `events {}\nhttp {\n${includes.map((i) => `    include ${i};\n`).join("")}}\n`;
const server = "server {\n    listen 80;\n}\n";

describe("an nginx configuration", () => {
  it("is its main file and what it includes, in that order", () => {
    const files = {
      "/etc/nginx/nginx.conf": nginx("/etc/nginx/conf.d/*.conf", "sites/a"),
      "/etc/nginx/conf.d/b.conf": server,
      "/etc/nginx/conf.d/a.conf": server,
      "/etc/nginx/sites/a": server,
    };
    expect(units(files)).toEqual([
      "/etc/nginx/nginx.conf + /etc/nginx/conf.d/a.conf + /etc/nginx/conf.d/b.conf + /etc/nginx/sites/a",
    ]);
  });

  it("takes up included files that were not asked for", () => {
    const files = { "/etc/nginx/nginx.conf": nginx("conf.d/*.conf"), "/etc/nginx/conf.d/a.conf": server };
    expect(units(files, ["/etc/nginx/nginx.conf"])).toEqual([
      "/etc/nginx/nginx.conf + /etc/nginx/conf.d/a.conf",
    ]);
  });

  it("reads an included file in the block of its include", () => {
    const files = {
      "/n/nginx.conf": "events {}\nhttp {\n    server {\n        include inner.conf;\n    }\n}\n",
      "/n/inner.conf": "location / {\n    return 204;\n}\n",
    };
    expect(snapshot(files).files.get("/n/inner.conf")?.checked.rootScope).toBe("server");
  });

  it("reads a fragment as it says itself, unless an include says it", () => {
    const part = { "/n/part": "# kalint: context=server\nssl_protocols TLSv1.3;\n" };
    const scopeIn = (files: Readonly<Record<string, string>>) =>
      snapshot(files).files.get("/n/part")?.checked.rootScope;
    expect(scopeIn(part)).toBe("server");
    expect(scopeIn({ ...part, "/n/nginx.conf": nginx("part") })).toBe("http");
  });

  it("counts relative paths of an included file from the main file's directory", () => {
    const files = {
      "/n/nginx.conf": nginx("conf.d/a.conf"),
      "/n/conf.d/a.conf": "include snippets/b.conf;\n",
      "/n/snippets/b.conf": server,
    };
    expect(units(files)).toEqual(["/n/nginx.conf + /n/conf.d/a.conf + /n/snippets/b.conf"]);
  });

  it.each([
    ["beside the main file, wherever that lies", "/r/web/nginx.conf", "/r/web/conf.d/a.conf"],
    ["below a directory with the host's name", "/r/nginx/nginx.conf", "/r/nginx/conf.d/a.conf"],
    ["below a copy of the host's root", "/r/ka1/etc/nginx/nginx.conf", "/r/ka1/etc/nginx/conf.d/a.conf"],
  ])("finds a path of the host %s", (_, main, part) => {
    expect(units({ [main]: nginx("/etc/nginx/conf.d/*.conf"), [part]: server })).toEqual([
      `${main} + ${part}`,
    ]);
  });

  it("does not take files of the running host into a repository", () => {
    const files = {
      "/home/me/nginx.conf": nginx("/etc/nginx/conf.d/*.conf"),
      "/etc/nginx/conf.d/host.conf": server,
    };
    expect(units(files, ["/home/me/nginx.conf"])).toEqual(["/home/me/nginx.conf ?"]);
  });

  it("is complete where a glob matches nothing in a directory that is there", () => {
    expect(
      units({ "/n/nginx.conf": nginx("conf.d/*.conf"), "/n/conf.d/readme": "" }, ["/n/nginx.conf"]),
    ).toEqual(["/n/nginx.conf"]);
  });

  it("is partial where a fragment has no main file", () => {
    expect(units({ "/n/conf.d/a.conf": server })).toEqual(["/n/conf.d/a.conf ?"]);
  });

  it("may share a file with another one", () => {
    const files = {
      "/n/nginx.conf": nginx("a.conf"),
      "/n/nginx-test.conf": nginx("a.conf"),
      "/n/a.conf": server,
    };
    expect(units(files)).toEqual(["/n/nginx-test.conf + /n/a.conf", "/n/nginx.conf + /n/a.conf"]);
  });
});

describe("a keepalived configuration", () => {
  const instance = "vrrp_instance VI_1 {\n    state BACKUP\n}\n";

  it("counts relative paths from the including file's directory", () => {
    const files = {
      "/k/keepalived.conf": "include parts/a.conf\n",
      "/k/parts/a.conf": "include b.conf\n",
      "/k/parts/b.conf": instance,
    };
    expect(units(files, ["/k/keepalived.conf"])).toEqual([
      "/k/keepalived.conf + /k/parts/a.conf + /k/parts/b.conf",
    ]);
  });

  it("reads an included file in the block of its include", () => {
    const files = {
      "/k/keepalived.conf": "vrrp_instance VI_1 {\n    include addresses.conf\n}\n",
      "/k/addresses.conf": "virtual_ipaddress {\n    192.0.2.10\n}\n",
    };
    expect(snapshot(files, ["/k/keepalived.conf"]).files.get("/k/addresses.conf")?.checked.rootScope).toBe(
      "vrrp_instance",
    );
  });

  it("takes in each alternative in braces, also where they hold a path", () => {
    const files = {
      "/k/keepalived.conf": "include {b,a/*,none}.conf\n",
      "/k/a/x.conf": instance,
      "/k/a/y.conf": instance,
      "/k/b.conf": instance,
      "/k/a/z.txt": instance,
    };
    expect(units(files, ["/k/keepalived.conf"])).toEqual([
      "/k/keepalived.conf + /k/b.conf + /k/a/x.conf + /k/a/y.conf",
    ]);
    const taken = snapshot(files, ["/k/keepalived.conf"]);
    const main = taken.files.get("/k/keepalived.conf");
    expect(main === undefined ? [] : taken.includesOf(main)[0]?.unmatched).toEqual(["none.conf"]);
  });

  it("passes directories by, and reads characters of other shells' patterns as they are", () => {
    const files = {
      "/k/keepalived.conf": "include *\ninclude +(b)\n",
      "/k/dir/x.conf": instance,
      "/k/b": "",
    };
    expect(outcomes(files, "/k/keepalived.conf")).toEqual(["* circular", "+(b) missing"]);
  });
});

describe("a part of a keepalived configuration", () => {
  const findings = (files: Readonly<Record<string, string>>) => {
    const workspace = new Workspace(memoryFileSystem(files));
    for (const [path, text] of Object.entries(files))
      workspace.setText(path, text, { dialect: "keepalived" });
    const taken = workspace.snapshot();
    return lint(taken, taken.files.values())
      .filter((f) => f.rule.group === "catalogue")
      .map((f) => `${f.file.path} ${f.daemon} ${f.rule.name}`);
  };
  const rest = "virtual_router_id 5\nvirtual_ipaddress {\n192.0.2.9\n}\n";

  it("is judged by the place that it is included at", () => {
    const part = { "/k/part": "weight 5\n" };
    const inScript = "vrrp_script a {\nscript /usr/bin/pidof\ninclude part\n}\n";
    expect(findings({ "/k/keepalived.conf": inScript, ...part })).toEqual([]);
    expect(findings({ "/k/keepalived.conf": "include part\n", ...part })).toEqual([
      "/k/part reject misplaced-directive",
    ]);
  });

  it("is at no wrong place where nothing includes it and it may stand in several", () => {
    expect(findings({ "/k/part.conf": "virtual_router_id 5\ndelay_loop 5\n" })).toEqual([]);
    expect(findings({ "/k/addresses": "192.0.2.9\n192.0.2.10/24 dev eth0\n" })).toEqual([]);
    expect(findings({ "/k/part.conf": "vrrp_script a {\nscript /usr/bin/pidof\ndelay_loop 5\n}\n" })).toEqual(
      ["/k/part.conf reject misplaced-directive"],
    );
  });

  it("is judged by none of its places where it is included at several", () => {
    const part = { "/k/part": "weight 5\n" };
    const text = "vrrp_script a {\nscript x\ninclude part\n}\ninclude part\n";
    expect(findings({ "/k/keepalived.conf": text, ...part })).toEqual([]);
  });

  it("may open or close what another file closes or opened", () => {
    const main = `include head\n${rest}}\n`;
    const head = "vrrp_instance V1 {\ninterface eth0\n";
    expect(findings({ "/k/keepalived.conf": main, "/k/head": head })).toEqual([]);
    expect(findings({ "/k/keepalived.conf": `${head}include tail\n`, "/k/tail": `${rest}}\n` })).toEqual([]);
    expect(findings({ "/k/keepalived.conf": "include tail\n", "/k/tail": `${head}${rest}}\n}\n` })).toEqual([
      "/k/tail reject stray-brace",
    ]);
  });

  it("that nothing includes is not said to be refused for a brace that its includer may hold", () => {
    expect(findings({ "/k/tail.conf": `${rest}}\n` })).toEqual(["/k/tail.conf silent stray-brace"]);
  });
});

describe("a HAProxy configuration", () => {
  const main = "global\n    daemon\ndefaults\n    mode http\n";
  const part = "frontend web\n    bind :80\n    default_backend app\n";

  it("is its main file and the conf.d beside it", () => {
    const files = { "/h/haproxy.cfg": main, "/h/conf.d/10-web.cfg": part, "/h/conf.d/20-more.cfg": part };
    expect(units(files)).toEqual(["/h/haproxy.cfg + /h/conf.d/10-web.cfg + /h/conf.d/20-more.cfg"]);
  });

  it("is read as HAProxy reads a directory: by bytes, no hidden files, nothing below, nothing called otherwise", () => {
    const parts = ["b.cfg", "a.cfg", "B.cfg", ".hidden.cfg", "sub/c.cfg", "d.cfg.bak"];
    const files = Object.fromEntries(parts.map((name) => [`/h/conf.d/${name}`, part]));
    expect(units({ "/h/haproxy.cfg": main, ...files }, ["/h/haproxy.cfg"])).toEqual([
      "/h/haproxy.cfg + /h/conf.d/B.cfg + /h/conf.d/a.cfg + /h/conf.d/b.cfg",
    ]);
  });

  it.each([
    ["a part", ["/h/conf.d/web.cfg"]],
    ["the main file", ["/h/haproxy.cfg"]],
  ])("is whole where only %s was asked for", (_, asked) => {
    const files = { "/h/haproxy.cfg": main, "/h/conf.d/web.cfg": part };
    expect(units(files, asked)).toEqual(["/h/haproxy.cfg + /h/conf.d/web.cfg"]);
  });

  it("does not take in another daemon's conf.d", () => {
    const files = { "/h/haproxy.cfg": main, "/h/conf.d/site.conf": "server {\n    listen 80;\n}\n" };
    expect(units(files)[0]).toBe("/h/conf.d/site.conf ?");
  });

  it("is what kalint.json says, in that order, directories and all", () => {
    const files = {
      "/h/lb/main.cfg": main,
      "/h/lb/parts/b.cfg": part,
      "/h/lb/parts/a.cfg": part,
      "/h/lb/last.cfg": part,
      "/h/lb/other.cfg": main,
    };
    const configurations = [["lb/main.cfg", "lb/parts", "lb/last.cfg"], ["elsewhere/haproxy.cfg"]];
    const workspace = new Workspace(memoryFileSystem(files), {
      ...defaultConfig,
      directory: "/h",
      haproxy: { configurations },
    });
    workspace.add(["/h/lb/parts/a.cfg", "/h/lb/other.cfg"]);
    expect(workspace.snapshot().units.map((u) => u.files.map((f) => f.path).join(" + "))).toEqual([
      "/h/lb/main.cfg + /h/lb/parts/a.cfg + /h/lb/parts/b.cfg + /h/lb/last.cfg",
      "/h/lb/other.cfg",
    ]);
    const [unit] = workspace.snapshot().units;
    expect(unit?.partial).toBe(false);
  });

  it("may share a file with another one, and is partial where one is not there", () => {
    const workspace = new Workspace(
      memoryFileSystem({ "/h/base.cfg": main, "/h/a.cfg": part, "/h/b.cfg": part }),
      {
        ...defaultConfig,
        directory: "/h",
        haproxy: {
          configurations: [
            ["base.cfg", "a.cfg"],
            ["base.cfg", "b.cfg", "gone.cfg"],
          ],
        },
      },
    );
    workspace.add(["/h/base.cfg"]);
    expect(workspace.snapshot().units.map((u) => `${u.files.length} ${u.partial}`)).toEqual([
      "2 false",
      "2 true",
    ]);
  });

  it("has its names and its defaults from all files", () => {
    const backend = "backend app\n    server one 192.0.2.1:80\n";
    const defaults = `${main}    timeout connect 1s\n    timeout client 1s\n    timeout server 1s\n`;
    const files = { "/h/haproxy.cfg": defaults, "/h/conf.d/10.cfg": part, "/h/conf.d/20.cfg": backend };
    const taken = snapshot(files);
    expect(lint(taken, taken.files.values()).map((f) => f.code)).toEqual([]);
    const { "/h/conf.d/20.cfg": _, ...without } = files;
    const short = snapshot(without);
    expect(lint(short, short.files.values()).map((f) => `${f.file.path} ${f.rule.name}`)).toEqual([
      "/h/conf.d/10.cfg undefined-backend",
    ]);
  });

  it("is each file by itself where several lie side by side", () => {
    expect(units({ "/h/haproxy-a.cfg": main, "/h/haproxy-b.cfg": main })).toEqual([
      "/h/haproxy-a.cfg",
      "/h/haproxy-b.cfg",
    ]);
  });
});

describe("an include", () => {
  it("that leads back is cut and said to be circular", () => {
    const files = {
      "/n/nginx.conf": nginx("a.conf"),
      "/n/a.conf": "include b.conf;\n",
      "/n/b.conf": "include a.conf;\n",
    };
    expect(units(files)).toEqual(["/n/nginx.conf + /n/a.conf + /n/b.conf"]);
    expect(outcomes(files, "/n/b.conf")).toEqual(["a.conf circular"]);
  });

  it("of the file itself is circular, and the file is still a configuration", () => {
    const files = { "/k/keepalived.conf": "include keepalived.conf\n" };
    expect(units(files)).toEqual(["/k/keepalived.conf"]);
    expect(outcomes(files, "/k/keepalived.conf")).toEqual(["keepalived.conf circular"]);
  });

  it("of files that only include each other has the first of them as the main file", () => {
    const files = { "/n/nginx-a.conf": nginx("nginx-b.conf"), "/n/nginx-b.conf": nginx("nginx-a.conf") };
    expect(units(files)).toEqual(["/n/nginx-a.conf + /n/nginx-b.conf"]);
  });

  it.each([
    ["gone.conf", "missing"],
    ["/etc/nginx/gone.conf", "elsewhere"],
    ["{{ role }}.conf", "elsewhere"],
    ["nowhere/*.conf", "missing"],
  ])("of %s is %s", (pattern, outcome) => {
    expect(outcomes({ "/r/nginx.conf": nginx(`"${pattern}"`) }, "/r/nginx.conf")).toEqual([
      `${pattern} ${outcome}`,
    ]);
  });
});
