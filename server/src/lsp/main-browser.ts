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

/** The worker itself, as the port that messages come and go by. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
);
const files = new MemoryFileSystem();
startServer(connection, files, { version, takeFile: (path, text) => files.write(path, text) });
