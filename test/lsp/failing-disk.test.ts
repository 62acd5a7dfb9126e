import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { startServer } from "../../server/src/lsp/server.ts";
import type { FileSystem } from "../../server/src/workspace/file-system.ts";

/** A disk on which every question is an error that nobody expects. */
const broken: FileSystem = {
  read: () => fail(),
  kind: () => fail(),
  list: () => fail(),
};

function fail(): never {
  throw new Error("the disk is on fire");
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly message?: string };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

function serve() {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(connection, broken, { version: "0" });
  const said: Answer[] = [];
  new StreamMessageReader(toClient).listen((message) => said.push(message as Answer));
  const writer = new StreamMessageWriter(toServer);
  let id = 0;
  const send = (method: string, params: object) => writer.write({ jsonrpc: "2.0", method, params } as never);
  const ask = async (method: string, params: object): Promise<Answer> => {
    const own = ++id;
    await writer.write({ jsonrpc: "2.0", id: own, method, params } as never);
    return expect
      .poll(() => said.find((m) => m.id === own), { timeout: 5000 })
      .toBeDefined()
      .then(() => found(own));
  };
  const found = (own: number): Answer => said.find((m) => m.id === own) ?? {};
  return { said, send, ask };
}

describe("a failure inside the server", () => {
  it("is the answer to its request and is logged, and the server lives on", async () => {
    const { said, send, ask } = serve();
    await ask("initialize", { processId: null, rootUri: null, capabilities: {} });
    await send("initialized", {});
    const uri = "file:///w/nginx.conf";
    const place = { textDocument: { uri }, position: { line: 0, character: 1 } };
    const text = "events {}\nhttp {\n  include a.conf;\n}\n";
    await send("textDocument/didOpen", { textDocument: { uri, languageId: "nginx", version: 1, text } });
    expect((await ask("textDocument/hover", place)).error?.message).toContain(
      "hover failed: the disk is on fire",
    );
    const isLogged = (m: Answer) =>
      m.method === "window/logMessage" && m.params?.message?.includes("on fire");
    expect(said.some(isLogged)).toBe(true);
    await send("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: "events {}\n" }],
    });
    expect((await ask("textDocument/hover", place)).result).toMatchObject({
      contents: { value: expect.stringContaining("events") },
    });
    expect((await ask("shutdown", {})).error).toBeUndefined();
  });
});
