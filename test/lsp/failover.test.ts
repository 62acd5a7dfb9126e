import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { capabilities, cleanUp, folder, type StartOptions, start, uriOf } from "./client.ts";

afterAll(cleanUp);

const node = (priority: number, weight = -10) => `vrrp_script chk {
  script "/usr/bin/pidof nginx"
  weight ${weight}
}
vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  priority ${priority}
  virtual_ipaddress {
    192.0.2.10/24
  }
  track_script {
    chk
  }
}
`;

const refreshing = {
  ...capabilities,
  workspace: {
    ...capabilities.workspace,
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
};

/** A client with the file of the first node open, in a folder with those of both. */
async function opened(options: StartOptions = {}, texts = [node(100), node(90)]) {
  const root = folder(Object.fromEntries(texts.map((text, i) => [`ha/ka${i + 1}/keepalived.conf`, text])));
  const client = await start({ folder: root, ...options });
  const files = texts.map((_, i) => path.join(root, `ha/ka${i + 1}/keepalived.conf`));
  const [uri = "", other = ""] = files.map(uriOf);
  client.open(uri, "keepalived", texts[0] ?? "");
  // The search is over when the finding that needs both files is there.
  await client.findings(uri, (items) => items.some(({ code }) => code === "CL110"));
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const labels = async (range = whole, document = uri): Promise<string[]> => {
    const found = await client.request("textDocument/inlayHint", { textDocument: { uri: document }, range });
    return found.map(({ label }: { label: string }) => label);
  };
  const lenses = async (document = uri): Promise<string[]> => {
    const found = await client.request("textDocument/codeLens", { textDocument: { uri: document } });
    return found.map(({ command }: { command: { title: string } }) => command.title);
  };
  return { client, uri, other, otherFile: files[1] ?? "", labels, lenses };
}

const tie = "90 when chk fails: ties with ka2";
const holds = "holds the address: above ka2 (90)";
const lens = "MASTER of 192.0.2.10; fails over to ka2 in 3.6 s; 1 dead check";

describe("hints and lenses", () => {
  it("come with their places and explanations", async () => {
    const { client, uri } = await opened();
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    expect(await client.request("textDocument/inlayHint", { textDocument: { uri }, range })).toEqual([
      {
        position: { line: 2, character: 12 },
        label: tie,
        tooltip: { kind: "markdown", value: expect.stringContaining("a tie never preempts") },
        paddingLeft: true,
      },
    ]);
    expect(await client.request("textDocument/codeLens", { textDocument: { uri } })).toEqual([
      {
        range: { start: { line: 4, character: 14 }, end: { line: 4, character: 18 } },
        command: { title: lens, command: "kalint.showFailover", arguments: [uri, "VI_1"] },
      },
    ]);
    expect(await client.close()).toBe(0);
  });

  it("come for the range that is asked for", async () => {
    const { client, labels } = await opened();
    const lines = (from: number, to: number) => ({
      start: { line: from, character: 0 },
      end: { line: to, character: 0 },
    });
    expect(await labels()).toEqual([tie, holds]);
    expect(await labels(lines(5, 20))).toEqual([holds]);
    expect(await labels(lines(3, 7))).toEqual([]);
    expect(await labels(lines(50, 9999))).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("are empty for files that have none", async () => {
    const { client, labels, lenses } = await opened();
    const uri = "file:///elsewhere/nginx.conf";
    client.open(uri, "nginx", "events {}\n");
    expect(await labels(undefined, uri)).toEqual([]);
    expect(await lenses(uri)).toEqual([]);
    expect(await lenses("file:///nowhere/keepalived.conf")).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("are switched off by the settings", async () => {
    const off = { inlayHints: { enabled: false }, codeLens: { enabled: false } };
    const { client, labels, lenses } = await opened({ initializationOptions: off });
    expect(await labels()).toEqual([]);
    expect(await lenses()).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("are switched off only by true and false", async () => {
    const { client, labels } = await opened({ initializationOptions: { inlayHints: { enabled: "no" } } });
    expect(await labels()).toHaveLength(2);
    const said = client.said.find(({ method }) => method === "window/showMessage");
    expect(said?.params.message).toBe('kalint: kalint.inlayHints.enabled: "no" is neither true nor false');
    expect(await client.close()).toBe(0);
  });
});

describe("a client is told to ask again", () => {
  const refreshes = ["workspace/inlayHint/refresh", "workspace/codeLens/refresh"];

  it("when the file of another node changes on the disk", async () => {
    const { client, labels, lenses, other, otherFile } = await opened({ capabilities: refreshing });
    expect([await labels(), await lenses()]).toEqual([[tie, holds], [lens]]);
    const from = client.said.length;
    writeFileSync(otherFile, node(95));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: other, type: 2 }] });
    for (const method of refreshes) await client.until((message) => message.method === method, from);
    expect(await labels()).toContain("90 when chk fails: below ka2 (95)");
    expect(await lenses()).toEqual(["MASTER of 192.0.2.10; fails over to ka2 in 3.6 s"]);
    expect(await client.close()).toBe(0);
  });

  it("when the file of another node is edited", async () => {
    const { client, labels, lenses, other } = await opened({ capabilities: refreshing });
    client.open(other, "keepalived", node(90));
    await Promise.all([labels(), lenses(), labels(undefined, other), lenses(other)]);
    const from = client.said.length;
    client.change(other, 2, [{ text: node(95) }]);
    for (const method of refreshes) await client.until((message) => message.method === method, from);
    expect(await labels()).toContain("90 when chk fails: below ka2 (95)");
    expect(await client.close()).toBe(0);
  });

  it("when the file of another node was edited before it had the last answer", async () => {
    const { client, labels, other, uri } = await opened({ capabilities: refreshing });
    client.open(other, "keepalived", node(90));
    await labels(undefined, other);
    const from = client.said.length;
    client.change(uri, 2, [{ text: node(101) }]);
    expect(await labels()).toEqual(["91 when chk fails: still above ka2 (90)", holds]);
    client.change(other, 2, [{ text: node(95) }]);
    await client.until(({ method }) => method === "workspace/inlayHint/refresh", from);
    expect(await client.close()).toBe(0);
  });

  it("when settings switch them off", async () => {
    let enabled = true;
    const answers = { "workspace/configuration": () => [{ inlayHints: { enabled } }] };
    const asking = { ...refreshing, workspace: { ...refreshing.workspace, configuration: true } };
    const { client, labels } = await opened({ capabilities: asking, answers });
    expect(await labels()).toHaveLength(2);
    const from = client.said.length;
    enabled = false;
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.until(({ method }) => method === "workspace/inlayHint/refresh", from);
    expect(await labels()).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("not by an edit of the other node that changes nothing it was told", async () => {
    const { client, labels, lenses, other } = await opened({ capabilities: refreshing });
    client.open(other, "keepalived", node(90));
    await Promise.all([labels(), lenses()]);
    await quiet();
    const from = client.said.length;
    client.change(other, 2, [{ text: `# a comment\n${node(90)}` }]);
    await quiet();
    expect(client.said.slice(from).filter(({ method }) => refreshes.includes(method ?? ""))).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("not where it does not take that", async () => {
    const { client, labels, lenses, other } = await opened();
    client.open(other, "keepalived", node(90));
    await Promise.all([labels(), lenses()]);
    client.change(other, 2, [{ text: node(95) }]);
    await quiet();
    expect(client.said.filter(({ method }) => refreshes.includes(method ?? ""))).toEqual([]);
    expect(await client.close()).toBe(0);
  });
});

/** Longer than the server waits for the next keystroke. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 600));
}

describe("the failover view", () => {
  it("is asked for by a document, and one of its instances", async () => {
    const { client, uri } = await opened();
    const view = await client.request("kalint/failover", { uri, instance: "VI_1", theme: "dark" });
    expect(view.title).toBe("Failover: VI_1");
    expect(view.svg).toMatch(/^<svg [\s\S]*#0d1117/);
    expect(view.markdown).toContain("| ka1 is switched off | ka2 | 3.6 s | fails over |");
    expect((await client.request("kalint/failover", { uri })).title).toBe("Failover: ha");
    expect(await client.close()).toBe(0);
  });

  it("waits until all files are read", async () => {
    const root = folder({ "ha/ka1/keepalived.conf": node(100), "ha/ka2/keepalived.conf": node(90) });
    const client = await start({ folder: root });
    const uri = uriOf(path.join(root, "ha/ka1/keepalived.conf"));
    expect(await client.request("kalint/failover", { uri })).toMatchObject({ title: "Failover: ha" });
    expect(await client.close()).toBe(0);
  });

  it("is null for a file in no cluster, or of which nothing is known", async () => {
    const client = await start();
    client.open("file:///w/keepalived.conf", "keepalived", node(100));
    expect(await client.request("kalint/failover", { uri: "file:///w/keepalived.conf" })).toBeNull();
    expect(await client.request("kalint/failover", { uri: "file:///nowhere.conf" })).toBeNull();
    expect(await client.close()).toBe(0);
  });

  it.each([[{}], [{ uri: 5 }], [[]]])("needs a document: %j", async (params) => {
    const client = await start();
    const { error } = await client.ask("kalint/failover", params);
    expect(error).toEqual({ code: -32602, message: "kalint/failover: no document's URI is given" });
    expect(await client.close()).toBe(0);
  });

  it("tells a client that has one when it has changed", async () => {
    const { client, uri, other, otherFile } = await opened({ initializationOptions: { failoverView: true } });
    const before = await client.request("kalint/failover", { uri });
    const from = client.said.length;
    writeFileSync(otherFile, node(95));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: other, type: 2 }] });
    const { params } = await client.until(({ method }) => method === "kalint/failoverChanged", from);
    expect(params).toEqual({ uri });
    expect((await client.request("kalint/failover", { uri })).svg).not.toBe(before.svg);
    expect(await client.close()).toBe(0);
  });

  it("tells no other client", async () => {
    const { client, uri } = await opened();
    await client.request("kalint/failover", { uri });
    client.change(uri, 2, [{ text: node(99) }]);
    await quiet();
    expect(client.said.some(({ method }) => method === "kalint/failoverChanged")).toBe(false);
    expect(await client.close()).toBe(0);
  });
});

describe("the command of a lens", () => {
  const command = "kalint.showFailover";

  it("is executed for a client without a view of its own: a table as a message, and the answer", async () => {
    const { client, uri } = await opened();
    expect(client.initialized.capabilities.executeCommandProvider).toEqual({ commands: [command] });
    const from = client.said.length;
    const view = await client.request("workspace/executeCommand", { command, arguments: [uri, "VI_1"] });
    expect(view).toMatchObject({ title: "Failover: VI_1", markdown: expect.stringContaining("| ka2 |") });
    const { params } = await client.until(({ method }) => method === "window/showMessage", from);
    expect(params).toEqual({ type: 3, message: view.text.trimEnd() });
    expect(view.text).toMatch(/^cluster ha: ka1, ka2\n\nVI_1 {2}192\.0\.2\.10 {2}held by ka1\n/);
    expect(await client.close()).toBe(0);
  });

  it("says that nothing is known", async () => {
    const client = await start();
    const uri = "file:///nowhere.conf";
    expect(await client.request("workspace/executeCommand", { command, arguments: [uri] })).toBeNull();
    const { params } = await client.until(({ method }) => method === "window/showMessage");
    expect(params.message).toMatch(/^kalint: no virtual router is known/);
    expect(await client.close()).toBe(0);
  });

  it("is left to a client that has a view", async () => {
    const client = await start({ initializationOptions: { failoverView: true } });
    expect(client.initialized.capabilities.executeCommandProvider).toBeUndefined();
    expect(client.initialized.capabilities.codeLensProvider).toBeDefined();
    expect(await client.close()).toBe(0);
  });

  it.each([
    [{ command }, "kalint.showFailover: no document's URI is given"],
    [{ command, arguments: [{}] }, "kalint.showFailover: no document's URI is given"],
    [{ command: "kalint.other", arguments: ["file:///a"] }, "no command kalint.other"],
  ])("says what is wrong with %j", async (params, message) => {
    const client = await start();
    expect((await client.ask("workspace/executeCommand", params)).error).toEqual({ code: -32602, message });
    expect(await client.close()).toBe(0);
  });
});

describe("the fixes of a check that moves nothing", () => {
  it("are offered in the priority line of the other node, and change both files", async () => {
    const { client, uri, other, otherFile } = await opened();
    client.open(other, "keepalived", readFileSync(otherFile, "utf8"), 7);
    const place = { line: 7, character: 3 };
    const actions = await client.request("textDocument/codeAction", {
      textDocument: { uri: other },
      range: { start: place, end: place },
      context: { diagnostics: [] },
    });
    expect(
      actions.map(({ title, kind }: { title: string; kind: string }) => [title.slice(0, 10), kind]),
    ).toEqual([
      ["weight -11", "quickfix"],
      ["weight 0: ", "quickfix"],
      ["priority 9", "quickfix"],
    ]);
    const range = { start: { line: 2, character: 9 }, end: { line: 2, character: 12 } };
    const edits = [{ range, newText: "-11" }];
    expect(actions[0].edit.documentChanges).toEqual([
      { textDocument: { uri, version: 1 }, edits },
      { textDocument: { uri: other, version: 7 }, edits },
    ]);
    expect(await client.close()).toBe(0);
  });
});
