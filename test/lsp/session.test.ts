import { spawn } from "node:child_process";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readAbilities, serverCapabilities } from "../../server/src/lsp/abilities.ts";
import { Client, capabilities, cleanUp, folder, serverProgram, start, uriOf } from "./client.ts";

afterAll(cleanUp);

describe("the session", () => {
  it("begins with what the server is and can do", async () => {
    const client = await start();
    expect(client.initialized.serverInfo).toEqual({ name: "kalint", version: "0.1.0" });
    expect(client.initialized.capabilities).toMatchObject({
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: 2 },
      completionProvider: { resolveProvider: true },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      codeActionProvider: { codeActionKinds: ["quickfix", "source.fixAll.kalint"] },
    });
    expect(await client.close()).toBe(0);
  });

  it.each([
    [["utf-8", "utf-16"], "utf-8"],
    [["utf-16", "utf-8"], "utf-16"],
    [["utf-32", "utf-8"], "utf-8"],
    [["utf-32"], "utf-16"],
    [undefined, "utf-16"],
  ])("of a client that offers %j counts in %s", async (positionEncodings, chosen) => {
    const client = await start({ capabilities: { ...capabilities, general: { positionEncodings } } });
    expect(client.initialized.capabilities.positionEncoding).toBe(chosen);
    expect(await client.close()).toBe(0);
  });

  it("offers to be asked for findings only to a client that asks and can be told to ask again", async () => {
    const once = { ...capabilities, textDocument: { ...capabilities.textDocument, diagnostic: {} } };
    const again = {
      ...once,
      workspace: { ...capabilities.workspace, diagnostics: { refreshSupport: true } },
    };
    const client = await start({ capabilities: again });
    expect(client.initialized.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
    expect(await client.close()).toBe(0);
    for (const options of [{}, { capabilities: once }]) {
      const pushed = await start(options);
      expect(pushed.initialized.capabilities.diagnosticProvider).toBeUndefined();
      expect(await pushed.close()).toBe(0);
    }
  });

  it.each([
    ["Visual Studio Code", true],
    ["Neovim", false],
  ])("offers %s to be asked for all files: %s", (name, offered) => {
    const params = {
      processId: null,
      rootUri: null,
      clientInfo: { name },
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { diagnostics: { refreshSupport: true } },
      },
    };
    expect(serverCapabilities(readAbilities(params)).diagnosticProvider).toMatchObject({
      workspaceDiagnostics: offered,
    });
  });

  it("ends with code 1 where exit comes without shutdown", async () => {
    const client = await start();
    client.notify("exit");
    expect(await client.exited).toBe(1);
  });

  it("ends when standard input does", async () => {
    const client = await start();
    client.process.stdin.end();
    expect(await client.exited).toBe(1);
  });

  it("ends when the editor's process has died", async () => {
    const editor = spawn(process.execPath, ["-e", "0"]);
    await new Promise((resolve) => editor.on("exit", resolve));
    const client = new Client();
    await client.request("initialize", { processId: editor.pid ?? null, rootUri: null, capabilities });
    expect(await client.exited).toBe(1);
  });

  it("refuses requests before initialize", async () => {
    const client = new Client();
    const { error } = await client.ask("textDocument/hover", {
      textDocument: { uri: "file:///a.conf" },
      position: { line: 0, character: 0 },
    });
    expect(error?.code).toBe(-32002);
    client.kill();
  });

  it("refuses requests after shutdown, and a second initialize", async () => {
    const client = await start();
    expect(
      (await client.ask("initialize", { processId: null, rootUri: null, capabilities })).error?.code,
    ).toBe(-32600);
    await client.request("shutdown");
    const textDocument = { uri: "file:///a.conf" };
    expect((await client.ask("textDocument/foldingRange", { textDocument })).error?.code).toBe(-32600);
    client.notify("exit");
    expect(await client.exited).toBe(0);
  });

  it("outlives requests that make no sense", async () => {
    const client = await start();
    client.open("file:///w/keepalived.conf", "keepalived", "vrrp_instance a {\n}\n");
    expect((await client.ask("no/such/method", {})).error?.code).toBe(-32601);
    expect((await client.ask("textDocument/hover", {})).error).toBeDefined();
    expect(
      (await client.ask("textDocument/hover", { textDocument: { uri: 5 }, position: "x" })).result,
    ).toBeFalsy();
    expect((await client.ask("textDocument/codeAction")).error).toBeDefined();
    expect((await client.ask("completionItem/resolve", { label: "x", data: [1] })).error).toBeUndefined();
    client.notify("textDocument/didChange", { textDocument: { uri: "file:///w/keepalived.conf" } });
    client.notify("textDocument/didChange", {
      textDocument: { uri: "file:///nowhere.conf", version: 9 },
      contentChanges: [{ text: "x" }],
    });
    client.notify("textDocument/didClose", { textDocument: { uri: "file:///nowhere.conf" } });
    client.notify("workspace/didChangeConfiguration", { settings: 7 });
    client.notify("no/such/notification");
    client.send({ id: 900, method: 5 });
    const place = {
      textDocument: { uri: "file:///w/keepalived.conf" },
      position: { line: 99, character: 99 },
    };
    expect((await client.ask("textDocument/hover", place)).result).toBeNull();
    expect(await client.close()).toBe(0);
  });

  it("answers for a file that is not open with nothing", async () => {
    const client = await start();
    const textDocument = { uri: "file:///nowhere/haproxy.cfg" };
    const position = { line: 0, character: 0 };
    expect(await client.request("textDocument/hover", { textDocument, position })).toBeNull();
    expect(await client.request("textDocument/completion", { textDocument, position })).toEqual([]);
    expect(await client.request("textDocument/documentSymbol", { textDocument })).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("takes files that lie on no disk", async () => {
    const client = await start();
    client.open("untitled:Untitled-1", "haproxy", "backend app\n  server s1 10.0.0.1:80 chek\n");
    const found = await client.findings("untitled:Untitled-1", (items) => items.length > 0);
    expect(found[0].range.start).toEqual({ line: 1, character: 24 });
    expect(await client.close()).toBe(0);
  });
});

describe("the workspace", () => {
  it("asks to hear of changed files and settings", async () => {
    const registering = {
      ...capabilities,
      workspace: {
        ...capabilities.workspace,
        didChangeWatchedFiles: { dynamicRegistration: true },
        didChangeConfiguration: { dynamicRegistration: true },
      },
    };
    const client = await start({ capabilities: registering });
    const registered = (method: string) =>
      client.until(
        (m) => m.method === "client/registerCapability" && m.params.registrations[0].method === method,
      );
    await registered("workspace/didChangeConfiguration");
    const { params } = await registered("workspace/didChangeWatchedFiles");
    const { watchers } = params.registrations[0].registerOptions;
    expect(watchers).toContainEqual({ globPattern: "**/kalint.json" });
    expect(await client.close()).toBe(0);
  });

  it("takes folders up and gives them back", async () => {
    const client = await start();
    const root = folder({
      "ka1/haproxy.cfg": "frontend f\n  default_backend b\n",
      "kalint.json": '{"rules": {"unknown-directive": "off"}}',
    });
    const uri = uriOf(path.join(root, "other/haproxy.cfg"));
    client.open(uri, "haproxy", "backend b\n  servr a 10.0.0.1:80\n");
    const isUnknown = (d: { code: string }) => d.code === "HA101";
    await client.findings(uri, (items) => items.some(isUnknown));
    let from = client.said.length;
    const event = (added: string[], removed: string[]) => ({
      event: {
        added: added.map((f) => ({ uri: uriOf(f), name: f })),
        removed: removed.map((f) => ({ uri: uriOf(f), name: f })),
      },
    });
    client.notify("workspace/didChangeWorkspaceFolders", event([root], []));
    await client.findings(uri, (items) => !items.some(isUnknown), from);
    from = client.said.length;
    client.notify("workspace/didChangeWorkspaceFolders", event([], [root]));
    await client.findings(uri, (items) => items.some(isUnknown), from);
    expect(await client.close()).toBe(0);
  });
});

describe("the program", () => {
  it.each([
    ["--version", /^0\.1\.0\n$/],
    ["--help", /kalint-language-server --stdio/],
  ])("answers %s and ends", async (option, answer) => {
    const program = spawn(process.execPath, [serverProgram, option]);
    let output = "";
    program.stdout.on("data", (chunk) => {
      output += chunk;
    });
    const code = await new Promise((resolve) => program.on("close", resolve));
    expect(output).toMatch(answer);
    expect(code).toBe(0);
  });
});
