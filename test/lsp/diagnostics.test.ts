import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { capabilities, cleanUp, folder, start, uriOf } from "./client.ts";

afterAll(cleanUp);

const node = (id: number, priority: number) => `vrrp_instance VI_1 {
  interface eth0
  virtual_router_id ${id}
  priority ${priority}
  virtual_ipaddress {
    10.0.0.100/24
  }
}
`;

const pulling = {
  ...capabilities,
  textDocument: { ...capabilities.textDocument, diagnostic: { dynamicRegistration: false } },
  workspace: { ...capabilities.workspace, diagnostics: { refreshSupport: true } },
};

const codes = (items: readonly { code: string }[]) => items.map((d) => d.code);

describe("findings that are sent", () => {
  it("follow every edit", async () => {
    const client = await start();
    const uri = "file:///w/keepalived.conf";
    client.open(uri, "keepalived", "vrrp_instance a {\n  stat MASTER\n}\n");
    const first = await client.findings(uri, (items) => codes(items).includes("KA101"));
    expect(first.find((d) => d.code === "KA101")).toMatchObject({
      severity: 1,
      source: "kalint",
      message: "unknown directive `stat`, did you mean `state`?",
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 6 } },
      data: { rule: "unknown-directive", fixes: 1 },
    });
    const place = { start: { line: 1, character: 6 }, end: { line: 1, character: 6 } };
    client.change(uri, 2, [{ range: place, text: "e" }]);
    expect(
      codes(await client.findings(uri, (items) => !codes(items).includes("KA101"), client.said.length)),
    ).not.toContain("KA101");
    expect(await client.close()).toBe(0);
  });

  it.each(["utf-8", "utf-16"])(
    "are right after edits behind characters of several bytes, counted in %s",
    async (encoding) => {
      const client = await start({
        capabilities: { ...capabilities, general: { positionEncodings: [encoding] } },
      });
      const uri = "file:///w/keepalived.conf";
      client.open(uri, "keepalived", "# 😀ä\nvrrp_instance ä😀 {\n  state MASTER # ü\n}\n");
      const size = (text: string) => (encoding === "utf-8" ? Buffer.byteLength(text) : text.length);
      const insert = (line: number, before: string, text: string) => {
        const place = { line, character: size(before) };
        return { range: { start: place, end: place }, text };
      };
      client.change(uri, 2, [
        insert(0, "# 😀ä", "\r\n# 語"),
        insert(2, "vrrp_instance ä😀 {", "\n  statt BACKUP"),
        {
          range: { start: { line: 0, character: size("# ") }, end: { line: 0, character: size("# 😀") } },
          text: "",
        },
      ]);
      const found = await client.findings(uri, (items) => codes(items).includes("KA101"));
      const unknown = found.find((d) => d.code === "KA101");
      expect(unknown.range).toEqual({ start: { line: 3, character: 2 }, end: { line: 3, character: 7 } });
      expect(await client.close()).toBe(0);
    },
  );

  it("come with the document's version", async () => {
    const client = await start();
    const uri = "file:///w/keepalived.conf";
    client.open(uri, "keepalived", "stat\n", 41);
    await client.findings(uri);
    expect(client.said.find((m) => m.method === "textDocument/publishDiagnostics")?.params.version).toBe(41);
    expect(await client.close()).toBe(0);
  });

  it("are taken back when a document that lies on no disk is closed", async () => {
    const client = await start();
    const uri = "file:///nowhere/keepalived.conf";
    client.open(uri, "keepalived", "stat\n");
    await client.findings(uri, (items) => items.length > 0);
    const from = client.said.length;
    client.notify("textDocument/didClose", { textDocument: { uri } });
    expect(await client.findings(uri, () => true, from)).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("of another node are renewed by an edit of this one", async () => {
    const root = folder({ "ka1/keepalived.conf": node(51, 100), "ka2/keepalived.conf": node(51, 90) });
    const client = await start({ folder: root });
    const [ka1, ka2] = [
      uriOf(path.join(root, "ka1/keepalived.conf")),
      uriOf(path.join(root, "ka2/keepalived.conf")),
    ];
    client.open(ka1, "keepalived", node(51, 100));
    client.open(ka2, "keepalived", node(51, 90));
    expect(codes(await client.findings(ka2))).not.toContain("CL101");
    client.change(ka1, 2, [{ text: node(52, 100) }]);
    const found = await client.findings(ka2, (items) => codes(items).includes("CL101"));
    const mismatch = found.find((d) => d.code === "CL101");
    expect(mismatch.relatedInformation[0].location).toMatchObject({
      uri: ka1,
      range: { start: { line: 2 } },
    });
    const from = client.said.length;
    client.change(ka1, 3, [{ text: node(51, 100) }]);
    await client.findings(ka2, (items) => !codes(items).includes("CL101"), from);
    expect(await client.close()).toBe(0);
  });

  it("of a node of another cluster are renewed by an edit of this one", async () => {
    const texts = (cluster: string, id: number, address: string) =>
      Object.fromEntries(
        [100, 90].map((priority, i) => [
          `net/${cluster}/ka${i + 1}/keepalived.conf`,
          node(id, priority).replace("10.0.0.100", address),
        ]),
      );
    const db = texts("db", 51, "10.20.30.10");
    const web = texts("web", 51, "10.20.30.20");
    const root = folder({ ...db, ...web });
    const client = await start({ folder: root });
    const [own = "", other = ""] = ["net/db/ka1", "net/web/ka1"].map((at) => `${at}/keepalived.conf`);
    const [ownUri, otherUri] = [own, other].map((at) => uriOf(path.join(root, at)));
    client.open(ownUri ?? "", "keepalived", db[own] ?? "");
    client.open(otherUri ?? "", "keepalived", web[other] ?? "");
    await client.findings(otherUri ?? "", (items) => codes(items).includes("CL121"));
    const from = client.said.length;
    client.change(ownUri ?? "", 2, [{ text: texts("db", 51, "10.20.30.20")[own] ?? "" }]);
    await client.findings(otherUri ?? "", (items) => !codes(items).includes("CL121"), from);
    expect(await client.close()).toBe(0);
  });

  it("of a node whose file is not open are sent too, and taken back", async () => {
    const root = folder({ "ka1/keepalived.conf": node(51, 100), "ka2/keepalived.conf": node(51, 90) });
    const client = await start({ folder: root });
    const [ka1, ka2] = [
      uriOf(path.join(root, "ka1/keepalived.conf")),
      uriOf(path.join(root, "ka2/keepalived.conf")),
    ];
    client.open(ka1, "keepalived", node(52, 100));
    await client.findings(ka2, (items) => codes(items).includes("CL101"));
    const from = client.said.length;
    client.notify("textDocument/didClose", { textDocument: { uri: ka1 } });
    expect(await client.findings(ka2, () => true, from)).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("follow what happens on the disk", async () => {
    const root = folder({ "ka1/keepalived.conf": node(51, 100), "ka2/keepalived.conf": node(51, 90) });
    const client = await start({ folder: root });
    const file = path.join(root, "ka2/keepalived.conf");
    const [ka1, ka2] = [uriOf(path.join(root, "ka1/keepalived.conf")), uriOf(file)];
    client.open(ka1, "keepalived", node(51, 100));
    await client.findings(ka1);
    writeFileSync(file, node(77, 90));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: ka2, type: 2 }] });
    await client.findings(ka2, (items) => codes(items).includes("CL101"));
    const from = client.said.length;
    rmSync(file);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: ka2, type: 3 }] });
    expect(await client.findings(ka2, () => true, from)).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("mark what is deprecated", async () => {
    const client = await start();
    const uri = "file:///w/keepalived.conf";
    client.open(uri, "keepalived", "vrrp_instance a {\n  lvs_sync_daemon_interface eth0\n}\n");
    const found = await client.findings(uri, (items) => items.some((d) => d.tags !== undefined));
    expect(found.find((d) => d.tags !== undefined)).toMatchObject({ code: "KA110", tags: [2] });
    expect(await client.close()).toBe(0);
  });
});

