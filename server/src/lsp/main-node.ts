/** The language server as a program: messages on standard input and output, or as the client's options say. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeFileSystem } from "../platform/node/file-system.ts";
import { version } from "../platform/version.ts";
import { localeOfEnvironment } from "../text/locale.ts";
import { startServer } from "./server.ts";

const usage = `kalint language server ${version}

An editor starts it and talks to it: kalint-language-server --stdio
Other ways to talk: --node-ipc, --socket=PORT, --pipe=NAME
`;

const args = process.argv.slice(2);
const isTransport = (arg: string) => /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/.test(arg);

if (args.includes("--version")) process.stdout.write(`${version}\n`);
else if (args.includes("--help") || (!args.some(isTransport) && process.stdin.isTTY))
  process.stdout.write(usage);
else {
  const connection = args.some(isTransport)
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  startServer(connection, nodeFileSystem, { version, locale: localeOfEnvironment(process.env) });
}
