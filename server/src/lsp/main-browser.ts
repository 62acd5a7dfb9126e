/** The language server in a browser's worker. There is no disk: files that are not open come with the initialize request. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { MemoryFileSystem } from "../platform/browser/memory-file-system.ts";
import { version } from "../platform/version.ts";
import { startServer } from "./server.ts";

type Worker = ConstructorParameters<typeof BrowserMessageReader>[0];

const worker = globalThis as unknown as Worker;
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(worker),
  new BrowserMessageWriter(worker),
);
const files = new MemoryFileSystem();
startServer(connection, files, { version, takeFile: (path, text) => files.write(path, text) });
