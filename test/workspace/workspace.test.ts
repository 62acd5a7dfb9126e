import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../server/src/workspace/file-system.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { memoryFileSystem } from "../support/lint-text.ts";

const instance = (priority: number) => `vrrp_instance VI_1 {\n    priority ${priority}\n}\n`;
const main = "events {}\nhttp {\n    include conf.d/*.conf;\n}\n";
const server = "server {\n    listen 80;\n}\n";

function paths(workspace: Workspace): string[] {
  return [...workspace.snapshot().files.keys()].sort();
}

/** A disk whose files can be changed, and which counts how often it is asked. */
function changingDisk(files: Record<string, string>): { fileSystem: FileSystem; asked: () => number } {
  let asked = 0;
  const now = () => {
    asked++;
    return memoryFileSystem(files);
  };
  return {
    fileSystem: { read: (p) => now().read(p), kind: (p) => now().kind(p), list: (p) => now().list(p) },
    asked: () => asked,
  };
}

describe("an edit", () => {
  const files = {
    "/r/a/keepalived.conf": instance(100),
    "/r/b/keepalived.conf": instance(90),
    "/r/nginx.conf": main,
    "/r/conf.d/s.conf": server,
  };

  it("makes one file new and shares the others", () => {
    const workspace = new Workspace(memoryFileSystem(files));
    workspace.add(["/r"]);
    const before = workspace.snapshot();
    workspace.setText("/r/a/keepalived.conf", instance(101));
    const after = workspace.snapshot();
    const changed = [...after.files]
      .filter(([path, file]) => before.files.get(path) !== file)
      .map(([path]) => path);
    expect(changed).toEqual(["/r/a/keepalived.conf"]);
  });

  it("shares the units it does not touch", () => {
    const workspace = new Workspace(memoryFileSystem(files));
    workspace.add(["/r"]);
    const before = workspace.snapshot();
    workspace.setText("/r/a/keepalived.conf", instance(101));
    const kept = workspace.snapshot().units.filter((unit) => before.units.includes(unit));
    expect(kept.map((unit) => unit.files[0]?.path)).toEqual(["/r/b/keepalived.conf", "/r/nginx.conf"]);
  });

  it("leaves the snapshot before it as it was", () => {
    const workspace = new Workspace(memoryFileSystem(files));
    workspace.add(["/r"]);
    const before = workspace.snapshot();
    workspace.setText("/r/a/keepalived.conf", instance(101));
    workspace.snapshot();
    expect(before.files.get("/r/a/keepalived.conf")?.text).toBe(instance(100));
  });

  it("does not ask the disk", () => {
    const { fileSystem, asked } = changingDisk({ ...files });
    const workspace = new Workspace(fileSystem);
    workspace.add(["/r"]);
    workspace.setText("/r/conf.d/s.conf", server);
    workspace.snapshot();
    const before = asked();
    workspace.setText("/r/conf.d/s.conf", `${server}# more\n`);
    workspace.snapshot();
    expect(asked()).toBe(before);
  });

  it("of an included file keeps the block it is read in", () => {
    const workspace = new Workspace(memoryFileSystem({ "/r/nginx.conf": main, "/r/conf.d/s.conf": "" }));
    workspace.add(["/r/nginx.conf"]);
    workspace.snapshot();
    workspace.setText("/r/conf.d/s.conf", "return 204;\n");
    expect(workspace.snapshot().files.get("/r/conf.d/s.conf")?.checked.rootScope).toBe("http");
  });

  it("that takes an include away makes the file one of its own", () => {
    const workspace = new Workspace(memoryFileSystem({ "/r/nginx.conf": main, "/r/conf.d/s.conf": server }));
    workspace.add(["/r"]);
    expect(workspace.snapshot().units).toHaveLength(1);
    workspace.setText("/r/nginx.conf", "events {}\n");
    expect(workspace.snapshot().units.map((unit) => unit.files.length)).toEqual([1, 1]);
  });
});

