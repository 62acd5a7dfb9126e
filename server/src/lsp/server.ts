/**
 * The language server, whatever carries its messages and wherever its files lie. It answers requests with what ide/
 * and lint/ say; a request that fails is answered with an error and logged, and the server lives on.
 */
import {
  type CodeActionParams,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentSymbol,
  ErrorCodes,
  type ExecuteCommandParams,
  type FormattingOptions,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type ShowMessageParams,
  type SymbolInformation,
} from "vscode-languageserver";
import { callItemsAt, incomingCalls, outgoingCalls } from "../ide/call-hierarchy.ts";
import { codeActionsAt, fixAllAction } from "../ide/code-actions.ts";
import { completionDoc, completionsAt } from "../ide/completion.ts";
import { definitionAt, highlightsAt, referencesAt } from "../ide/definition.ts";
import type { FailoverView, ViewOptions } from "../ide/failover/view.ts";
import { failoverActionsAt } from "../ide/failover-actions.ts";
import { foldingRanges } from "../ide/folding.ts";
import { indentTypedLine } from "../ide/format/on-type.ts";
import { type FormatOptions, formatEdits } from "../ide/format.ts";
import { hoverAt } from "../ide/hover.ts";
import { linksOf } from "../ide/links.ts";
import { effectiveConfigurationAt } from "../ide/nginx/effective-configuration.ts";
import { renamableAt, renameAt } from "../ide/rename.ts";
import { say } from "../ide/say.ts";
import { symbolsOf } from "../ide/symbols.ts";
import { workspaceSymbols } from "../ide/workspace-symbols.ts";
import { type Locale, localeOf } from "../text/locale.ts";
import type { FileSystem } from "../workspace/file-system.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { type Abilities, readAbilities, serverCapabilities } from "./abilities.ts";
import { type AnnotationKind, Annotations } from "./annotations.ts";
import { Converter, fixAllKind, flatSymbols, showFailoverCommand } from "./convert.ts";
import { Diagnostics } from "./diagnostics.ts";
import { Documents } from "./documents.ts";
import { findingsOf } from "./findings.ts";
import { failoverParams, filesOf, foldersOf, indentIn, placeParams, resolveData } from "./params.ts";
import { type Located, Projects } from "./projects.ts";
import { readSettings, type Settings } from "./settings.ts";
import { pathOf } from "./uris.ts";

export interface ServerFacts {
  readonly version: string;
  /** Takes files that come with the initialize request (`initializationOptions.files`), where there is no disk. */
  readonly takeFile?: (path: string, text: string) => void;
  /** The language to speak where neither the settings nor the client name one. */
  readonly locale?: Locale;
}

/** Serves a connection until it ends. */
export function startServer(connection: Connection, fileSystem: FileSystem, facts: ServerFacts): void {
  let server: LanguageServer | undefined;
  const early = connection.onRequest((method) => {
    throw new ResponseError(ErrorCodes.ServerNotInitialized, `${method} came before initialize`);
  });
  connection.onInitialize((params): InitializeResult => {
    if (server !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, "initialize came twice");
    early.dispose();
    for (const [path, text] of filesOf(params)) facts.takeFile?.(path, text);
    server = new LanguageServer(connection, fileSystem, params, facts.locale ?? "en");
    return {
      capabilities: serverCapabilities(server.abilities),
      serverInfo: { name: "kalint", version: facts.version },
    };
  });
  connection.onInitialized(() => server?.start());
  connection.onShutdown(() => server?.stop());
  connection.listen();
}

