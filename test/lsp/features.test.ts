import { afterAll, describe, expect, it } from "vitest";
import { capabilities, cleanUp, type StartOptions, start } from "./client.ts";

afterAll(cleanUp);

const uri = "file:///w/ka1/keepalived.conf";
const keepalived = `vrrp_script chk {
  script /bin/true
}
vrrp_instance VI_1 {
  state MASTER
  interface eth0
  virtual_router_id 51
  track_script {
    chk
  }
}
`;

async function opened(text: string, options: StartOptions = {}, languageId = "keepalived", at = uri) {
  const client = await start(options);
  client.open(at, languageId, text);
  return client;
}

const at = (line: number, character: number, document = uri) => ({
  textDocument: { uri: document },
  position: { line, character },
});

describe("requests", () => {
  it("complete, with what is replaced and the explanation on demand", async () => {
    const client = await opened("vrrp_instance a {\n  prio 5\n}\n");
    const items = await client.request("textDocument/completion", at(1, 4));
    const item = items.find((i: { label: string }) => i.label === "priority");
    expect(item.textEdit).toEqual({
      newText: "priority",
      insert: { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } },
      replace: { start: { line: 1, character: 2 }, end: { line: 1, character: 6 } },
    });
    expect(item.documentation).toBeUndefined();
    const resolved = await client.request("completionItem/resolve", item);
    expect(resolved.documentation).toMatchObject({
      kind: "markdown",
      value: expect.stringContaining("priority <int 1–255>"),
    });
    expect(await client.close()).toBe(0);
  });

  it("speak the client's language, and that of the settings before it", async () => {
    const hovered = async (options: StartOptions): Promise<readonly [string, string]> => {
      const client = await opened("vrrp_instance a {\n  nopreempt\n}\n", options);
      const { contents } = await client.request("textDocument/hover", at(1, 4));
      const [shown] = await client.findings(uri, (items) => items.length > 0);
      expect(await client.close()).toBe(0);
      return [contents.value, shown.message];
    };
    const chinese = [/[\u4e00-\u9fff]/, /[\u4e00-\u9fff]/].map((pattern) => expect.stringMatching(pattern));
    const client = { locale: "zh-cn" };
    expect(await hovered(client)).toEqual(chinese);
    expect(await hovered({ initializationOptions: { locale: "zh-CN" } })).toEqual(chinese);
    const english = await hovered({ ...client, initializationOptions: { locale: "en" } });
    expect(english.join("\n")).not.toMatch(/[\u4e00-\u9fff]/);
    expect(await hovered({})).toEqual(english);
  });

  it("complete in plain text for a client without snippets", async () => {
    const plain = { ...capabilities, textDocument: { completion: {} } };
    const client = await opened("vrrp_ins", { capabilities: plain });
    const items = await client.request("textDocument/completion", at(0, 8));
    const item = items.find((i: { label: string }) => i.label === "vrrp_instance");
    expect(item.textEdit).toEqual({
      newText: "vrrp_instance",
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 8 } },
    });
    expect(item.insertTextFormat).toBeUndefined();
    expect(await client.close()).toBe(0);
  });

  it("rename a script in its definition and where it is tracked", async () => {
    const client = await opened(keepalived);
    expect(await client.request("textDocument/prepareRename", at(8, 5))).toEqual({
      start: { line: 8, character: 4 },
      end: { line: 8, character: 7 },
    });
    const edit = await client.request("textDocument/rename", { ...at(8, 5), newName: "chk_nginx" });
    const edits = edit.changes?.[uri] ?? edit.documentChanges[0].edits;
    expect(
      edits.map((e: { range: { start: { line: number } }; newText: string }) => [
        e.range.start.line,
        e.newText,
      ]),
    ).toEqual([
      [0, "chk_nginx"],
      [8, "chk_nginx"],
    ]);
    expect(await client.close()).toBe(0);
  });

  it("explain the word under the pointer", async () => {
    const client = await opened(keepalived);
    const hover = await client.request("textDocument/hover", at(6, 4));
    expect(hover.contents.value).toMatch(/^\*\*virtual_router_id\*\*/);
    expect(hover.range).toEqual({ start: { line: 6, character: 2 }, end: { line: 6, character: 19 } });
    expect(await client.close()).toBe(0);
  });

  it("go to the definition", async () => {
    const client = await opened(keepalived);
    const range = { start: { line: 0, character: 12 }, end: { line: 0, character: 15 } };
    expect(await client.request("textDocument/definition", at(8, 5))).toEqual([{ uri, range }]);
    expect(await client.close()).toBe(0);
  });

  it("go to the definition with a link where the client takes one", async () => {
    const linking = {
      ...capabilities,
      textDocument: { ...capabilities.textDocument, definition: { linkSupport: true } },
    };
    const client = await opened(keepalived, { capabilities: linking });
    const [link] = await client.request("textDocument/definition", at(8, 5));
    expect(link).toMatchObject({
      targetUri: uri,
      targetSelectionRange: { start: { line: 0, character: 12 } },
    });
    expect(link.originSelectionRange.start).toEqual({ line: 8, character: 4 });
    expect(await client.close()).toBe(0);
  });

  it("find references and highlights", async () => {
    const client = await opened(keepalived);
    const context = { includeDeclaration: true };
    const found = await client.request("textDocument/references", { ...at(0, 13), context });
    expect(found.map((l: { range: { start: { line: number } } }) => l.range.start.line)).toEqual([0, 8]);
    const highlights = await client.request("textDocument/documentHighlight", at(0, 13));
    expect(highlights.map((h: { kind: number }) => h.kind)).toEqual([3, 2]);
    expect(await client.close()).toBe(0);
  });

  it("link to the files that are named, and list them while a path is written", async () => {
    const client = await opened("include part.conf\n");
    const part = "file:///w/ka1/part.conf";
    client.open(part, "keepalived", "global_defs {\n}\n");
    const document = { textDocument: { uri } };
    expect(await client.request("textDocument/documentLink", document)).toEqual([
      {
        range: { start: { line: 0, character: 8 }, end: { line: 0, character: 17 } },
        target: part,
      },
    ]);
    expect(await client.close()).toBe(0);
  });

  it("draw the outline", async () => {
    const client = await opened(keepalived);
    const symbols = await client.request("textDocument/documentSymbol", { textDocument: { uri } });
    expect(symbols.map((s: { name: string; detail: string }) => `${s.name} ${s.detail}`)).toEqual([
      "vrrp_script chk",
      "vrrp_instance VI_1",
    ]);
    expect(symbols[1].children[0]).toMatchObject({ name: "state", detail: "MASTER" });
    expect(await client.close()).toBe(0);
  });

  it("draw it flat for a client that knows no tree", async () => {
    const client = await opened(keepalived, { capabilities: {} });
    const symbols = await client.request("textDocument/documentSymbol", { textDocument: { uri } });
    expect(symbols.find((s: { name: string }) => s.name === "state")).toMatchObject({
      containerName: "vrrp_instance VI_1",
      location: { uri, range: { start: { line: 4, character: 2 } } },
    });
    expect(await client.close()).toBe(0);
  });

  it("lead from a frontend to its servers and back, and find names", async () => {
    const text =
      "frontend web\n  use_backend app if { path / }\n  default_backend app\nbackend app\n  server one 192.0.2.1:80\n";
    const file = "file:///w/haproxy.cfg";
    const client = await opened(text, {}, "haproxy", file);
    const [web] = await client.request("textDocument/prepareCallHierarchy", at(0, 10, file));
    expect(web).toMatchObject({ name: "web", detail: "frontend", uri: file });
    const [sent] = await client.request("callHierarchy/outgoingCalls", { item: web });
    expect(sent.to).toMatchObject({ name: "app", selectionRange: { start: { line: 3, character: 8 } } });
    expect(sent.fromRanges.map((range: { start: object }) => range.start)).toEqual([
      { line: 1, character: 14 },
      { line: 2, character: 18 },
    ]);
    const [server] = await client.request("callHierarchy/outgoingCalls", { item: sent.to });
    expect(server.to).toMatchObject({ name: "one", detail: "192.0.2.1:80" });
    const [back] = await client.request("callHierarchy/incomingCalls", { item: server.to });
    expect(back.from).toMatchObject({ name: "app" });
    const [first] = await client.request("callHierarchy/incomingCalls", { item: back.from });
    expect(first).toMatchObject({ from: { name: "web" }, fromRanges: sent.fromRanges });
    expect(await client.request("workspace/symbol", { query: "oe" })).toMatchObject([
      { name: "one", containerName: "server, backend app", location: { uri: file } },
    ]);
    expect(await client.close()).toBe(0);
  });

  it("fold", async () => {
    const client = await opened(keepalived);
    const ranges = await client.request("textDocument/foldingRange", { textDocument: { uri } });
    expect(ranges).toEqual([
      { startLine: 0, endLine: 1 },
      { startLine: 3, endLine: 9 },
      { startLine: 7, endLine: 8 },
    ]);
    expect(await client.close()).toBe(0);
  });

  it("mend with an edit of the document's version", async () => {
    const client = await opened(keepalived.replace("state", "stat"));
    const range = { start: { line: 4, character: 3 }, end: { line: 4, character: 3 } };
    const params = { textDocument: { uri }, range, context: { diagnostics: [] } };
    const [first, second] = await client.request("textDocument/codeAction", params);
    expect(first).toMatchObject({
      title: "write `state`",
      kind: "quickfix",
      isPreferred: true,
      diagnostics: [{ code: "KA101" }],
      edit: {
        documentChanges: [
          {
            textDocument: { uri, version: 1 },
            edits: [
              {
                range: { start: { line: 4, character: 2 }, end: { line: 4, character: 6 } },
                newText: "state",
              },
            ],
          },
        ],
      },
    });
    expect(second.title).toBe("allow `unknown-directive` here");
    const only = await client.request("textDocument/codeAction", {
      ...params,
      context: { diagnostics: [], only: ["refactor"] },
    });
    expect(only).toEqual([]);
    const all = await client.request("textDocument/codeAction", {
      ...params,
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
    expect(all.map((a: { kind: string }) => a.kind)).toEqual(["source.fixAll.kalint"]);
    expect(await client.close()).toBe(0);
  });

  it("count columns in bytes where that was agreed on", async () => {
    const text =
      "! größe 😀\nvrrp_instance ä😀 {\n  stat MASTER\n}\nvrrp_sync_group G {\n  group {\n    ä😀\n  }\n}\n";
    for (const [encoding, end] of [
      ["utf-8", 20],
      ["utf-16", 17],
    ] as const) {
      const client = await opened(text, {
        capabilities: { ...capabilities, general: { positionEncodings: [encoding] } },
      });
      const [definition] = await client.request("textDocument/definition", at(6, 4));
      expect(definition.range).toEqual({
        start: { line: 1, character: 14 },
        end: { line: 1, character: end },
      });
      expect(await client.close()).toBe(0);
    }
  });

  it("answer on ten thousand lines", async () => {
    const servers = Array.from(
      { length: 10_000 },
      (_, i) => `  server s${i} 10.${i >> 16}.${(i >> 8) & 255}.${i & 255}:80 check`,
    );
    const big = "file:///w/haproxy.cfg";
    const client = await opened(
      `backend app\n${servers.join("\n")}\n  balence roundrobin\n`,
      {},
      "haproxy",
      big,
    );
    const [found] = await client.findings(big, (items) => items.some((d) => d.code === "HA101"));
    expect(found).toBeDefined();
    expect(
      (await client.request("textDocument/documentSymbol", { textDocument: { uri: big } }))[0].children,
    ).toHaveLength(10_001);
    expect((await client.request("textDocument/hover", at(9_000, 4, big))).contents.value).toMatch(
      /^\*\*server\*\*/,
    );
    expect((await client.request("textDocument/completion", at(10_001, 2, big))).length).toBeGreaterThan(50);
    expect(await client.close()).toBe(0);
  });
});
