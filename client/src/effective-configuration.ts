/**
 * The effective configuration at the cursor of an nginx file, as a document that can only be read, beside the editor.
 * The server writes its text; the document is written anew where the command is run again.
 */
import { commands, Disposable, EventEmitter, languages, Uri, ViewColumn, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

const scheme = "kalint-effective";

/** The server's answer to `kalint/effectiveConfiguration`. */
interface Answer {
  readonly title: string;
  readonly text: string;
}

export class EffectiveConfigurations implements Disposable {
  readonly #client: () => LanguageClient | undefined;
  readonly #subscriptions: Disposable;
  readonly #changed = new EventEmitter<Uri>();
  /** By the name of its document. */
  readonly #texts = new Map<string, string>();

  constructor(client: () => LanguageClient | undefined) {
    this.#client = client;
    this.#subscriptions = Disposable.from(
      this.#changed,
      commands.registerCommand("kalint.showEffectiveConfiguration", () => this.#show()),
      workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()),
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #show(): Promise<void> {
    const editor = window.activeTextEditor;
    if (editor?.document.languageId !== "nginx" || editor.document.uri.scheme === scheme) {
      window.showInformationMessage("kalint: put the cursor into an nginx configuration first.");
      return;
    }
    const client = this.#client();
    if (client?.isRunning() !== true) {
      window.showErrorMessage("kalint: the language server is not running.");
      return;
    }
    const params = {
      uri: client.code2ProtocolConverter.asUri(editor.document.uri),
      position: client.code2ProtocolConverter.asPosition(editor.selection.active),
    };
    const answer = await client
      .sendRequest<Answer | null>("kalint/effectiveConfiguration", params)
      .catch((error: unknown) => {
        client.error("kalint: the effective configuration can not be shown", error);
        return undefined;
      });
    if (answer === undefined) return;
    if (answer === null) {
      window.showInformationMessage("kalint: put the cursor into a block of nginx first.");
      return;
    }
    await this.#open(answer);
  }

  async #open({ title, text }: Answer): Promise<void> {
    // A slash would end the part that the tab shows.
    const uri = Uri.from({ scheme, path: `/${title.replaceAll("/", "∕")}` });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, "nginx");
    await window.showTextDocument(document, {
      viewColumn: ViewColumn.Beside,
      preview: true,
      preserveFocus: true,
    });
  }
}