class LanguageServer {
  readonly abilities: Abilities;
  readonly #connection: Connection;
  readonly #clientLocale: Locale;
  readonly #documents = new Documents();
  readonly #projects: Projects;
  readonly #converter: Converter;
  readonly #diagnostics: Diagnostics;
  readonly #annotations: Annotations;
  #folders: readonly string[];
  #settings: Settings = { targets: {}, rules: {} };
  #markReady: () => void = () => {};
  /** Kept once the client's settings are there: what is pulled before would be answered by the wrong ones. */
  readonly #ready = new Promise<void>((resolve) => {
    this.#markReady = resolve;
  });
  #stopped = false;

  constructor(connection: Connection, fileSystem: FileSystem, params: InitializeParams, ownLocale: Locale) {
    this.#connection = connection;
    this.#clientLocale = params.locale === undefined ? ownLocale : localeOf(params.locale);
    this.abilities = readAbilities(params);
    this.#documents.unit = this.abilities.unit;
    this.#folders = foldersOf(params);
    const documents = this.#documents;
    this.#converter = new Converter({
      client: this.abilities,
      locale: () => this.#locale,
      docsUrl: () => this.#settings.docsUrl,
      uriOf: (path) => documents.uriOf(path),
      versionOf: (path) => documents.atPath(path)?.version ?? null,
    });
    this.#projects = new Projects(fileSystem, documents, {
      changed: () => this.#changed(),
      configProblem: (path, problems) => this.#say(`${path}: ${problems.join("; ")}`),
    });
    this.#diagnostics = new Diagnostics(this.#projects, documents, this.#converter, {
      pulls: this.abilities.pulls,
      takesRelated: this.abilities.takesRelated,
      publish: (uri, version, diagnostics) => {
        const message = { uri, diagnostics, ...(version === undefined ? {} : { version }) };
        connection.sendDiagnostics(message).catch((error: unknown) => this.#log("publishDiagnostics", error));
      },
      refresh: () => {
        connection.languages.diagnostics
          .refresh()
          .catch((error: unknown) => this.#log("diagnostics refresh", error));
      },
      failed: (error) => this.#log("diagnostics", error),
    });
    this.#annotations = new Annotations(this.#projects, documents, this.#converter, {
      locale: () => this.#locale,
      settings: () => this.#settings,
      refresh: (kind) => this.#refresh(kind),
      viewChanged: (uri) => {
        connection
          .sendNotification(failoverChanged, { uri })
          .catch((error: unknown) => this.#log(failoverChanged, error));
      },
      failed: (error) => this.#log("annotations", error),
    });
    this.#take(params.initializationOptions);
    this.#handleChanges();
    this.#handleDiagnostics();
    this.#handleReading();
    this.#handleEffective();
    this.#handleCalls();
    this.#handleAnnotations();
    this.#handleEditing();
    this.#handleFormatting();
  }

  /** The client is ready: asks for its settings, watches files and reads the folders. */
  async start(): Promise<void> {
    try {
      await this.#guarded("initialized", async () => {
        await this.#register();
        await this.#askSettings();
      });
    } finally {
      this.#reset();
      this.#markReady();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#diagnostics.stop();
    this.#annotations.stop();
  }

  #handleChanges(): void {
    const connection = this.#connection;
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      this.#opened(() => this.#documents.open(uri, languageId, version, text));
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      this.#opened(() => this.#documents.change(uri, version, contentChanges));
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const closed = this.#documents.close(uri);
      if (closed === undefined) return;
      this.#projects.setClosed(closed.path);
      this.#diagnostics.closed(closed.path, closed.uri);
      this.#annotations.changed();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      const paths = changes.map((change) => pathOf(change.uri));
      if (paths.some((path) => this.#projects.isConfig(path))) return this.#reset();
      this.#projects.reload(paths);
      this.#changed();
    });
    connection.onDidChangeConfiguration(async ({ settings }) => {
      if (this.abilities.asksConfiguration) await this.#guarded("configuration", () => this.#askSettings());
      else this.#take(settings);
      this.#reset();
    });
    if (!this.abilities.folders) return;
    connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event }: FoldersChange) => {
      const removed = new Set(event.removed.map((folder) => pathOf(folder.uri)));
      const added = event.added.map((folder) => pathOf(folder.uri));
      this.#folders = [...this.#folders.filter((folder) => !removed.has(folder)), ...added];
      this.#reset();
    });
  }

  #handleDiagnostics(): void {
    const { diagnostics } = this.#connection.languages;
    diagnostics.on(({ textDocument: { uri }, previousResultId }) =>
      this.#guarded("diagnostic", async () => {
        await this.#ready;
        return this.#diagnostics.pull(uri, pathOf(uri), previousResultId);
      }),
    );
    diagnostics.onWorkspace(({ previousResultIds }, token) =>
      this.#guarded("workspace diagnostic", async () => {
        const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
        await this.#ready;
        await this.#projects.searched;
        return { items: await this.#diagnostics.pullAll(previous, () => token.isCancellationRequested) };
      }),
    );
  }

  get #locale(): Locale {
    return this.#settings.locale ?? this.#clientLocale;
  }

  /** Requests that only look. */
  #handleReading(): void {
    const connection = this.#connection;
    connection.onHover(({ textDocument, position }) =>
      this.#answer("hover", textDocument.uri, null, ({ snapshot, file }) => {
        const hover = hoverAt(snapshot, file, this.#converter.offset(file, position), this.#locale);
        return hover === undefined ? null : this.#converter.hover(file, hover);
      }),
    );
    connection.onDefinition(({ textDocument, position }) =>
      this.#answer("definition", textDocument.uri, null, ({ snapshot, file }) => {
        const answer = definitionAt(snapshot, file, this.#converter.offset(file, position));
        return answer === undefined ? null : this.#converter.definition(file, answer);
      }),
    );
    connection.onReferences(({ textDocument, position, context }) =>
      this.#answer("references", textDocument.uri, [], ({ snapshot, file }) =>
        referencesAt(snapshot, file, this.#converter.offset(file, position), context.includeDeclaration).map(
          (target) => this.#converter.location(target),
        ),
      ),
    );
    connection.onDocumentHighlight(({ textDocument, position }) =>
      this.#answer("highlight", textDocument.uri, [], ({ snapshot, file }) =>
        highlightsAt(snapshot, file, this.#converter.offset(file, position)).map((h) =>
          this.#converter.highlight(file, h),
        ),
      ),
    );
    connection.onDocumentSymbol(({ textDocument: { uri } }) =>
      this.#answer("symbols", uri, [] as DocumentSymbol[] | SymbolInformation[], ({ file }) => {
        const symbols = symbolsOf(file, this.#locale).map((symbol) => this.#converter.symbol(file, symbol));
        return this.abilities.hierarchicalSymbols ? symbols : flatSymbols(symbols, uri);
      }),
    );
    connection.onWorkspaceSymbol(({ query }) =>
      this.#guarded("workspace symbols", async () => {
        await this.#ready;
        const projects = this.#projects.all();
        return projects.flatMap(({ workspace }) =>
          workspaceSymbols(workspace.snapshot(), query, this.#locale).map((place) =>
            this.#converter.namedPlace(place),
          ),
        );
      }),
    );
    connection.onDocumentLinks(({ textDocument }) =>
      this.#answer("links", textDocument.uri, [], ({ project, snapshot, file }) =>
        linksOf(snapshot, file, project.workspace.fileSystem).map((link) => this.#converter.link(file, link)),
      ),
    );
    connection.onFoldingRanges(({ textDocument }) =>
      this.#answer("folding", textDocument.uri, [], ({ file }) =>
        foldingRanges(file).map((r) => this.#converter.folding(r)),
      ),
    );
  }

  /** What counts at a place of nginx.conf. */
  #handleEffective(): void {
    this.#connection.onRequest(effectiveRequest, (params: unknown) =>
      this.#guarded("effective configuration", async () => {
        const asked = placeParams(params);
        if (asked === undefined) {
          const reason = "no document's URI or no position is given";
          throw new ResponseError(ErrorCodes.InvalidParams, `${effectiveRequest}: ${reason}`);
        }
        const { uri, position } = asked;
        // What is included from a file that is not read yet would be missing.
        await this.#ready;
        await this.#projects.searched;
        return this.#answer("effective configuration", uri, null, ({ snapshot, file }) => {
          const offset = this.#converter.offset(file, position);
          return effectiveConfigurationAt(snapshot, file, offset, this.#locale) ?? null;
        });
      }),
    );
  }

  /** Who sends to whom. */
  #handleCalls(): void {
    const { callHierarchy } = this.#connection.languages;
    callHierarchy.onPrepare(({ textDocument, position }) =>
      this.#answer("call hierarchy", textDocument.uri, null, ({ snapshot, file }) =>
        callItemsAt(snapshot, file, this.#converter.offset(file, position)).map((node) =>
          this.#converter.callItem(node),
        ),
      ),
    );
    callHierarchy.onIncomingCalls(({ item }) =>
      this.#answer("incoming calls", item.uri, null, ({ snapshot, file }) =>
        incomingCalls(snapshot, file, this.#converter.offset(file, item.selectionRange.start)).map(
          ({ node, spans }) => ({
            from: this.#converter.callItem(node),
            fromRanges: spans.map((span) => this.#converter.range(node.file, span)),
          }),
        ),
      ),
    );
    callHierarchy.onOutgoingCalls(({ item }) =>
      this.#answer("outgoing calls", item.uri, null, ({ snapshot, file }) =>
        outgoingCalls(snapshot, file, this.#converter.offset(file, item.selectionRange.start)).map(
          ({ node, spans }) => ({
            to: this.#converter.callItem(node),
            fromRanges: spans.map((span) => this.#converter.range(file, span)),
          }),
        ),
      ),
    );
  }

  /** What is shown beside the text, and the failover view. */
  #handleAnnotations(): void {
    const connection = this.#connection;
    connection.languages.inlayHint.on(({ textDocument, range }) =>
      this.#answer("inlay hint", textDocument.uri, [], (located) => this.#annotations.hints(located, range)),
    );
    connection.onCodeLens(({ textDocument }) =>
      this.#answer("code lens", textDocument.uri, [], (located) => this.#annotations.lenses(located)),
    );
    connection.onRequest(failoverRequest, (params: unknown) =>
      this.#guarded("failover", async () => {
        const asked = failoverParams(params);
        if (asked === undefined)
          throw new ResponseError(ErrorCodes.InvalidParams, `${failoverRequest}: no document's URI is given`);
        const { uri, ...options } = asked;
        return (await this.#failoverView(uri, options)) ?? null;
      }),
    );
    if (!this.abilities.failoverView)
      connection.onExecuteCommand((params) => this.#guarded("execute command", () => this.#execute(params)));
  }

  /** Told before everything is read, it would be told wrongly. */
  async #failoverView(uri: string, options: Omit<ViewOptions, "locale">): Promise<FailoverView | undefined> {
    await this.#ready;
    await this.#projects.searched;
    const { failoverView } = this.abilities;
    return this.#annotations.view(uri, pathOf(uri), { ...options, locale: this.#locale }, failoverView);
  }

  /** For clients without a view of their own: the table as a message, and everything as the answer. */
  async #execute({ command, arguments: args = [] }: ExecuteCommandParams): Promise<FailoverView | null> {
    const [uri, instance] = args;
    const asked = failoverParams({ uri, instance });
    if (command !== showFailoverCommand || asked === undefined)
      throw new ResponseError(
        ErrorCodes.InvalidParams,
        command === showFailoverCommand ? `${command}: no document's URI is given` : `no command ${command}`,
      );
    const { uri: document, ...options } = asked;
    const view = await this.#failoverView(document, options);
    this.#show(MessageType.Info, view?.text.trimEnd() ?? say(this.#locale, "failover-none"));
    return view ?? null;
  }

  #refresh(kind: AnnotationKind): void {
    const { refreshesHints, refreshesLenses } = this.abilities;
    if (!(kind === "hints" ? refreshesHints : refreshesLenses)) return;
    const refreshed =
      kind === "hints"
        ? this.#connection.languages.inlayHint.refresh()
        : this.#connection.sendRequest(CodeLensRefreshRequest.type);
    refreshed.catch((error: unknown) => this.#log(`${kind} refresh`, error));
  }

  /** Requests whose answers change the text. */
  #handleEditing(): void {
    const connection = this.#connection;
    connection.onPrepareRename(({ textDocument, position }) =>
      this.#answer("prepare rename", textDocument.uri, null, ({ snapshot, file }) => {
        const span = renamableAt(snapshot, file, this.#converter.offset(file, position));
        return span === undefined ? null : this.#converter.range(file, span);
      }),
    );
    connection.onRenameRequest(({ textDocument, position, newName }) =>
      this.#answer("rename", textDocument.uri, null, ({ snapshot, file }) => {
        const edits = renameAt(snapshot, file, this.#converter.offset(file, position), newName);
        return edits === undefined ? null : this.#converter.workspaceEdit(edits);
      }),
    );
    connection.onCompletion(({ textDocument, position, context }) =>
      this.#answer("completion", textDocument.uri, [], ({ project, snapshot, file }) => {
        const trigger = context?.triggerCharacter;
        const offset = this.#converter.offset(file, position);
        const completions = completionsAt(snapshot, file, offset, {
          locale: this.#locale,
          fileSystem: project.workspace.fileSystem,
          ...(trigger === undefined ? {} : { trigger }),
        });
        return completions.map((completion, i) => this.#converter.completion(file, completion, i));
      }),
    );
    connection.onCompletionResolve((item) =>
      this.#guarded("completion resolve", () => {
        const data = resolveData(item.data);
        const located = data === undefined ? undefined : this.#projects.locate(pathOf(data.uri));
        const doc =
          data === undefined || located === undefined
            ? undefined
            : completionDoc(located.file, data, this.#locale);
        return doc === undefined ? item : { ...item, documentation: this.#converter.documentation(doc) };
      }),
    );
    connection.onCodeAction((params) =>
      this.#answer("code action", params.textDocument.uri, [], (located) =>
        this.#codeActions(located, params),
      ),
    );
  }

  #handleFormatting(): void {
    const connection = this.#connection;
    connection.onDocumentFormatting(({ textDocument: { uri }, options }) =>
      this.#answer("formatting", uri, [], (located) =>
        this.#converter.textEdits(located.file, formatEdits(located.file, formatOptions(located, options))),
      ),
    );
    connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }) =>
      this.#answer("range formatting", uri, [], (located) => {
        const { file } = located;
        const edits = formatEdits(file, formatOptions(located, options), this.#converter.span(file, range));
        return this.#converter.textEdits(file, edits);
      }),
    );
    connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, options }) =>
      this.#answer("formatting on type", uri, [], ({ file }) => {
        const edits = indentTypedLine(file, this.#converter.offset(file, position), indentIn(options));
        return this.#converter.textEdits(file, edits);
      }),
    );
  }

  #codeActions(located: Located, { range, context }: CodeActionParams) {
    const { snapshot, file } = located;
    const findings = findingsOf(located);
    const wants = (kind: string) =>
      context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? false;
    const everything = context.only === undefined || context.only.length === 0;
    const others = (other: SourceFile) => findingsOf({ ...located, file: other });
    const here =
      everything || wants("quickfix")
        ? [
            ...codeActionsAt(file, findings, this.#converter.span(file, range), this.#locale),
            ...failoverActionsAt(snapshot, file, this.#converter.span(file, range), others, this.#locale),
          ]
        : [];
    const all = wants(fixAllKind) ? fixAllAction(file, findings, this.#locale) : undefined;
    return [...here, ...(all === undefined ? [] : [all])].map((action) => this.#converter.codeAction(action));
  }

  #opened(take: () => ReturnType<Documents["change"]>): void {
    const document = take();
    if (document === undefined) return;
    this.#projects.setOpen(document);
    this.#diagnostics.edited(document.path);
    this.#annotations.edited(document.path);
  }

  /** Something has changed that is no edit: what is said of any file may be another thing now. */
  #changed(): void {
    this.#diagnostics.changed();
    this.#annotations.changed();
  }

  /** Answers about a file; one that no project has gets the empty answer. */
  #answer<T>(what: string, uri: string, empty: T, answer: (located: Located) => T): Promise<T> {
    return this.#guarded(what, () => {
      const located = this.#projects.locate(pathOf(uri));
      return located === undefined ? empty : answer(located);
    });
  }

  async #guarded<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    if (this.#stopped) throw new ResponseError(ErrorCodes.InvalidRequest, `${what} came after shutdown`);
    try {
      return await work();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.#log(what, error);
      throw new ResponseError(
        ErrorCodes.InternalError,
        `${what} failed: ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  #reset(): void {
    this.#projects.reset(this.#folders, this.#settings);
    this.#changed();
  }

  async #askSettings(): Promise<void> {
    if (this.abilities.asksConfiguration) {
      const answer: unknown = await this.#connection.workspace.getConfiguration("kalint");
      // A client without such settings answers null: what it said at initialize stays.
      if (answer !== null && answer !== undefined) this.#take(answer);
    }
  }

  #take(value: unknown): void {
    const { settings, problems } = readSettings(value);
    this.#settings = settings;
    for (const problem of problems) this.#say(problem);
  }

  async #register(): Promise<void> {
    const { client } = this.#connection;
    if (this.abilities.registersConfiguration) {
      await client.register(DidChangeConfigurationNotification.type, { section: "kalint" });
    }
    if (this.abilities.registersWatchers) {
      await client.register(DidChangeWatchedFilesNotification.type, {
        watchers: watchedFiles.map((globPattern) => ({ globPattern })),
      });
    }
  }

  #say(problem: string): void {
    this.#show(MessageType.Warning, `kalint: ${problem}`);
  }

  #show(type: MessageType, text: string): void {
    const message: ShowMessageParams = { type, message: text };
    const sent = this.#connection.sendNotification(ShowMessageNotification.type, message);
    sent.catch((error: unknown) => this.#log("showMessage", error));
  }

  #log(what: string, error: unknown): void {
    this.#connection.console.error(
      `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

function formatOptions({ project }: Located, options: FormattingOptions): FormatOptions {
  return { indent: indentIn(options), align: project.workspace.config.format?.align === true };
}

/** Asks for the failover view of a document: `{ uri, instance?, theme? }` gives a `FailoverView` or null. */
const failoverRequest = "kalint/failover";

/** Asks what counts at a place of nginx.conf: `{ uri, position }` gives an `EffectiveConfiguration` or null. */
const effectiveRequest = "kalint/effectiveConfiguration";

/** Tells a client with a failover view that it should ask again. */
const failoverChanged = "kalint/failoverChanged";

interface FoldersChange {
  readonly event: {
    readonly added: readonly { readonly uri: string }[];
    readonly removed: readonly { readonly uri: string }[];
  };
}

const watchedFiles = [
  "**/kalint.json",
  "**/*.{conf,cfg,inc,j2,erb,tpl,tmpl,template}",
  "**/*{.conf,.cfg}*",
  "**/{conf.d,sites-available,sites-enabled,snippets,nginx,haproxy,keepalived}/**",
];