describe("the text of an editor", () => {
  it("stands over the disk until it is taken back", () => {
    const workspace = new Workspace(memoryFileSystem({ "/r/keepalived.conf": instance(100) }));
    workspace.add(["/r/keepalived.conf"]);
    workspace.setText("/r/keepalived.conf", instance(1));
    expect(workspace.snapshot().files.get("/r/keepalived.conf")?.text).toBe(instance(1));
    workspace.setText("/r/keepalived.conf", undefined);
    expect(workspace.snapshot().files.get("/r/keepalived.conf")?.text).toBe(instance(100));
  });

  it("is forgotten with its end where the disk was never asked for it", () => {
    const workspace = new Workspace(memoryFileSystem());
    workspace.setText("/r/keepalived.conf", instance(1));
    expect(paths(workspace)).toEqual(["/r/keepalived.conf"]);
    workspace.setText("/r/keepalived.conf", undefined);
    expect(paths(workspace)).toEqual([]);
  });

  it("is found by an include though it was never saved", () => {
    const workspace = new Workspace(
      memoryFileSystem({ "/r/nginx.conf": main, "/r/conf.d/old.conf": server }),
    );
    workspace.add(["/r/nginx.conf"]);
    workspace.setText("/r/keepalived.conf", "include new.conf\n");
    workspace.setText("/r/new.conf", instance(1));
    expect(workspace.snapshot().units.map((u) => u.files.map((f) => f.path))).toContainEqual([
      "/r/keepalived.conf",
      "/r/new.conf",
    ]);
  });
});

describe("a change on the disk", () => {
  it("is read again when it is told of", () => {
    const files: Record<string, string> = { "/r/keepalived.conf": instance(100) };
    const workspace = new Workspace(changingDisk(files).fileSystem);
    workspace.add(["/r"]);
    workspace.snapshot();
    files["/r/keepalived.conf"] = instance(99);
    workspace.reload(["/r/keepalived.conf"]);
    expect(workspace.snapshot().files.get("/r/keepalived.conf")?.text).toBe(instance(99));
  });

  it("brings in a new file of a directory that was searched, and no other", () => {
    const files: Record<string, string> = { "/r/keepalived.conf": instance(100) };
    const workspace = new Workspace(changingDisk(files).fileSystem);
    workspace.add(["/r"]);
    files["/r/b/keepalived.conf"] = instance(90);
    files["/r/redis.conf"] = "port 6379\n";
    files["/other/keepalived.conf"] = instance(80);
    workspace.reload(["/r/b/keepalived.conf", "/r/redis.conf", "/other/keepalived.conf"]);
    expect(paths(workspace)).toEqual(["/r/b/keepalived.conf", "/r/keepalived.conf"]);
  });

  it("takes away a file that is gone, and an included one too", () => {
    const files: Record<string, string> = { "/r/nginx.conf": main, "/r/conf.d/s.conf": server };
    const workspace = new Workspace(changingDisk(files).fileSystem);
    workspace.add(["/r/nginx.conf"]);
    expect(paths(workspace)).toEqual(["/r/conf.d/s.conf", "/r/nginx.conf"]);
    delete files["/r/conf.d/s.conf"];
    workspace.reload(["/r/conf.d/s.conf"]);
    expect(paths(workspace)).toEqual(["/r/nginx.conf"]);
  });

  it("is forgotten with the directory", () => {
    const workspace = new Workspace(
      memoryFileSystem({ "/r/keepalived.conf": instance(100), "/s/keepalived.conf": instance(90) }),
    );
    workspace.add(["/r", "/s"]);
    workspace.remove("/r");
    expect(paths(workspace)).toEqual(["/s/keepalived.conf"]);
  });
});

describe("the order of the files", () => {
  it("is that of their paths, not that of their coming", () => {
    const workspace = new Workspace(
      memoryFileSystem({ "/r/b/keepalived.conf": instance(1), "/r/a/keepalived.conf": instance(2) }),
    );
    workspace.add(["/r/b/keepalived.conf", "/r/a/keepalived.conf"]);
    expect([...workspace.snapshot().files.keys()]).toEqual(["/r/a/keepalived.conf", "/r/b/keepalived.conf"]);
  });
});
