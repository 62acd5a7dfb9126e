/**
 * The VS Code extension: starts the language server that is shipped with it and hands it the settings. Everything
 * kalint knows is the server's; here is no knowledge of any daemon.
 */
import { commands, type ExtensionContext, type LogOutputChannel, window, workspace } from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import { EffectiveConfigurations } from "./effective-configuration.ts";
import { FailoverView } from "./failover-view.ts";

const languages = ["keepalived", "nginx", "haproxy"];

let client: LanguageClient | undefined;

let failoverView: FailoverView | undefined;

/** The last start or stop under way: the next one waits for it, so that there are never two servers. */
let turn: Promise<void> = Promise.resolve();

/** Starts the server; says in a message why, where it does not start. */
export async function activate(context: ExtensionContext): Promise<void> {
  const channel = window.createOutputChannel("kalint", { log: true });
  failoverView = new FailoverView(() => client);
  context.subscriptions.push(
    channel,
    failoverView,
    new EffectiveConfigurations(() => client),
    commands.registerCommand("kalint.restartServer", () => restart(context, channel)),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("kalint.server.path")) await restart(context, channel);
    }),
  );
  await restart(context, channel);
}

/** VS Code waits for it before it ends the extension host. */
export function deactivate(): Promise<void> {
  turn = turn.then(stop);
  return turn;
}

async function start(context: ExtensionContext, channel: LogOutputChannel): Promise<void> {
  const starting = new LanguageClient("kalint", "kalint", serverOf(context), clientOptions(channel));
  client = starting;
  try {
    await starting.start();
    failoverView?.follow(starting);
  } catch (error) {
    channel.error(
      `the language server does not start: ${error instanceof Error ? error.message : String(error)}`,
    );
    // Not awaited: the extension is active, and its restart command works, while the message stands.
    const show = "Show Output";
    window.showErrorMessage("kalint: the language server does not start.", show).then((chosen) => {
      if (chosen === show) channel.show();
    });
  }
}

async function stop(): Promise<void> {
  const stopping = client;
  client = undefined;
  // One that never started, or died, has nothing to stop and says so by an error.
  await stopping?.dispose().catch(() => undefined);
}

function restart(context: ExtensionContext, channel: LogOutputChannel): Promise<void> {
  turn = turn.then(stop).then(() => start(context, channel));
  return turn;
}

/** The server named in the settings, as a script for Node or as a program; else the one in this extension. */
function serverOf(context: ExtensionContext): ServerOptions {
  const configured = workspace.getConfiguration("kalint").get<string>("server.path", "").trim();
  if (configured !== "" && !/\.[cm]?js$/.test(configured)) {
    return { command: configured, args: ["--stdio"], transport: TransportKind.stdio };
  }
  const module =
    configured === "" ? context.asAbsolutePath("server/dist/kalint-language-server.cjs") : configured;
  return { module, transport: TransportKind.stdio };
}

function clientOptions(outputChannel: LogOutputChannel): LanguageClientOptions {
  return {
    outputChannel,
    documentSelector: languages.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    initializationOptions: { ...settings(), failoverView: true },
    synchronize: { configurationSection: "kalint" },
  };
}

function settings(): object {
  const { targets, rules } = workspace.getConfiguration("kalint");
  return { targets, rules };
}
