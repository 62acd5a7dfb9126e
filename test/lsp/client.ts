/** A plain client: it speaks the protocol with the built server over standard input and output, byte for byte. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "../support/shared.ts";

export const serverProgram = path.join(repository, "server/dist/kalint-language-server.cjs");

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests
type Json = any;

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: Json;
  readonly result?: Json;
  readonly error?: { readonly code: number; readonly message: string };
}

export class Client {
  readonly process: ChildProcessWithoutNullStreams;
  /** Everything the server said of its own accord: notifications and requests. */
  readonly said: Message[] = [];
  readonly exited: Promise<number | null>;
  /** Answers to requests of the server, by method; `null` where none is given. */
  readonly answers = new Map<string, (params: Json) => Json>();
  errorOutput = "";
  #pending = new Map<number, (message: Message) => void>();
  #watchers = new Set<() => void>();
  #buffer = Buffer.alloc(0);
  #nextId = 1;

  constructor(args: readonly string[] = ["--stdio"]) {
    this.process = spawn(process.execPath, [serverProgram, ...args], {
      env: { ...process.env, LC_ALL: "C" },
    });
    this.exited = new Promise((resolve) => this.process.on("exit", (code) => resolve(code)));
    this.process.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
    this.process.stderr.on("data", (chunk: Buffer) => {
      this.errorOutput += chunk.toString();
    });
    this.process.stdin.on("error", () => {});
  }

  raw(bytes: string | Buffer): void {
    this.process.stdin.write(bytes);
  }

  send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.raw(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  notify(method: string, params: object = {}): void {
    this.send({ method, params });
  }

  /** The whole answer, also where it is an error. */
  ask(method: string, params?: object): Promise<Message> {
    const id = this.#nextId++;
    const answered = new Promise<Message>((resolve) => this.#pending.set(id, resolve));
    this.send({ id, method, ...(params === undefined ? {} : { params }) });
    return answered;
  }

  async request(method: string, params?: object): Promise<Json> {
    const { result, error } = await this.ask(method, params);
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** The first thing said, already or from now on, that fits. */
  until(fits: (message: Message) => boolean, from = 0): Promise<Message> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`nothing that fits was said; ${this.errorOutput}`)),
        20_000,
      );
      const look = () => {
        const found = this.said.slice(from).find(fits);
        if (found === undefined) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** The next findings that are pushed for a document, after `from` things said, that fit. */
  async findings(uri: string, fits: (items: Json[]) => boolean = () => true, from = 0): Promise<Json[]> {
    const isIt = ({ method, params }: Message) =>
      method === "textDocument/publishDiagnostics" && params.uri === uri && fits(params.diagnostics);
    return (await this.until(isIt, from)).params.diagnostics;
  }

  open(uri: string, languageId: string, text: string, version = 1): void {
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number, contentChanges: readonly object[]): void {
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  /** Ends the conversation as a client should; the exit code. */
  async close(): Promise<number | null> {
    await this.request("shutdown");
    this.notify("exit");
    return this.exited;
  }

  kill(): void {
    if (this.process.exitCode === null) this.process.kill("SIGKILL");
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(this.#buffer.subarray(0, end).toString())?.[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const body = this.#buffer.subarray(end + 4, end + 4 + length).toString();
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#take(JSON.parse(body));
    }
  }

  #take(message: Message): void {
    if (message.method === undefined) {
      const resolve = this.#pending.get(Number(message.id));
      this.#pending.delete(Number(message.id));
      resolve?.(message);
      return;
    }
    if (message.id !== undefined) {
      const result = this.answers.get(message.method)?.(message.params) ?? null;
      this.send({ id: message.id, result });
    }
    this.said.push(message);
    for (const look of [...this.#watchers]) look();
  }
}

export const capabilities = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    completion: {
      completionItem: { snippetSupport: true, insertReplaceSupport: true, tagSupport: { valueSet: [1] } },
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, dataSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true }, workspaceFolders: true },
};

export interface StartOptions {
  readonly folder?: string;
  readonly capabilities?: object;
  readonly locale?: string;
  readonly initializationOptions?: object;
  readonly answers?: Readonly<Record<string, (params: Json) => Json>>;
}

const started = new Set<Client>();

/** A client that has been through initialize. */
export async function start(options: StartOptions = {}): Promise<Client & { initialized: Json }> {
  const client = new Client();
  started.add(client);
  for (const [method, answer] of Object.entries(options.answers ?? {})) client.answers.set(method, answer);
  const { folder } = options;
  const initialized = await client.request("initialize", {
    processId: process.pid,
    rootUri: folder === undefined ? null : uriOf(folder),
    workspaceFolders: folder === undefined ? null : [{ uri: uriOf(folder), name: "test" }],
    capabilities: options.capabilities ?? capabilities,
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    ...(options.initializationOptions === undefined
      ? {}
      : { initializationOptions: options.initializationOptions }),
  });
  client.notify("initialized");
  return Object.assign(client, { initialized });
}

const folders: string[] = [];

/** A directory with these files, gone after the tests. */
export function folder(files: Readonly<Record<string, string>>): string {
  const made = realpathSync(mkdtempSync(path.join(tmpdir(), "kalint-lsp-")));
  folders.push(made);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(made, name)), { recursive: true });
    writeFileSync(path.join(made, name), text);
  }
  return made;
}

export function uriOf(file: string): string {
  return pathToFileURL(file).toString();
}

/** For `afterAll`: ends what a failed test has left running, and removes the directories. */
export function cleanUp(): void {
  for (const client of started) client.kill();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
}
