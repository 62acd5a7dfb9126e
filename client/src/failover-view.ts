/**
 * The failover view: a panel beside the editor with the picture that the server draws of a cluster. The page is text
 * and shapes alone; its policy lets nothing run and nothing load.
 */
import { randomUUID } from "node:crypto";
import { ColorThemeKind, commands, type Disposable, ViewColumn, type WebviewPanel, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

export const showFailoverCommand = "kalint.showFailover";

/** What is shown: a document's cluster, or the virtual router of one instance in it. */
interface Subject {
  readonly uri: string;
  readonly instance?: string;
}

/** The server's answer to `kalint/failover`, as far as the panel needs it. */
interface Answer {
  readonly title: string;
  readonly svg: string;
}

const nothingKnown =
  "kalint knows no virtual router for this file: open the folder that has the files of all nodes.";

export class FailoverView implements Disposable {
  readonly #subscriptions: Disposable[];
  readonly #client: () => LanguageClient | undefined;
  #panel: WebviewPanel | undefined;
  #subject: Subject | undefined;
  /** The picture in the panel. */
  #svg: string | undefined;
  /** Counts the requests: an answer that a later one has overtaken is not shown. */
  #asked = 0;

  constructor(client: () => LanguageClient | undefined) {
    this.#client = client;
    this.#subscriptions = [
      commands.registerCommand(showFailoverCommand, (uri?: unknown, instance?: unknown) =>
        this.#show(uri, instance),
      ),
      window.onDidChangeActiveColorTheme(() => this.#renew()),
    ];
  }

  /** To be called for every server that is started: the view follows what it says. */
  follow(client: LanguageClient): void {
    client.onNotification("kalint/failoverChanged", () => this.#renew());
    this.#renew();
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const one of this.#subscriptions) one.dispose();
  }

  /** From a code lens with both; from the command palette with neither, for the active file. */
  async #show(uri: unknown, instance: unknown): Promise<void> {
    const shown = typeof uri === "string" ? uri : window.activeTextEditor?.document.uri.toString();
    if (shown === undefined) {
      window.showInformationMessage("kalint: open a configuration file to see the failover of its cluster.");
      return;
    }
    if (this.#client()?.isRunning() !== true) {
      window.showErrorMessage("kalint: the language server is not running.");
      return;
    }
    const subject = { uri: shown, ...(typeof instance === "string" ? { instance } : {}) };
    const answer = await this.#ask(subject);
    if (answer === undefined) return;
    if (answer === null) {
      window.showInformationMessage(nothingKnown);
      return;
    }
    this.#subject = subject;
    this.#fill(this.#opened(), answer);
  }

  async #renew(): Promise<void> {
    if (this.#panel === undefined || this.#subject === undefined) return;
    const answer = await this.#ask(this.#subject);
    if (answer !== undefined && this.#panel !== undefined) this.#fill(this.#panel, answer);
  }

  /** `null`: the server knows nothing of it; `undefined`: there is no server, or a later request is under way. */
  async #ask(subject: Subject): Promise<Answer | null | undefined> {
    const client = this.#client();
    const own = ++this.#asked;
    if (client === undefined || !client.isRunning()) return undefined;
    const answer = await client
      .sendRequest<Answer | null>("kalint/failover", { ...subject, theme: theme() })
      .catch(() => undefined);
    return own === this.#asked ? answer : undefined;
  }

  #opened(): WebviewPanel {
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    if (this.#panel === undefined) {
      this.#panel = window.createWebviewPanel("kalint.failover", "Failover", column, {
        enableScripts: false,
        localResourceRoots: [],
      });
      this.#panel.onDidDispose(() => {
        this.#panel = undefined;
      });
    } else this.#panel.reveal(undefined, true);
    return this.#panel;
  }

  #fill(panel: WebviewPanel, answer: Answer | null): void {
    if (answer !== null) panel.title = answer.title;
    // A page that is set again scrolls back to its top.
    if (panel.webview.html !== "" && this.#svg === answer?.svg) return;
    this.#svg = answer?.svg;
    panel.webview.html = page(answer?.svg);
  }
}

function theme(): "light" | "dark" {
  const { kind } = window.activeColorTheme;
  return kind === ColorThemeKind.Light || kind === ColorThemeKind.HighContrastLight ? "light" : "dark";
}

/** The picture on the editor's own ground, as wide as the panel but never too small to read. */
function page(svg: string | undefined): string {
  const nonce = randomUUID();
  const body =
    svg === undefined ? `<p>${nothingKnown}</p>` : svg.replace("<style>", `<style nonce="${nonce}">`);
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<style nonce="${nonce}">
body { padding: 8px; background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); }
svg { width: 100%; min-width: 640px; max-width: 1200px; height: auto; }
svg.kalint-picture .page { fill: var(--vscode-editor-background); stroke: none; }
svg.kalint-picture .cover, svg.kalint-picture .nobody { fill: var(--vscode-editor-background); }
svg.kalint-picture text { fill: var(--vscode-editor-foreground); }
</style>
</head>
<body>${body}</body>
</html>`;
}