describe("findings that are asked for", () => {
  it("are answered at once and not sent as well", async () => {
    const client = await start({ capabilities: pulling });
    const textDocument = { uri: "file:///w/keepalived.conf" };
    client.open(textDocument.uri, "keepalived", "vrrp_instance a {\n  stat MASTER\n}\n");
    const full = await client.request("textDocument/diagnostic", { textDocument });
    expect(full.kind).toBe("full");
    expect(codes(full.items)).toContain("KA101");
    const again = await client.request("textDocument/diagnostic", {
      textDocument,
      previousResultId: full.resultId,
    });
    expect(again).toEqual({ kind: "unchanged", resultId: full.resultId });
    client.change(textDocument.uri, 2, [{ text: "vrrp_instance a {\n  state MASTER\n}\n" }]);
    const next = await client.request("textDocument/diagnostic", {
      textDocument,
      previousResultId: full.resultId,
    });
    expect(next.kind).toBe("full");
    expect(codes(next.items)).not.toContain("KA101");
    expect(await client.close()).toBe(0);
    expect(client.said.filter((m) => m.method === "textDocument/publishDiagnostics")).toEqual([]);
  });

  it("are to be asked for again when another node's file changes them", async () => {
    const root = folder({ "ka1/keepalived.conf": node(51, 100), "ka2/keepalived.conf": node(51, 90) });
    const client = await start({ folder: root, capabilities: pulling });
    const [ka1, ka2] = [
      uriOf(path.join(root, "ka1/keepalived.conf")),
      uriOf(path.join(root, "ka2/keepalived.conf")),
    ];
    client.open(ka1, "keepalived", node(51, 100));
    client.open(ka2, "keepalived", node(51, 90));
    const before = await client.request("textDocument/diagnostic", { textDocument: { uri: ka2 } });
    expect(codes(before.items)).not.toContain("CL101");
    client.change(ka1, 2, [{ text: node(52, 100) }]);
    await client.until((m) => m.method === "workspace/diagnostic/refresh");
    const after = await client.request("textDocument/diagnostic", {
      textDocument: { uri: ka2 },
      previousResultId: before.resultId,
    });
    expect(codes(after.items)).toContain("CL101");
    expect(await client.close()).toBe(0);
  });

  it("of an open file are to be asked for again although the answer for all files had them", async () => {
    const root = folder({ "ka1/keepalived.conf": node(51, 100), "ka2/keepalived.conf": node(51, 90) });
    const client = await start({ folder: root, capabilities: pulling });
    const [ka1, ka2] = ["ka1", "ka2"].map((name) => uriOf(path.join(root, name, "keepalived.conf")));
    client.open(ka1 ?? "", "keepalived", node(51, 100));
    client.open(ka2 ?? "", "keepalived", node(51, 90));
    await client.request("textDocument/diagnostic", { textDocument: { uri: ka2 } });
    client.change(ka1 ?? "", 2, [{ text: node(52, 100) }]);
    const { items } = await client.request("workspace/diagnostic", { previousResultIds: [] });
    expect(codes(items.find((i: { uri: string }) => i.uri === ka2).items)).toContain("CL101");
    await client.until((m) => m.method === "workspace/diagnostic/refresh");
    expect(await client.close()).toBe(0);
  });

  it("bring those of other files along where the client takes them", async () => {
    const root = folder({ "ka1/keepalived.conf": node(51, 100), "ka2/keepalived.conf": node(51, 90) });
    const taking = {
      ...pulling,
      textDocument: { ...pulling.textDocument, diagnostic: { relatedDocumentSupport: true } },
    };
    const client = await start({ folder: root, capabilities: taking });
    const [ka1, ka2] = [
      uriOf(path.join(root, "ka1/keepalived.conf")),
      uriOf(path.join(root, "ka2/keepalived.conf")),
    ];
    await client.request("workspace/diagnostic", { previousResultIds: [] });
    client.open(ka1, "keepalived", node(52, 100));
    const report = await client.request("textDocument/diagnostic", { textDocument: { uri: ka1 } });
    expect(codes(report.relatedDocuments[ka2].items)).toContain("CL101");
    expect(await client.close()).toBe(0);
  });

  it("are answered for the whole folder, each file once until it changes", async () => {
    const root = folder({
      "ka1/keepalived.conf": node(51, 100),
      "ka2/keepalived.conf": node(52, 90),
      "notes.conf": "a = b\n",
    });
    const client = await start({ folder: root, capabilities: pulling });
    const ka2 = uriOf(path.join(root, "ka2/keepalived.conf"));
    const { items } = await client.request("workspace/diagnostic", { previousResultIds: [] });
    expect(items).toHaveLength(2);
    expect(codes(items.find((i: { uri: string }) => i.uri === ka2).items)).toContain("CL101");
    const previousResultIds = items.map((i: { uri: string; resultId: string }) => ({
      uri: i.uri,
      value: i.resultId,
    }));
    const again = await client.request("workspace/diagnostic", { previousResultIds });
    expect(again.items.map((i: { kind: string }) => i.kind)).toEqual(["unchanged", "unchanged"]);
    expect(await client.close()).toBe(0);
  });
});

