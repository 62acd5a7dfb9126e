/** Clusters of texts that change, as an editor changes them. */
import { describe, expect, it } from "vitest";
import { lint } from "../../server/src/lint/lint.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { memoryFileSystem } from "../support/lint-text.ts";
import { keepalived, pair, spell } from "./node-files.ts";

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace(memoryFileSystem(), { ...defaultConfig, directory: "/r" });
  for (const [name, text] of Object.entries(files)) workspace.setText(`/r/${name}`, text);
  return workspace;
}

const two = {
  "a/ka1/keepalived.conf": pair[0],
  "a/ka2/keepalived.conf": pair[1],
  "b/east/keepalived.conf": keepalived({ vip: "192.0.2.20", priority: 100 }),
  "b/west/keepalived.conf": keepalived({ vip: "192.0.2.20", priority: 90 }),
};

describe("a cluster", () => {
  it("forms and dissolves with texts that are in no file yet", () => {
    const workspace = workspaceOf({ "east/keepalived.conf": pair[0] });
    expect(spell(workspace.snapshot())).toEqual([]);
    workspace.setText("/r/west/keepalived.conf", keepalived({ vip: "198.51.100.1" }));
    expect(spell(workspace.snapshot())).toEqual([]);
    workspace.setText("/r/west/keepalived.conf", pair[1]);
    expect(spell(workspace.snapshot())).toEqual([
      "content: east=east/keepalived.conf west=west/keepalived.conf",
    ]);
    workspace.setText("/r/west/keepalived.conf", undefined);
    expect(spell(workspace.snapshot())).toEqual([]);
  });

  it("is what a comment says as soon as it is typed", () => {
    const workspace = workspaceOf({ "one.conf": keepalived(), "two.conf": keepalived() });
    expect(spell(workspace.snapshot())).toEqual([]);
    workspace.setText("/r/one.conf", keepalived({ pragma: "cluster=web node=a" }));
    workspace.setText("/r/two.conf", keepalived({ pragma: "cluster=web node=b" }));
    expect(spell(workspace.snapshot())).toEqual(["pragma: a=one.conf b=two.conf"]);
  });

  it("has other findings in one node when the other is edited", () => {
    const workspace = workspaceOf({ "ka1/keepalived.conf": pair[0], "ka2/keepalived.conf": pair[1] });
    const found = () => {
      const snapshot = workspace.snapshot();
      const file = snapshot.files.get("/r/ka2/keepalived.conf");
      return lint(snapshot, file === undefined ? [] : [file], { only: ["vrid-mismatch"] }).map((f) => f.code);
    };
    expect(found()).toEqual([]);
    workspace.setText("/r/ka1/keepalived.conf", keepalived({ state: "MASTER", vrid: 52 }));
    expect(found()).toEqual(["CL101"]);
    workspace.setText("/r/ka1/keepalived.conf", pair[0]);
    expect(found()).toEqual([]);
  });

  it("is what kalint.json says once its text is set", () => {
    const file = { path: "/r/kalint.json", text: undefined };
    const workspace = new Workspace(memoryFileSystem(), { ...defaultConfig, file });
    workspace.setText("/r/x/one.conf", keepalived());
    workspace.setText("/r/x/two.conf", keepalived());
    expect(workspace.snapshot().configFile).toMatchObject({ path: "/r/kalint.json", text: "", isNew: true });
    const nodes = ["one", "two"].map((name) => ({ name, files: [`x/${name}.conf`] }));
    const text = JSON.stringify({ clusters: [{ name: "web", nodes }] });
    workspace.setText("/r/kalint.json", text);
    expect(spell(workspace.snapshot())).toEqual(["configured: one=x/one.conf two=x/two.conf"]);
    expect(workspace.snapshot().configFile).toMatchObject({ text });
    workspace.setText("/r/kalint.json", undefined);
    expect(spell(workspace.snapshot())).toEqual([]);
  });
});

describe("after an edit", () => {
  /** The clusters of a workspace before and after a text is set, by evidence. */
  function edited(name: string, text: string) {
    const workspace = workspaceOf(two);
    const before = workspace.snapshot().clusters;
    workspace.setText(`/r/${name}`, text);
    const after = workspace.snapshot().clusters;
    return (kind: string) =>
      [before, after].map((clusters) => clusters.find(({ evidence }) => evidence.kind === kind));
  }

  it.each([
    ["a comment", `${pair[0]}# more\n`],
    ["the priority", keepalived({ state: "MASTER", priority: 101 })],
    ["the address", keepalived({ state: "MASTER", vip: "192.0.2.11" })],
  ])("of %s the other cluster is the same object, and this one has the new text", (_, text) => {
    const cluster = edited("a/ka1/keepalived.conf", text);
    const [before, after] = cluster("content");
    expect(before).toBeDefined();
    expect(after).toBe(before);
    const [stale, renewed] = cluster("directory");
    expect(renewed).not.toBe(stale);
    expect(renewed?.nodes.map((node) => node.name)).toEqual(["ka1", "ka2"]);
    expect(renewed?.nodes[0]?.units[0]?.files[0]?.text).toBe(text);
  });

  it("that cuts one cluster the other is the same object", () => {
    const cluster = edited("b/east/keepalived.conf", keepalived({ vip: "203.0.113.1", vrid: 9 }));
    const [before, after] = cluster("directory");
    expect(before).toBeDefined();
    expect(after).toBe(before);
    expect(cluster("content")[1]).toBeUndefined();
  });

  it("that does not touch what they say possible peers have the new text", () => {
    const workspace = workspaceOf({
      "east/keepalived.conf": pair[0],
      "west/keepalived.conf": keepalived({ priority: 90, vrid: 52, name: "B" }),
    });
    expect(workspace.snapshot().possiblePeers).toHaveLength(1);
    workspace.setText("/r/east/keepalived.conf", `${pair[0]}# more\n`);
    const { possiblePeers } = workspace.snapshot();
    expect(possiblePeers[0]?.units[0].files[0]?.text).toBe(`${pair[0]}# more\n`);
  });
});
