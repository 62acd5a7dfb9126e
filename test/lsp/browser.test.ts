import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { describe, expect, it } from "vitest";
import { repository } from "../support/shared.ts";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly { readonly code: string }[] };
  readonly result?: unknown;
}

/** The worker's bundle in a world that has what a browser's worker has, and nothing of Node. */
function startWorker() {
  const said: Message[] = [];
  const watchers = new Set<() => void>();
  const worker: Record<string, unknown> = {
    postMessage(message: Message) {
      said.push(message);
      for (const look of [...watchers]) look();
    },
    addEventListener() {},
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    console,
    TextEncoder,
    TextDecoder,
    navigator: { userAgent: "test" },
  };
  worker.self = worker;
  const bundle = readFileSync(path.join(repository, "server/dist/browser-worker.js"), "utf8");
  vm.runInNewContext(bundle, worker);
  const send = (message: object) => {
    (worker.onmessage as (event: { data: object }) => void)({ data: { jsonrpc: "2.0", ...message } });
  };
  const until = (fits: (message: Message) => boolean) =>
    new Promise<Message>((resolve) => {
      const look = () => {
        const found = said.find(fits);
        if (found !== undefined) resolve(found);
      };
      watchers.add(look);
      look();
    });
  return { send, until };
}

describe("the worker for browsers", () => {
  it("answers initialize, and a document with its findings", async () => {
    const { send, until } = startWorker();
    send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
    const { result } = await until((m) => m.id === 1);
    expect(result).toMatchObject({ capabilities: { hoverProvider: true }, serverInfo: { name: "kalint" } });
    send({ method: "initialized", params: {} });
    const uri = "file:///haproxy.cfg";
    const textDocument = {
      uri,
      languageId: "haproxy",
      version: 1,
      text: "backend app\n  servr s1 10.0.0.1:80\n",
    };
    send({ method: "textDocument/didOpen", params: { textDocument } });
    const sent = await until((m) => m.params?.uri === uri && (m.params.diagnostics?.length ?? 0) > 0);
    expect(sent.params?.diagnostics?.map((d) => d.code)).toContain("HA101");
  });

  it("reads files that come with initialize", async () => {
    const { send, until } = startWorker();
    const main =
      "events {}\nhttp {\n  include conf.d/*.conf;\n  server {\n    location / {\n      proxy_pass http://app;\n    }\n  }\n}\n";
    const files = { "/etc/nginx/conf.d/app.conf": "upstream app {\n  server 10.0.0.1;\n}\n" };
    const params = {
      processId: null,
      rootUri: "file:///etc/nginx",
      capabilities: {},
      initializationOptions: { files },
    };
    send({ id: 1, method: "initialize", params });
    await until((m) => m.id === 1);
    send({ method: "initialized", params: {} });
    const uri = "file:///etc/nginx/nginx.conf";
    send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "nginx", version: 1, text: main } },
    });
    send({
      id: 2,
      method: "textDocument/definition",
      params: { textDocument: { uri }, position: { line: 5, character: 26 } },
    });
    expect((await until((m) => m.id === 2)).result).toMatchObject([
      { uri: "file:///etc/nginx/conf.d/app.conf" },
    ]);
  });
});
