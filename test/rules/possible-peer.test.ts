/** The fix of possible-peer, which changes a file that is no configuration. */
import { describe, expect, it } from "vitest";
import { type FixedTexts, fixAll } from "../../server/src/lint/fix.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { defaultConfig, readConfig } from "../../server/src/workspace/config.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { memoryFileSystem } from "../support/lint-text.ts";

const only = ["possible-peer"];
const master = (vip: string) => node("WEB", "MASTER", 51, 100, vip);
const backup = (vip: string) => node("MAIL", "BACKUP", 52, 90, vip);

function node(name: string, state: string, vrid: number, priority: number, vip: string): string {
  return `vrrp_instance ${name} {
    state ${state}
    interface eth0
    virtual_router_id ${vrid}
    priority ${priority}
    virtual_ipaddress {
        ${vip}
    }
}
`;
}

const berlinAndParis = {
  "/r/berlin/keepalived.conf": master("192.0.2.10"),
  "/r/paris/keepalived.conf": backup("192.0.2.10"),
};

/** A workspace whose kalint.json holds a text, or would be made. */
function workspaceWith(files: Readonly<Record<string, string>>, path: string, text?: string): Workspace {
  const config = text === undefined ? defaultConfig : readConfig(text, path).config;
  const workspace = new Workspace(memoryFileSystem(), { ...config, file: { path, text } });
  for (const [name, content] of Object.entries(files)) workspace.setText(name, content);
  return workspace;
}

function fixed(workspace: Workspace) {
  return fixAll(
    "unsafe",
    () => true,
    (texts: FixedTexts) => {
      for (const [path, text] of texts) workspace.setText(path, text);
      const snapshot = workspace.snapshot();
      return lint(snapshot, snapshot.files.values(), { only });
    },
  );
}

describe("the fix of possible-peer", () => {
  it("makes a kalint.json that brings the two together", () => {
    const workspace = workspaceWith(berlinAndParis, "/r/kalint.json");
    const run = fixed(workspace);
    expect([run.applied, run.findings]).toEqual([1, []]);
    expect([...run.texts.keys()]).toEqual(["/r/kalint.json"]);
    expect(run.before("/r/kalint.json")).toBeUndefined();
    expect(workspace.snapshot().clusters.map(({ nodes }) => nodes.map(({ name }) => name))).toEqual([
      ["berlin", "paris"],
    ]);
  });

  it("adds to the kalint.json that is there, with paths seen from it", () => {
    const text = '{\n  "failOn": "warning"\n}\n';
    const run = fixed(workspaceWith(berlinAndParis, "/kalint.json", text));
    const json = JSON.parse(run.texts.get("/kalint.json") ?? "");
    expect(json.failOn).toBe("warning");
    expect(json.clusters[0].nodes).toEqual([
      { name: "berlin", files: ["r/berlin/**"] },
      { name: "paris", files: ["r/paris/**"] },
    ]);
    expect(run.before("/kalint.json")).toBe(text);
  });

  it("names every pair, one after the other", () => {
    const files = {
      ...berlinAndParis,
      "/r/rome/keepalived.conf": master("192.0.2.20"),
      "/r/ulm/keepalived.conf": backup("192.0.2.20"),
    };
    const run = fixed(workspaceWith(files, "/r/kalint.json"));
    expect([run.applied, run.findings]).toEqual([2, []]);
  });

  it("names files, not directories, where others lie in them too", () => {
    const files = {
      "/r/a/one.keepalived.conf": master("192.0.2.10"),
      "/r/a/other.keepalived.conf": node("X", "MASTER", 9, 100, "198.51.100.9"),
      "/r/b[1]/two.keepalived.conf": backup("192.0.2.10"),
    };
    const run = fixed(workspaceWith(files, "/r/kalint.json"));
    expect(JSON.parse(run.texts.get("/r/kalint.json") ?? "").clusters[0].nodes).toEqual([
      { name: "a", files: ["a/one.keepalived.conf"] },
      { name: "b[1]", files: ["b\\[1\\]/**"] },
    ]);
    expect(run.findings).toEqual([]);
  });

  it("is not offered where kalint.json can not be read, or the files are of no project", () => {
    const broken = workspaceWith(berlinAndParis, "/r/kalint.json", "{ broken");
    const loose = new Workspace(memoryFileSystem());
    for (const [name, text] of Object.entries(berlinAndParis)) loose.setText(name, text);
    for (const workspace of [broken, loose]) {
      const snapshot = workspace.snapshot();
      const findings = lint(snapshot, snapshot.files.values(), { only });
      expect(findings.map(({ fixes }) => fixes)).toEqual([[]]);
    }
  });
});

describe("possible-peer", () => {
  it("stands on the first file by path, in one finding for each pair", () => {
    const snapshot = workspaceWith(berlinAndParis, "/r/kalint.json").snapshot();
    const findings = lint(snapshot, snapshot.files.values(), { only });
    expect(findings.map(({ file, related }) => [file.path, related[0]?.place.file.path])).toEqual([
      ["/r/berlin/keepalived.conf", "/r/paris/keepalived.conf"],
    ]);
  });

  it("can be allowed where it stands", () => {
    const files = {
      ...berlinAndParis,
      "/r/berlin/keepalived.conf": `# kalint: allow-file=possible-peer\n${master("192.0.2.10")}`,
    };
    const snapshot = workspaceWith(files, "/r/kalint.json").snapshot();
    expect(lint(snapshot, snapshot.files.values(), { only })).toEqual([]);
  });
});