describe("settings", () => {
  const text = "vrrp_instance a {\n  timer_expired_backup\n}\n";
  const uri = "file:///w/keepalived.conf";

  it("come with initialize", async () => {
    const client = await start({ initializationOptions: { targets: { keepalived: "2.2" } } });
    client.open(uri, "keepalived", text);
    await client.findings(uri, (items) => codes(items).includes("KA109"));
    expect(await client.close()).toBe(0);
  });

  it("are asked for where the client can be asked", async () => {
    let target = "2.3";
    const asked = { ...capabilities, workspace: { ...capabilities.workspace, configuration: true } };
    const answers = { "workspace/configuration": () => [{ targets: { keepalived: target }, rules: {} }] };
    const client = await start({ capabilities: asked, answers });
    client.open(uri, "keepalived", text);
    expect(codes(await client.findings(uri))).not.toContain("KA109");
    target = "2.2";
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.findings(uri, (items) => codes(items).includes("KA109"));
    expect(await client.close()).toBe(0);
  });

  it("switch rules off", async () => {
    const client = await start();
    client.open(uri, "keepalived", "vrrp_instance a {\n  stat MASTER\n}\n");
    await client.findings(uri, (items) => codes(items).includes("KA101"));
    const from = client.said.length;
    client.notify("workspace/didChangeConfiguration", {
      settings: { kalint: { rules: { "unknown-directive": "off" } } },
    });
    await client.findings(uri, (items) => !codes(items).includes("KA101"), from);
    expect(await client.close()).toBe(0);
  });

  it("that are wrong are named, and the rest counts", async () => {
    const client = await start({
      initializationOptions: { targets: { keepalived: "9.9", nginx: "1.22" }, rules: { x: "loud" } },
    });
    const isShown = (part: string) => (m: { method?: string; params?: { message?: string } }) =>
      m.method === "window/showMessage" && (m.params?.message?.includes(part) ?? false);
    await client.until(isShown('kalint.targets.keepalived: no version "9.9"; known are 2.2, 2.3'));
    await client.until(isShown("kalint.rules.x"));
    expect(await client.close()).toBe(0);
  });

  it("say which of keepalived's conditions are met", async () => {
    const conditional = "global_defs {\n    @ka1 typo 1\n}\n";
    const file = "file:///w/keepalived.conf";
    const client = await start({ initializationOptions: { keepalived: { configId: "ka1" } } });
    client.open(file, "keepalived", conditional);
    await client.findings(file, (items) => codes(items).includes("KA101"));
    expect(await client.close()).toBe(0);
  });

  it("of kalint.json count before those of the editor, and are read again when it changes", async () => {
    const root = folder({ "keepalived.conf": text, "kalint.json": '{"targets": {"keepalived": "2.3"}}' });
    const file = uriOf(path.join(root, "keepalived.conf"));
    const client = await start({ folder: root, initializationOptions: { targets: { keepalived: "2.2" } } });
    client.open(file, "keepalived", text);
    await client.findings(file, (items) => !codes(items).includes("KA109"), client.said.length);
    writeFileSync(path.join(root, "kalint.json"), '{"targets": {"keepalived": "2.2"}}');
    client.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf(path.join(root, "kalint.json")), type: 2 }],
    });
    await client.findings(file, (items) => codes(items).includes("KA109"));
    expect(await client.close()).toBe(0);
  });

  it("of a broken kalint.json are complained of", async () => {
    const root = folder({ "kalint.json": '{"targets": {"keepalived": "9"}}' });
    const client = await start({ folder: root });
    const shown = await client.until((m) => m.method === "window/showMessage");
    expect(shown.params.message).toContain("kalint.json: targets.keepalived: unknown value");
    expect(await client.close()).toBe(0);
  });

  it("link findings to a rule's page where they say where the pages lie", async () => {
    const linking = {
      ...capabilities,
      textDocument: { publishDiagnostics: { codeDescriptionSupport: true } },
    };
    const client = await start({
      capabilities: linking,
      initializationOptions: { docsUrl: "https://example.org/rules/" },
    });
    client.open(uri, "keepalived", "stat\n");
    const [first] = await client.findings(uri, (items) => items.length > 0);
    expect(first.codeDescription.href).toMatch(/^https:\/\/example\.org\/rules\/catalogue\/[\w-]+\.md$/);
    expect(await client.close()).toBe(0);
  });
});
